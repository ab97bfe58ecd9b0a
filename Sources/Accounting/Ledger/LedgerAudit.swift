public import SiteModel
import Units

/// The auditor's checks of a ledger: what a reader of the tables can do again with a spreadsheet.
public struct LedgerAudit: Sendable {
  /// One check.
  public struct Check: Sendable, Equatable {
    /// Number of the check in the documentation.
    public let id: Int
    /// What is compared.
    public let name: String
    /// The figure of the tables.
    public let lhs: Double
    /// What it must equal, or must not exceed.
    public let rhs: Double
    /// Greatest difference allowed.
    public let tolerance: Double
    /// Whether `lhs` may be below `rhs`.
    public var isLimit = false

    /// How far the figure is off.
    public var difference: Double { isLimit ? max(0, lhs - rhs) : (lhs - rhs).magnitude }
    /// Whether the check holds; an undefined difference does not.
    public var passed: Bool { difference <= tolerance }
  }

  /// Every check made.
  public let checks: [Check]
  /// Whether all hold.
  public var passed: Bool { checks.allSatisfy(\.passed) }

  /// Checks of a ledger beside its site, its plan, the registry and the plan's own emissions.
  public init(
    site: Site, plan: SitePlan, ledger: Ledger, registry: [EmissionFactor],
    planned: [String: Double]
  ) {
    let book = AuditBook(
      site: site, plan: plan, reader: DispatchReader(plan), ledger: ledger, registry: registry)
    let all =
      book.rows + book.sums + book.fuel + book.balance + book.power + book.factors + book.sets
      + book.certificates + book.boundaries + book.formulation(planned)
      + book.carbonFree + book.equations
    checks = (1...17).flatMap { id in all.filter { $0.id == id } }
  }

  /// Checks of the ledger of a reporting year: those of a plan that meters can keep, and its activities
  /// against the readings. Meters err each for itself, so that their balance is a table and no check.
  public init(_ metered: MeteredYear, ledger: Ledger, registry: [EmissionFactor]) {
    let book = AuditBook(
      site: metered.site, plan: metered.plan, reader: DispatchReader(metered.plan), ledger: ledger,
      registry: registry, metered: metered)
    let all =
      book.rows + book.sums + book.power + book.factors + book.sets + book.certificates
      + book.boundaries + book.carbonFree + book.equations + book.readings
    checks = (1...18).flatMap { id in all.filter { $0.id == id } }
  }
}

/// What the checks read.
struct AuditBook {
  let site: Site
  let plan: SitePlan
  let reader: DispatchReader
  let ledger: Ledger
  let registry: [EmissionFactor]
  /// The reporting year behind it; nil for a plan.
  var metered: MeteredYear?

  /// Everything that burns, and the steps in which it is as it is here; nil: all.
  var burners: [Burner] {
    site.components.flatMap { component -> [Burner] in
      let own = (metered?.stretches ?? []).filter { $0.component.name == component.name }
      if own.isEmpty {
        return (component as? any FuelBurning).map { [Burner(component: $0, steps: nil)] } ?? []
      }
      return own.compactMap { stretch in
        (stretch.component as? any FuelBurning).map {
          Burner(component: $0, steps: stretch.steps)
        }
      }
    }
  }

  /// What burns, in some steps.
  struct Burner {
    let component: any FuelBurning
    let steps: Range<Int>?
  }

  typealias Check = LedgerAudit.Check

  /// Absolute tolerance of a relative one.
  func within(_ relative: Double, of value: Double) -> Double { relative * max(1, value.magnitude) }

  private var months: [Ledger.Row] { ledger.rows(of: ledger.lines, in: ledger.periods(.month)) }

