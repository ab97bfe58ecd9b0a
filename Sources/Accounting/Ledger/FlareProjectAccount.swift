public import SiteModel
import Units

/// The project of using gas that would be flared, month by month; never part of an inventory.
public struct FlareProjectAccount: Sendable {
  /// One gas source in one period.
  public struct Row: Sendable {
    /// Name of the component.
    public let component: String
    /// Steps that the row covers.
    public let steps: Range<Int>
    /// scf offered, and taken.
    public let offered: Double
    /// scf taken.
    public let taken: Double
    /// What would become of the gas without the site.
    public let baseline: FlaringBaseline
    /// The flare as stated.
    public let flare: FlareStatement
    /// The gas as stated.
    public let gas: [FuelStatement.GasShare]
    /// t CO2e.
    public let project: FlareProject
  }

  /// Every gas source in every period.
  public let rows: [Row]

  /// TJ of net heat in a MMBtu of gross heat: 1.055056e-3 ÷ 1.108 (HHV to LHV of natural gas).
  private static let netTerajoules = 1.055_056e-3 / 1.108

  /// The projects of a plan.
  public init(
    site: Site, plan: SitePlan, ledger: Ledger, periods: [Range<Int>], metered: MeteredYear? = nil
  ) {
    var rows: [Row] = []
    for case let gas as any AvoidingFlaring in site.components {
      let stretches = (metered?.stretches ?? []).filter { $0.component.name == gas.name }
      guard !stretches.isEmpty else {
        rows += Self.rows(of: gas, plan, ledger, periods)
        continue
      }
      for period in periods {
        let parts = stretches.compactMap { stretch -> Row? in
          guard let gas = stretch.component as? any AvoidingFlaring else { return nil }
          let steps = period.clamped(to: stretch.steps)
          return steps.isEmpty ? nil : Self.rows(of: gas, plan, ledger, [steps]).first
        }
        rows += Self.sum(parts, over: period).map { [$0] } ?? []
      }
    }
    self.rows = rows
  }

  /// Rows of one source under several analyses as one, with the composition of the last.
  private static func sum(_ parts: [Row], over period: Range<Int>) -> Row? {
    guard let last = parts.last else { return nil }
    func total(_ value: (Row) -> Double) -> Double { parts.reduce(0) { $0 + value($1) } }
    return Row(
      component: last.component, steps: period, offered: total(\.offered), taken: total(\.taken),
      baseline: last.baseline, flare: last.flare, gas: last.gas,
      project: FlareProject(
        baseline: total(\.project.baseline), project: total(\.project.project),
        leakage: total(\.project.leakage)))
  }

  private static func rows(
    of gas: any AvoidingFlaring, _ plan: SitePlan, _ ledger: Ledger, _ periods: [Range<Int>]
  ) -> [Row] {
    let reader = DispatchReader(plan)
    let fuels = gas.fuels
    guard let burned = fuels.first(where: { $0.flow == .gasTaken }),
      let flared = fuels.first(where: { $0.flow == .gasFlared }),
      case .composition(let shares) = burned.makeup, case .flare(let statement) = flared.burner,
      let takenFlow = reader.column(burned.flow, of: gas.name),
      let flaredFlow = reader.column(flared.flow, of: gas.name)
    else { return [] }
    let mix = GasMix(shares)
    let stack = FlareStack(statement)
    let own = (ledger.lines + ledger.outside).filter { $0.label.component == gas.name }
    let engines = own.filter {
      ["combustion_co2", "methane_slip", "n2o", "crankcase"].contains($0.label.source)
    }
    let residual = own.filter { $0.label.source == "flare" }
    let perStep = reader.hoursPerStep * ledger.horizon.weight
    return periods.map { steps in
      func heat(_ flow: [Double]) -> Double { steps.reduce(0) { $0 + flow[$1] } * perStep }
      func emitted(_ lines: [LedgerLine]) -> Double {
        ledger.rows(of: lines, in: [steps]).reduce(0) {
          $0 + $1.mass * $1.label.gas.potential(ledger.gwpSet)
        }
      }
      let taken = heat(takenFlow)
      let offered = taken + heat(flaredFlow)
      // The flare goes on beside the project; where there is none in the baseline it is left out.
      let project = emitted(engines) + (gas.baseline == .flare ? emitted(residual) : 0)
      let baseline: Double =
        switch gas.baseline {
        case .flare: stack.burned(offered / mix.heatingValue, mix).equivalent(ledger.gwpSet)
        case .displacement: FlareProject.displacementBaseline(netTerajoules: taken * netTerajoules)
        case .captured: 0
        }
      return Row(
        component: gas.name, steps: steps, offered: offered / mix.heatingValue,
        taken: taken / mix.heatingValue, baseline: gas.baseline, flare: statement, gas: shares,
        project: FlareProject(
          baseline: baseline, project: project,
          leakage: 1e-3 * taken * gas.leakage.in(.kilogramsPerMMBtu)))
    }
  }
}
