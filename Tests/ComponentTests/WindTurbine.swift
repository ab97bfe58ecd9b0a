import Formulation
import LinearProgramming
import SiteModel
import Units

/// A wind turbine that only these tests know: one capacity, one flow, one kind of outage.
struct WindTurbine {
  let name: String
  let values: ParameterValues
  let profile: StepSeries<NumberDimension>
  let capital: PowerPrice

  static let profileKey = SeriesParameter<NumberDimension>(
    "output_mw_per_mw", .fraction, 0...1, .required, "output of each MW that is built")
  static let capitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "capex_usd_per_kw", .usdPerKilowatt, 0...100_000, "price of a kW")
  static let life = 20.0
  static let greatest = 1000.0
}

extension WindTurbine: Component {
  static let kind = "wind_turbine"
  static let summary = "A wind turbine of one size."
  static let parameters = [profileKey.spec, capitalKey.spec]
  static let colors = ["#abcdef", "#123456"]

  init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    profile = values[Self.profileKey]
    capital = values[Self.capitalKey]
  }
}

extension WindTurbine: Formulated {
  struct Variables: Sendable {
    let capacity: Capacity<PowerDimension>
    let output: Series<PowerDimension>
  }

  static let capacity = CapacityKey<PowerDimension>("capacity")

  func sizing(_ context: FormulationContext) -> [CapacityRule] {
    [
      CapacityRule(
        Self.capacity, limit: .assumed(Self.greatest),
        investments: [
          Investment("capital", capital.in(.usdPerKilowatt), years: Self.life)
        ])
    ]
  }

  func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    Variables(
      capacity: capacities[Self.capacity],
      output: program.series(name, "output", count: context.horizon.count, steps: { $0 }) { _ in
        .nonNegative(impliedUpTo: Self.greatest)
      })
  }

  func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let limit = program.family(name, "output_limit")
    for t in context.steps {
      // w(t) ≤ ω(t)·W
      program.require(limit, at: t, v.output[t] .<= profile[t].in(.fraction) * v.capacity[t])
    }
  }

  func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> { v.output[step] }

  func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm(made: v.output[step])
  }

  func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    var plan = SitePlan.ComponentPlan(of: self)
    plan.power = v.capacity.last.quantity(at: point)
    plan.flows = [.init(.output, v.output.values(at: point, in: .megawatts))]
    return plan
  }
}

extension WindTurbine: CarbonFreeGenerating {}

extension WindTurbine: EmbodyingCarbon {
  func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount("wind", (plan.power ?? .zero).in(.kilowatts))]
  }
}

extension WindTurbine: ReliabilityModel {
  private var failures: Failures {
    Failures(
      meanTimeToFailure: TimeSpan(99, .hours), meanTimeToRepair: TimeSpan(1, .hours),
      spread: .exponential)
  }

  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    var parts = FailingParts()
    let built = (plan.power ?? .zero).in(.megawatts)
    parts.units = [
      FailingParts.Unit(
        name: name, output: (0..<horizon.count).map { built * profile[$0].in(.fraction) },
        failures: failures)
    ]
    return parts
  }

  var statedFailures: [Failures] { [failures] }
}