  /// 1: mass = activity · factor · 10⁻³ · multiplier, at the worst row.
  var rows: [Check] {
    var worst = Check(
      id: 1, name: "mass = activity × factor × η: no rows", lhs: 0, rhs: 0, tolerance: 0)
    for (index, row) in months.enumerated() {
      let mass = row.activity * row.factor * 1e-3 * row.label.multiplier
      let check = Check(
        id: 1, name: "mass = activity × factor × η, worst row \(index + 1)", lhs: row.mass,
        rhs: mass, tolerance: 1e-9 * max(1e-9, mass.magnitude))
      if index == 0 || check.difference > worst.difference { worst = check }
    }
    return [worst]
  }

  /// 2: months sum to the year, hours to the months, and groups to the ledger.
  var sums: [Check] {
    func total(_ periods: [Range<Int>]) -> Double {
      ledger.rows(of: ledger.lines, in: periods).reduce(0) {
        $0 + $1.mass * $1.label.gas.potential(ledger.gwpSet)
      }
    }
    let year = total([0..<ledger.horizon.count])
    let months = total(ledger.periods(.month))
    let hours = total(ledger.periods(.hour))
    var scopes = 0.0
    for scope in 1...3 {
      scopes += ledger.equivalent(
        of: ledger.lines.filter { $0.label.scope == scope }, ledger.gwpSet)
    }
    return [
      Check(
        id: 2, name: "Σ months = year", lhs: months, rhs: year, tolerance: within(1e-9, of: year)),
      Check(
        id: 2, name: "Σ hours = Σ months", lhs: hours, rhs: months,
        tolerance: within(1e-9, of: year)),
      Check(
        id: 2, name: "Σ scopes = Σ ledger", lhs: scopes, rhs: year,
        tolerance: within(1e-9, of: year)),
    ]
  }

  /// 3: fuel in the ledger = fuel of the dispatch by heat rates = gas offered − gas flared.
  var fuel: [Check] {
    var checks: [Check] = []
    for case let burner as any FuelBurning in site.components {
      let taken = burner.fuels.filter { if case .flare = $0.burner { false } else { true } }
      let heat = taken.reduce(0.0) {
        $0 + $1.heatPerFlow * reader.perYear(reader.column($1.flow, of: burner.name) ?? [])
      }
      if let engines = burner.engines {
        func warmed(_ column: FlowKey) -> Double {
          let values = reader.column(column, of: burner.name) ?? []
          return reader.perYear(
            values.indices.map { values[$0] * engines.heatFactor[$0].in(.factor) })
        }
        let output = warmed(.output)
        let running = warmed(.onlineCapacity)
        let slope = engines.heatRateSlope.in(.mmbtuPerMegawattHour) * output
        let idle = engines.noLoadHeat.in(.mmbtuPerMegawattHour) * running
        // A start is counted once, however long its step.
        func started(_ column: FlowKey, _ each: Quantity<Per<HeatDimension, PowerDimension>>)
          -> Double
        {
          each.in(.mmbtuPerMegawatt) / plan.horizon.step.in(.hours)
            * reader.perYear(reader.column(column, of: burner.name) ?? [])
        }
        let starts =
          started(.started, engines.startHeat) + started(.coldStarted, engines.coldStartHeat)
        checks.append(
          Check(
            id: 3, name: "fuel of \(burner.name) by its heat rates, MMBtu", lhs: heat,
            rhs: slope + idle + starts, tolerance: within(1e-6, of: heat)))
      }
      if let gas = burner as? any AvoidingFlaring {
        let used = reader.perYear(reader.column(.gasTaken, of: gas.name) ?? [])
        let flared = reader.perYear(reader.column(.gasFlared, of: gas.name) ?? [])
        let offered = reader.perYear(
          (0..<plan.horizon.count).map { gas.offered[$0].in(.mmbtuPerHour) })
        checks.append(
          Check(
            id: 3, name: "gas of \(gas.name): taken = offered − flared, MMBtu", lhs: used,
            rhs: offered - flared, tolerance: within(1e-6, of: offered)))
      }
    }
    return checks
  }

