import Units

/// Methane that leaves an engine unburned, given in one of three ways and converted once.
struct MethaneSlip: Sendable {
  /// Tonnes of methane for each MMBtu (HHV) of fuel, when given by fuel.
  let perHeat: HeatIntensity
  /// Share of the fuel's methane that is not burned, when given so.
  let unburnedFraction: Double?
  /// The slip in the way in which it was given, for the accounts.
  let stated: FuelStatement.Slip

  static let perEnergyKey = Parameter<Per<CarbonDimension, EnergyDimension>>(
    "methane_slip_g_per_kwh", .gramsPerKilowattHour, 0...50, .optional,
    "methane slip at full load; one of three ways to say it")
  static let perHeatKey = Parameter<Per<CarbonDimension, HeatDimension>>(
    "methane_slip_kg_per_mmbtu", .kilogramsPerMMBtu, 0...10, .optional,
    "methane slip for each MMBtu (HHV) of fuel; one of three ways to say it")
  static let fractionKey = Parameter<NumberDimension>(
    "methane_slip_fraction_unburned", .fraction, 0...0.5, .optional,
    "share of the fuel's methane that is not burned; one of three ways to say it")

  static var parameters: [ParameterSpec] { [perEnergyKey.spec, perHeatKey.spec, fractionKey.spec] }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let given = parameters.map(\.key).filter { values.value(of: $0) != nil }
    guard given.count != 1 else { return [] }
    return [
      ParameterProblem(
        key: given.dropFirst().first ?? perEnergyKey.key,
        message: given.isEmpty
          ? "methane slip is missing"
          : "methane slip is given \(given.count) times: \(given.joined(separator: ", "))",
        help: "write exactly one of \(parameters.map(\.key).joined(separator: ", "))")
    ]
  }

  init(values: ParameterValues, fullLoadHeatRate: HeatRate) {
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
    } else {
      perHeat = .zero
      stated = .fractionUnburned(unburnedFraction ?? 0)
    }
  }

  /// Methane slip for each MMBtu of a fuel that holds this much methane.
  func intensity(methaneContent: HeatIntensity) -> HeatIntensity {
    unburnedFraction.map { $0 * methaneContent } ?? perHeat
  }
}
