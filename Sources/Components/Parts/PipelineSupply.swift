import Formulation
import LinearProgramming
import SiteModel
import Units

/// Pipeline gas at a price, up to a delivery limit: the whole fuel of a plant, or a back-up.
struct PipelineSupply: Sendable {
  let component: String
  let price: StepSeries<Per<MoneyDimension, HeatDimension>>
  let limit: StepSeries<HeatFlowDimension>?

  /// What burning it emits, and what came before, as the site names it.
  let combustion: FactorSet?
  let upstream: FactorSet?
  /// What an analysis of the gas found.
  let quality: GasQuality?

  /// CO2 if fully burned: of the analysis, else of the named set, else 53.06 kg/MMBtu of 40 CFR 98
  /// table C-1.
  var carbon: HeatIntensity {
    quality?.carbonDioxide ?? combustion?.row("co2").map(Self.intensity) ?? Self.carbon
  }
  /// N2O: of the named set, else 1e-4 kg/MMBtu of 40 CFR 98 table C-2.
  var nitrousOxide: HeatIntensity {
    combustion?.row("n2o").map(Self.intensity) ?? Self.nitrousOxide
  }

  private static func intensity(_ factor: EmissionFactor) -> HeatIntensity {
    HeatIntensity(factor.kilograms, .kilogramsPerMMBtu)
  }

  /// CO2 if fully burned, 53.06 kg/MMBtu (40 CFR 98 table C-1, natural gas).
  static let carbon = HeatIntensity(53.06, .kilogramsPerMMBtu)
  /// N2O, 1e-4 kg/MMBtu (40 CFR 98 table C-2 and equation W-40).
  static let nitrousOxide = HeatIntensity(1e-4, .kilogramsPerMMBtu)
  /// Methane content, for slip given as a share: 18.2 kg/Mcf ÷ 1.026 MMBtu/Mcf.
  static let methane = HeatIntensity(18.2 / 1.026, .kilogramsPerMMBtu)

  static let priceKey = SeriesParameter<Per<MoneyDimension, HeatDimension>>(
    "price_usd_per_mmbtu", .usdPerMMBtu, -20...200, "delivered price (HHV)")
  static let limitKey = SeriesParameter<HeatFlowDimension>(
    "delivery_limit_mmbtu_per_h", .mmbtuPerHour, 0...1e7, .optional, "most that can be delivered")
  static let backupPriceKey = SeriesParameter<Per<MoneyDimension, HeatDimension>>(
    "backup_price_usd_per_mmbtu", .usdPerMMBtu, 0...200, .optional,
    "delivered price of pipeline gas that backs the flared gas up; absent: no back-up")
  static let backupLimitKey = SeriesParameter<HeatFlowDimension>(
    "backup_delivery_limit_mmbtu_per_h", .mmbtuPerHour, 0...1e7, .optional,
    "most back-up gas that can be delivered")

  static let factorsKey = "emission_factors"
  static let upstreamKey = "upstream_factors"
  static let backupUpstreamKey = "backup_upstream_factors"

  static func upstreamSpec(_ key: String, _ gas: String) -> ParameterSpec {
    ParameterSpec(
      key: key, kind: .factors(.upstream), presence: .optional,
      meaning: "set of factors of \(gas) before it reaches the site (Scope 3); absent: not counted")
  }

  static var parameters: [ParameterSpec] {
    [
      priceKey.spec, limitKey.spec,
      ParameterSpec(
        key: factorsKey, kind: .factors(.combustion), presence: .optional,
        meaning: "set of CO2 and N2O factors; absent: natural gas of 40 CFR 98"),
      upstreamSpec(upstreamKey, "pipeline gas"),
    ] + GasAnalysis.parameters
  }
  static var backupParameters: [ParameterSpec] {
    [
      backupPriceKey.spec, backupLimitKey.spec,
      upstreamSpec(backupUpstreamKey, "back-up gas"),
    ]
  }

  init(component: String, values: ParameterValues) {
    self.component = component
    price = values[Self.priceKey]
    limit = values.optional(Self.limitKey)
    combustion = values.factors(Self.factorsKey)
    upstream = values.factors(Self.upstreamKey)
    quality = GasAnalysis.quality(in: values)
  }

  init?(backupOf component: String, values: ParameterValues) {
    guard let price = values.optional(Self.backupPriceKey) else { return nil }
    self.component = component
    self.price = price
    limit = values.optional(Self.backupLimitKey)
    combustion = nil
    upstream = values.factors(Self.backupUpstreamKey)
    quality = nil
  }

  /// One column a step for back-up gas.
  func declare(in program: inout LinearProgram, _ context: FormulationContext, greatest: HeatFlow)
    -> Series<HeatFlowDimension>
  {
    program.series(component, "backup_gas", steps: context.horizon.count) { t in
      if let limit { return .limits(0, limit[t].in(.mmbtuPerHour)) }
      return .nonNegative(impliedUpTo: greatest.in(.mmbtuPerHour))
    }
  }

  /// Cost of back-up gas, whose price is never negative.
  func cost(of columns: Series<HeatFlowDimension>, line: String, _ context: FormulationContext)
    -> CostTerm
  {
    CostTerm(
      line: line,
      amount: context.yearly(
        MoneyDimension.self, { columns[$0] }, per: { price[$0].in(.usdPerMMBtu) / 1000 }))
  }

  /// Emissions of the heat burned by a fleet.
  func emissions(
    of heat: Expression<HeatDimension>, prefix: String, fleet: GensetFleet,
    _ context: FormulationContext
  ) -> [EmissionTerm] {
    let slip = fleet.methaneSlip.intensity(methaneContent: Self.methane)
    return [
      // The full factor, whatever slips (40 CFR 98.33 equation C-1).
      EmissionTerm(source: prefix + "combustion_co2", scope: 1, amount: heat.times(carbon)),
      EmissionTerm(
        source: prefix + "methane_slip", scope: 1,
        amount: context.gwpSet.methane * heat.times(slip)),
      EmissionTerm(
        source: prefix + "n2o", scope: 1,
        amount: context.gwpSet.nitrousOxide * heat.times(nitrousOxide)),
    ]
  }

  /// Emissions of back-up gas.
  func emissions(
    of columns: Series<HeatFlowDimension>, prefix: String, fleet: GensetFleet,
    _ context: FormulationContext
  ) -> [EmissionTerm] {
    emissions(
      of: context.yearly(HeatDimension.self) { columns[$0] }, prefix: prefix, fleet: fleet, context)
  }
}
