import SiteModel
import Units

/// Methane that leaves an engine unburned, given in one of four ways and converted once.
struct MethaneSlip: Sendable {
  /// Tonnes of methane for each MMBtu (HHV) of fuel, when given by fuel.
  let perHeat: HeatIntensity
  /// Share of the fuel's methane that is not burned, when given so.
  let unburnedFraction: Double?
  /// kg of methane from the crankcase of one engine in an hour.
  let crankcase: Double
  /// The slip in the way in which it was given, for the accounts.
  let stated: FuelStatement.Slip

  static let perEnergyKey = Parameter<Per<CarbonDimension, EnergyDimension>>(
    "methane_slip_g_per_kwh", .gramsPerKilowattHour, 0...50, .optional,
    "methane slip at full load; one of four ways to say it")
  static let perHeatKey = Parameter<Per<CarbonDimension, HeatDimension>>(
    "methane_slip_kg_per_mmbtu", .kilogramsPerMMBtu, 0...10, .optional,
    "methane slip for each MMBtu (HHV) of fuel; one of four ways to say it")
  static let fractionKey = Parameter<NumberDimension>(
    "methane_slip_fraction_unburned", .fraction, 0...0.5, .optional,
    "share of the fuel's methane that is not burned; one of four ways to say it")

  static let crankcaseKey = Parameter<NumberDimension>(
    "crankcase_kg_ch4_per_hour", .kilogramsPerHour, 0...5, .default(0),
    "methane from the crankcase of one running engine; 40 CFR 98 equation W-46: 0.083 at production"
  )

  private static var ways: [ParameterSpec] {
    [perEnergyKey.spec, perHeatKey.spec, fractionKey.spec, EngineClass.spec]
  }

  static var parameters: [ParameterSpec] { ways + [crankcaseKey.spec] }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let given = ways.map(\.key).filter { values.value(of: $0) != nil }
    guard given.count != 1 else { return [] }
    return [
      ParameterProblem(
        key: given.dropFirst().first ?? perEnergyKey.key,
        message: given.isEmpty
          ? "methane slip is missing"
          : "methane slip is given \(given.count) times: \(given.joined(separator: ", "))",
        help: "write exactly one of \(ways.map(\.key).joined(separator: ", "))")
    ]
  }

  init(values: ParameterValues, fullLoadHeatRate: HeatRate) {
    // kg an hour of an engine, canonical t.
    crankcase = values[Self.crankcaseKey].in(.kilogramsPerHour)
    unburnedFraction = values.optional(Self.fractionKey)?.in(.fraction)
    if let perHeat = values.optional(Self.perHeatKey) {
      self.perHeat = perHeat
      stated = .perHeat(perHeat)
    } else if let perEnergy = values.optional(Self.perEnergyKey) {
      // t/MWh ÷ MMBtu/MWh = t/MMBtu
      perHeat = HeatIntensity(
        perEnergy.in(.gramsPerKilowattHour) / fullLoadHeatRate.in(.mmbtuPerMegawattHour),
        .kilogramsPerMMBtu)
      stated = .perEnergy(perEnergy, fullLoadHeatRate: fullLoadHeatRate)
    } else if let engine = EngineClass.read(values) {
      perHeat = .zero
      stated = .engineClass(engine)
    } else {
      perHeat = .zero
      stated = .fractionUnburned(unburnedFraction ?? 0)
    }
  }

  /// Methane slip for each MMBtu of pipeline gas, which holds this much methane.
  func intensity(methaneContent: HeatIntensity) -> HeatIntensity {
    if case .engineClass(let engine) = stated { return engine.methane }
    return unburnedFraction.map { $0 * methaneContent } ?? perHeat
  }

  /// Share of a field gas that passes unburned, 1 − η, if it holds this much methane.
  func unburnedShare(methaneContent: HeatIntensity) -> Double {
    if case .engineClass(let engine) = stated { return 1 - engine.oxidation }
    if let unburnedFraction { return unburnedFraction }
    return methaneContent > .zero ? perHeat / methaneContent : 0
  }
}
