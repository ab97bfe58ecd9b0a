public import SiteModel

/// The emissions of a plan, one line for each source, gas and method; every table is a sum over it.
///
/// It holds what belongs to the inventory: Scope 1, Scope 2 by each method, and Scope 3. What a
/// project avoids and what one more MWh would cause stand elsewhere, and never in these sums.
public struct Ledger: Sendable {
  /// Lines of the inventory.
  public let lines: [LedgerLine]
  /// What imports cause at the margin: not part of the inventory.
  public let consequential: [LedgerLine]
  /// What others flare of the gas that was offered: not part of the inventory.
  public let outside: [LedgerLine]
  /// The plan's steps.
  public let horizon: Horizon
  /// The site's own potentials.
  public let gwpSet: GWPSet

  /// The ledger of a plan.
  public init(site: Site, plan: SitePlan) { self.init(site: site, plan: plan, metered: nil) }

  /// The ledger of a reporting year: the same lines from metered flows, each with the properties that held,
  /// and what escaped from equipment.
  public init(_ metered: MeteredYear) {
    self.init(site: metered.site, plan: metered.plan, metered: metered)
  }

  private init(site: Site, plan: SitePlan, metered: MeteredYear?) {
    let reader = DispatchReader(plan)
    var lines = ReleaseLedger(releases: metered?.releases ?? [], steps: plan.horizon.count).lines
    for component in site.components {
      let stretches = (metered?.stretches ?? []).filter { $0.component.name == component.name }
      if !stretches.isEmpty {
        for stretch in stretches {
          guard let burner = stretch.component as? any FuelBurning else { continue }
          lines +=
            FuelLedger(component: burner, reader: reader, stretch: stretch).lines
        }
      } else if let burner = component as? any FuelBurning {
        lines += FuelLedger(component: burner, reader: reader).lines
      } else if let grid = site.components.grids.first(where: { $0.name == component.name }) {
        lines += LocationLedger(grid: grid, reader: reader).lines
      }
    }
    lines += MarketLedger(site: site, reader: reader).lines
    lines += SoldPowerLedger(site: site, reader: reader).lines
    lines += EmbodiedLedger(site: site, plan: plan).lines
    self.lines = lines.filter { $0.label.scope != nil }
    outside = lines.filter { $0.label.scope == nil && $0.label.basis == .direct }
    consequential = lines.filter { $0.label.basis == .marginal }
    horizon = plan.horizon
    gwpSet = site.emissions.gwpSet
  }

  /// A stretch of time that rows are summed over.
  public enum Period: Sendable {
    case hour, month
  }

  /// Steps of each period in order; months are those of local standard time.
  public func periods(_ period: Period) -> [Range<Int>] {
    let count = horizon.count
    switch period {
    case .hour:
      let perHour = 60 / horizon.stepMinutes
      return stride(from: 0, to: count, by: perHour).map { $0..<min($0 + perHour, count) }
    case .month:
      var starts: [Int] = []
      var month = 0
      for step in 0..<count {
        let now = horizon.calendar.standardTime(minute: step * horizon.stepMinutes).month
        if now != month { starts.append(step) }
        month = now
      }
      return zip(starts, starts.dropFirst() + [count]).map { $0..<$1 }
    }
  }

  /// One row of the ledger.
  public struct Row: Sendable {
    /// What is the same in every period.
    public let label: LedgerLine.Label
    /// Steps that it covers.
    public let steps: Range<Int>
    /// Amount of activity.
    public let activity: Double
    /// kg for each unit of activity, weighted by activity where it varies within the period.
    public let factor: Double
    /// t of the gas: activity × factor × 10⁻³ × multiplier.
    public let mass: Double
  }

  /// Rows of some lines in the periods given; lines of the year as a whole have one row.
  public func rows(of lines: [LedgerLine], in periods: [Range<Int>]) -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(lines.count * periods.count)
    for line in lines {
      if line.label.isYearly {
        let row = line.row(0..<1, times: 1)
        rows.append(
          Row(
            label: line.label, steps: 0..<horizon.count, activity: row.activity,
            factor: row.factor, mass: row.mass))
        continue
      }
      for period in periods {
        let steps = line.steps.map { period.clamped(to: $0) } ?? period
        if steps.isEmpty { continue }
        let row = line.row(steps, times: horizon.weight)
        rows.append(
          Row(
            label: line.label, steps: steps, activity: row.activity, factor: row.factor,
            mass: row.mass))
      }
    }
    return rows
  }

  /// t CO2e of a year under a set.
  public func equivalent(of lines: [LedgerLine], _ set: GWPSet) -> Double {
    var sum = 0.0
    for row in rows(of: lines, in: [0..<horizon.count]) {
      sum += row.mass * row.label.gas.potential(set)
    }
    return sum
  }
}

extension Ledger {
  /// MMBtu of a fuel in the year of a plan, or of meters.
  public func heat(of fuel: FuelStatement, _ component: String, _ plan: SitePlan) -> Double {
    let reader = DispatchReader(plan)
    return reader.heat(of: fuel, component).reduce(0, +) * reader.yearly
  }
}
