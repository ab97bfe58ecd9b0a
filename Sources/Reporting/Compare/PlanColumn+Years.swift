import SiteModel
import Units

/// In which terms a plan over several years is set beside another.
public enum ComparisonTerms: Sendable {
  /// Sums and present values over the horizon, and its years one by one.
  case horizon
  /// The mean year, with the level yearly amount of the same present value: what a year that recurs, and a
  /// horizon of other years, dates, rate or dollars, have in common.
  case meanYear

  /// What two plans over several years have in common.
  public init(_ one: HorizonDocument, _ other: HorizonDocument) {
    let (own, others) = (one.horizon, other.horizon)
    let isSame =
      own.years == others.years && own.start == others.start
      && own.discounting == others.discounting && own.salvage == others.salvage
      && one.realDiscountRate == other.realDiscountRate && one.dollarYear == other.dollarYear
    self = isSame ? .horizon : .meanYear
  }

  /// What the figures are, in a sentence.
  public var text: String {
    switch self {
    case .horizon:
      "Money is present value; energy and emissions are sums over the horizon, unless a year is named."
    case .meanYear:
      "Yearly figures: of a plan over several years those of its mean year, money as the level yearly "
        + "amount of the same present value, sizes as the most that stands."
    }
  }
}

extension PlanColumn {
  /// A plan over several years as it was written, in terms that it has in common with another.
  public init(_ plan: HorizonDocument, in terms: ComparisonTerms, title: String) {
    var rows: [Row] = []
    let years = plan.years ?? []
    let count = Double(years.reduce(0) { $0 + $1.count })
    // A sum over the horizon, or the mean of its years.
    let (share, unit) = terms == .horizon ? (1, "") : (1 / max(1, count), "/year")
    // Present values, or the level amount of which they are those.
    let worth = years.reduce(0) { $0 + $1.worth }
    let level = terms == .horizon || worth == 0 ? 1 : 1 / worth
    func add(_ section: String, _ name: String, _ unit: String, _ value: Double?) {
      if let value { rows.append(Row(section: section, name: name, unit: unit, value: value)) }
    }
    func sum(_ figure: (HorizonDocument.Year) -> Double) -> Double {
      share * years.reduce(0) { $0 + Double($1.count) * figure($1) }
    }
    for name in HorizonText.unique(years.flatMap { $0.sizes.members.map(\.key) }) {
      let sizes = years.compactMap { $0.sizes[name] }
      guard !sizes.contains(where: { $0.basis == CapacityBasis.peakLoad.rawValue }) else {
        continue
      }
      add("sizes", "\(name) power", "MW", sizes.compactMap(\.capacity).max())
      add("sizes", "\(name) energy", "MWh", sizes.compactMap(\.energy).max())
      add("sizes", "\(name) units", "units", sizes.compactMap(\.units).max())
    }
    add("money", "objective", "USD\(unit)", plan.objective.map { level * $0 })
    add(
      "money", "cash", "USD\(unit)",
      plan.natures?[SitePlan.CostLine.Nature.cash.rawValue].map { level * $0 })
    add("money", "cash for each MWh served", "USD/MWh", plan.costPerServed)
    // Power and energy of a store have a line each of one name.
    let costs = (plan.costs ?? []).map { ("\($0.component).\($0.line)", $0.amount) }
    for name in HorizonText.unique(costs.map(\.0)) {
      let amount = costs.filter { $0.0 == name }.reduce(0) { $0 + $1.1 }
      add("cost", name, "USD\(unit)", level * amount)
    }
    for name in HorizonText.unique(years.flatMap { $0.emissions.members.map(\.key) }) {
      add("emissions", name, "t CO2e\(unit)", sum { $0.emissions[name] ?? 0 })
    }
    add("emissions", Self.capped, "t CO2e\(unit)", sum { $0.emissionTotals.insideCapBoundary })
    add("served", Self.servedEnergy, "MWh\(unit)", sum(\.served))
    if terms == .horizon {
      add("money", "installed capital", "USD", sum { $0.capital / Double($0.count) })
      add(
        "money", "investment tax credits", "USD", sum { $0.investmentTaxCredit / Double($0.count) })
      add("served", "waiting for power", "MWh", sum(\.waiting))
      add("served", "month of first power", "month", plan.firstPower.map { Double($0.month) })
      for year in years {
        let name = WrittenYear.name(year.year, year.count)
        add("years", "\(name) cash", "USD/year", year.cash)
        add("years", "\(name) served", "MWh/year", year.served)
        add(
          "years", "\(name) inside the cap's boundary", "t CO2e/year",
          year.emissionTotals.insideCapBoundary)
      }
    }
    self.init(title: title, rows: rows)
  }

  /// A plan of a year that recurs, as the mean year of a plan over several is told.
  public init(meanYearOf plan: PlanDocument, title: String) {
    var rows: [Row] = []
    func add(_ section: String, _ name: String, _ unit: String, _ value: Double?) {
      if let value { rows.append(Row(section: section, name: name, unit: unit, value: value)) }
    }
    for size in plan.sizes?.members ?? []
    where size.value.basis != CapacityBasis.peakLoad.rawValue {
      add("sizes", "\(size.key) power", "MW", size.value.capacity)
      add("sizes", "\(size.key) energy", "MWh", size.value.energy)
      add("sizes", "\(size.key) units", "units", size.value.units)
    }
    add("money", "objective", "USD/year", plan.objective)
    add("money", "cash", "USD/year", plan.cash)
    add("money", "cash for each MWh served", "USD/MWh", plan.costPerServed)
    for line in plan.costs?.members ?? [] { add("cost", line.key, "USD/year", line.value) }
    for source in plan.emissions?.members ?? [] {
      add("emissions", source.key, "t CO2e/year", source.value)
    }
    add("emissions", Self.capped, "t CO2e/year", plan.emissionTotals?.insideCapBoundary)
    add("served", Self.servedEnergy, "MWh/year", plan.served)
    self.init(title: title, rows: rows)
  }

  /// The plan that waits for the grid alone, which is what stands beside a plan over several years by itself;
  /// nil where that was not asked.
  public init?(waitingForTheGridBeside plan: HorizonDocument) {
    guard let alone = plan.answers?.gridAlone else { return nil }
    var rows = [Row(section: "money", name: "objective", unit: "USD", value: alone.objective)]
    if let first = alone.firstPower {
      rows.append(
        Row(
          section: "served", name: "month of first power", unit: "month", value: Double(first.month)
        ))
    }
    self.init(title: "waiting for the grid alone, counts and running relaxed", rows: rows)
  }

  private static let servedEnergy = "energy served"
}