  /// 4: supply equals use in every step.
  var balance: [Check] {
    var worst = 0.0
    for step in 0..<plan.horizon.count {
      var sum = 0.0
      for flow in plan.components.flatMap(\.flows) where step < flow.values.count {
        if flow.key.role.side == .supply { sum += flow.values[step] }
        if flow.key.role.side == .use { sum -= flow.values[step] }
      }
      worst = max(worst, sum.magnitude * reader.hoursPerStep)
    }
    // The interior point leaves a millionth of the load; written figures have nine decimals.
    let load = plan.components.flatMap(\.flows).filter { $0.key.role.side == .use }
      .reduce(0) { max($0, $1.values.max() ?? 0) }
    return [
      Check(
        id: 4, name: "energy balance, worst step, MWh", lhs: worst, rhs: 0,
        tolerance: within(1e-6, of: load * reader.hoursPerStep))
    ]
  }

  /// 5 and 8: Scope 2 counts metered imports, by market with what was made and its certificates sold.
  var power: [Check] {
    let grids = site.components.grids
    let year = [0..<ledger.horizon.count]
    let imports = grids.reduce(0.0) {
      $0 + reader.perYear(reader.column(.gridImport, of: $1.name) ?? [])
    }
    let sold = reader.soldEnergy(at: site) * reader.yearly
    guard !grids.isEmpty || sold > 0 else { return [] }
    let least = grids.flatMap { reader.column(.gridImport, of: $0.name) ?? [] }.min() ?? 0
    func activity(_ basis: SitePlan.EmissionLine.Basis) -> Double {
      ledger.rows(of: ledger.lines, in: year).reduce(0) {
        $0 + ($1.label.basis == basis && $1.label.gas == .carbonDioxide ? $1.activity : 0)
      }
    }
    let bases: [(SitePlan.EmissionLine.Basis, String)] = [
      (.location, "location-based"), (.market, "market-based of the year"),
      (.marketHourly, "market-based of each hour"),
    ]
    return [
      Check(id: 5, name: "least import, MW", lhs: -least, rhs: 0, tolerance: 1e-6, isLimit: true)
    ]
      + bases.map { basis, name in
        Check(
          id: basis == .location ? 5 : 8, name: "Scope 2 activity \(name) = imports, MWh",
          lhs: activity(basis), rhs: basis == .location ? imports : imports + sold,
          tolerance: within(1e-6, of: imports + sold))
      }
  }

  /// 16: carbon-free inventories hold what they say, and the promised share is met.
  var carbonFree: [Check] {
    let account = CarbonFreeAccount(site: site, plan: plan)
    let load = account.load.max() ?? 0
    var checks = [
      Check(
        id: 16, name: "carbon-free energy in batteries beyond what went in, worst step, MWh",
        lhs: account.tagError, rhs: 0, tolerance: within(1e-6, of: 10 * load), isLimit: true)
    ]
    if let required = site.emissions.hourlyCarbonFree, let score = account.score.score {
      checks.append(
        Check(
          id: 16, name: "carbon-free in the hour of use, as required", lhs: required, rhs: score,
          tolerance: 1e-6, isLimit: true))
    }
    return checks
  }

  /// 14 is checked by whoever writes the tables; this is what a plan said of its own emissions.
  func formulation(_ planned: [String: Double]) -> [Check] {
    let account = EmissionsAccount(ledger, view: site.emissions.view)
    var checks: [Check] = []
    for line in account.lines {
      let key = "\(line.component).\(line.source)"
      guard let told = planned[key] else { continue }
      let tonnes = line.amount.in(.tonnes)
      checks.append(
        Check(
          id: 15, name: "ledger = plan: \(key), t CO2e", lhs: tonnes, rhs: told,
          tolerance: within(1e-6, of: told)))
    }
    let known = Set(account.lines.map { "\($0.component).\($0.source)" })
    let missing = planned.filter { !known.contains($0.key) && $0.value != 0 }.count
    checks.append(
      Check(
        id: 15, name: "sources of the plan without a line in the ledger", lhs: Double(missing),
        rhs: 0, tolerance: 0))
    return checks
  }
}
