import Accounting
import SiteModel
import Units

/// What an inventory holds and leaves out, in sentences that follow from the run and no other.
struct InventoryBoundary {
  let site: Site
  let plan: SitePlan
  let ledger: Ledger
  /// The reporting year behind it; nil for a plan.
  var metered: MeteredYear?

  private var grids: [Grid] { site.components.grids }

  /// What is not counted.
  var notCounted: [String] {
    embodied + upstream + imports + flares + [
      "embodied carbon of buildings"
    ] + (metered.map { $0.releases.isEmpty } ?? true ? ["refrigerants and SF6"] : [])
  }

  /// The making of what is built, asset by asset.
  private var embodied: [String] {
    guard let set = site.emissions.embodied else {
      return ["embodied carbon of equipment and GPUs (no embodied_factors)"]
    }
    let counted = Set(
      ledger.lines.filter { $0.label.source == "embodied" }.map(\.label.component))
    if metered != nil {
      return [
        "the making of what was bought before the reporting year, or is not in acquisitions.csv"
      ]
    }
    let missing = plan.components.filter { part in
      let isBuilt =
        part.isLoad || (part.power ?? .zero) > .zero || (part.energy ?? .zero) > .zero
      return isBuilt && !part.isConnection && !counted.contains(part.component)
    }
    let secondLife = site.components.filter { $0 is any SecondLife }.map(\.name)
    let isInherited = plan.components.contains {
      secondLife.contains($0.component) && ($0.energy ?? .zero) > .zero
        && site.emissions.secondLifeAllocation == .cutOff
    }
    return missing.map { part in
      part.isLoad
        ? "embodied carbon of the GPUs of \(part.component) (no modules, or no gpu_module in \(set.id))"
        : "embodied carbon of \(part.component) (no such equipment in \(set.id))"
    } + (isInherited ? ["the first making of second-life packs (second_life_allocation)"] : [])
  }

  /// What comes before fuels reach the site.
  private var upstream: [String] {
    site.components.compactMap { $0 as? any FuelBurning }.flatMap { burner in
      burner.fuels.filter { $0.upstream == nil && !$0.isFlared }.map { fuel in
        fuel.prefix.isEmpty
          ? "what comes before the fuel of \(burner.name) reaches the site (no upstream_factors)"
          : "what comes before the back-up gas of \(burner.name) reaches the site"
      }
    }
  }

  /// What comes before power reaches the meter, and gases that a factor does not tell.
  private var imports: [String] {
    guard !grids.isEmpty else { return [] }
    var sentences = grids.filter { $0.carbon.loss == 0 }.map {
      "losses of transmission and distribution before the meter of \($0.name) (no grid_loss_fraction)"
    }
    sentences.append("the fuel supply of the power plants behind imports")
    if site.emissions.residualMix?.factors == nil, site.emissions.residualMix != nil {
      sentences.append(EmissionsPolicy.residualNumberNote)
    }
    return sentences
  }

  /// Gas that its producer flares.
  private var flares: [String] {
    Set(ledger.outside.map(\.label.component)).sorted().map {
      "flaring of the gas that \($0) does not take: it is its producer's (flare_owner)"
    }
  }

  /// How to read the tables.
  var reading: [String] {
    let lines = ledger.lines
    func has(_ belongs: (LedgerLine.Label) -> Bool) -> Bool { lines.contains { belongs($0.label) } }
    var sentences = [
      "co2e_t = mass_t x gwp; mass_t = activity_qty x factor_value x oxidation_or_eta / 1000"
    ]
    if has({ $0.gas == .equivalent }) {
      sentences.append(
        "amounts that are published only as CO2e stand in every CO2e column as they are")
    }
    if !grids.isEmpty {
      sentences.append("Scope 2 is reported by three methods that are never added to each other")
    }
    if has({ $0.source == "grid_loss" }) {
      sentences.append(
        "losses before the meter are Scope 3, category 3: imports x loss / (1 - loss) x the factor of "
          + "Scope 2 (location)")
    }
    if site.components.contains(where: { $0 is any AvoidingFlaring }) {
      sentences.append(
        "flare_project.csv is outside the inventory; its rows 'total' are the sums of the months")
    }
    if let metered {
      sentences.append(
        "emissions_summary_annual.csv counts the share of the site by \(metered.reporting.approach.rawValue) "
          + "(consolidated_fraction of the ledger); all other tables hold the whole site")
    }
    return sentences + [
      "spreadsheets in some languages read a point as a thousands separator: import as text with a decimal point"
    ]
  }

  /// In which clock the tables are.
  var times: String {
    let clock = "local standard time, ISO 8601"
    guard let minutes = plan.horizon.calendar.utcOffsetMinutes else {
      return clock + "; the site states no offset from UTC, so that columns in UTC are empty"
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    let offset = "UTC\(minutes < 0 ? "-" : "+")\(two(Int(hours))):\(two(Int(rest)))"
    return clock + ", \(offset); columns that end in _utc are in UTC"
  }
}

extension FuelStatement {
  /// Whether it is flared, not burned for power.
  fileprivate var isFlared: Bool {
    if case .flare = burner { return true }
    return false
  }
}
