package import Units

/// What a field gas is made of, and what follows: heating value, carbon and methane content.
///
/// Heating values (Btu/scf, 60 °F) from GPA tables; densities of 40 CFR 98.233 equation W-36:
/// 0.0526 kg CO2 and 0.0192 kg CH4 in a scf.
package struct GasComposition: Sendable {
  let moleFractions: [Double]

  private static func key(_ gas: String) -> Parameter<NumberDimension> {
    Parameter(
      "\(gas)_mole_fraction", .fraction, 0...1, .default(gas == "methane" ? 1 : 0),
      "share of \(gas.replacingUnderscores) in the gas by volume")
  }

  /// Carbon atoms and heating value (Btu/scf) of each gas.
  private static let gases: [(key: Parameter<NumberDimension>, carbon: Double, heat: Double)] = [
    (key("methane"), 1, 1010), (key("ethane"), 2, 1770), (key("propane"), 3, 2516),
    (key("butane"), 4, 3262), (key("pentane_plus"), 5, 4009), (key("nitrogen"), 0, 0),
    (key("carbon_dioxide"), 1, 0),
  ]

  /// Carbon atoms of each hydrocarbon; 0 for what does not burn.
  static let carbonAtoms = gases.map { $0.heat > 0 ? $0.carbon : 0 }

  /// Btu/scf, far below any gas for engines; with none at all, intensities per MMBtu are infinite.
  private static let leastHeat = 200.0

  static var parameters: [ParameterSpec] { gases.map(\.key.spec) }

  package static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let sum = gases.reduce(0) { $0 + values[$1.key].in(.fraction) }
    let heat = gases.reduce(0) { $0 + values[$1.key].in(.fraction) * $1.heat }
    if (sum - 1).magnitude <= 1e-6, heat < leastHeat {
      return [
        ParameterProblem(
          key: gases[0].key.key,
          message: "the gas holds \(Int(heat.rounded())) Btu/scf, too little to burn",
          help: "gas for engines holds at least \(Int(leastHeat)) Btu/scf: check the mole fractions"
        )
      ]
    }
    guard (sum - 1).magnitude > 1e-6 else { return [] }
    return [
      ParameterProblem(
        key: gases[0].key.key,
        message: "the mole fractions of the gas sum to \(sum.rounded(toPlaces: 6)), not 1",
        help: "write every gas so that they sum to 1; a gas left out counts as 0, methane as 1")
    ]
  }

  /// A gas from checked values.
  package init(values: ParameterValues) {
    moleFractions = Self.gases.map { values[$0.key].in(.fraction) }
  }

  /// The gases as given, for the accounts.
  var shares: [FuelStatement.GasShare] {
    moleFractions.indices.map {
      FuelStatement.GasShare(
        moleFraction: moleFractions[$0], carbonAtoms: Self.gases[$0].carbon,
        btuPerCubicFoot: Self.gases[$0].heat, isMethane: $0 == 0)
    }
  }

  /// MMBtu (HHV) in one Mcf.
  package var heatingValue: Double {
    zip(moleFractions, Self.gases).reduce(0) { $0 + $1.0 * $1.1.heat } / 1000
  }

  /// Tonnes of CO2 from one MMBtu if all of its hydrocarbons burned: Σ Y·R.
  package var hydrocarbonCarbon: HeatIntensity {
    let atoms = zip(moleFractions, Self.gases).reduce(0) {
      $0 + ($1.1.heat > 0 ? $1.0 * $1.1.carbon : 0)
    }
    return HeatIntensity(52.6 * atoms / heatingValue, .kilogramsPerMMBtu)
  }

  /// Tonnes of CO2 that are in one MMBtu before it burns.
  package var carbonDioxide: HeatIntensity {
    let share = zip(moleFractions, Self.gases).reduce(0) {
      $0 + ($1.1.heat == 0 && $1.1.carbon > 0 ? $1.0 : 0)
    }
    return HeatIntensity(52.6 * share / heatingValue, .kilogramsPerMMBtu)
  }

  /// Tonnes of methane in one MMBtu.
  package var methane: HeatIntensity {
    HeatIntensity(moleFractions[0] * 19.2 / heatingValue, .kilogramsPerMMBtu)
  }
}

extension String {
  /// A key as words.
  var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}

extension Double {
  /// For messages only.
  func rounded(toPlaces places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    return (self * scale).rounded() / scale
  }
}
