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
    let capacity: Expression<PowerDimension>
    let output: Series<PowerDimension>
  }

  func declare(in program: inout LinearProgram, _ setting: Setting) -> Variables {
    let bounds = setting.bounds(name, "capacity", limit: nil, assumed: Self.greatest)
    return Variables(
      capacity: program.column(name, "capacity", bounds),
      output: program.series(name, "output", count: setting.horizon.count, steps: { $0 }) { _ in
        .nonNegative(impliedUpTo: Self.greatest)
      })
  }

  func constrain(_ v: Variables, in program: inout LinearProgram, _ setting: Setting) {
    let limit = program.family(name, "output_limit")
    for t in setting.steps {
      // w(t) ≤ ω(t)·W
      program.require(limit, at: t, v.output[t] .<= profile[t].in(.fraction) * v.capacity)
    }
  }

  func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> { v.output[step] }

  func costs(_ v: Variables, _ setting: Setting) -> [CostTerm] {
    let recovery = Annuity.factor(rate: setting.discountRate, years: Self.life)
    return [CostTerm(line: "capital", amount: v.capacity.times(recovery * capital))]
  }

  func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm(made: v.output[step])
  }

  func sizes(_ v: Variables) -> [SizeTerm] {
    [
      SizeTerm(
        component: name, size: "capacity", column: v.capacity.converted(by: 1),
        rounding: .continuous, limit: .infinity)
    ]
  }

  func read(_ v: Variables, at point: [Double], _ setting: Setting) -> SitePlan.ComponentPlan {
    var plan = SitePlan.ComponentPlan(of: self)
    plan.power = v.capacity.quantity(at: point)
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
