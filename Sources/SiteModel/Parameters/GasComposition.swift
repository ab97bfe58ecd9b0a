package import Units

/// What a field gas is made of, and what follows: heating value, carbon and methane content.
///
/// Heating values (Btu/scf, 60 °F) from GPA tables; densities of 40 CFR 98.233 equation W-36:
/// 0.0526 kg CO2 and 0.0192 kg CH4 in a scf.
package struct GasComposition: Sendable {
  /// Shares by volume that sum to 1, in the order of `gases`.
  let moleFractions: [Double]

  /// A gas of an analysis: atoms of carbon and Btu/scf (HHV) of it alone.
  private struct Gas: Sendable {
    let key: Parameter<NumberDimension>
    let formula: String
    let carbon: Double
    let heat: Double

    init(_ name: String, _ formula: String, carbon: Double, heat: Double) {
      key = Parameter(
        "\(name)_mole_fraction", .fraction, 0...1, .default(name == "methane" ? 1 : 0),
        "share of \(name.replacingUnderscores) in the gas by volume")
      self.formula = formula
      self.carbon = carbon
      self.heat = heat
    }
  }

  /// Hydrogen sulfide burns, without carbon; helium, water and oxygen do not.
  private static let gases = [
    Gas("methane", "CH4", carbon: 1, heat: 1010), Gas("ethane", "C2H6", carbon: 2, heat: 1770),
    Gas("propane", "C3H8", carbon: 3, heat: 2516), Gas("butane", "C4H10", carbon: 4, heat: 3262),
    Gas("pentane_plus", "C5+", carbon: 5, heat: 4009), Gas("nitrogen", "N2", carbon: 0, heat: 0),
    Gas("carbon_dioxide", "CO2", carbon: 1, heat: 0), hydrogenSulfide,
    Gas("helium", "He", carbon: 0, heat: 0), Gas("water", "H2O", carbon: 0, heat: 0),
    Gas("oxygen", "O2", carbon: 0, heat: 0),
  ]
  private static let hydrogenSulfide = Gas("hydrogen_sulfide", "H2S", carbon: 0, heat: 637)

  /// Carbon atoms of each hydrocarbon; 0 for what does not burn or holds no carbon.
  static let carbonAtoms = gases.map { $0.heat > 0 ? $0.carbon : 0 }

  /// Btu/scf, far below any gas for engines; with none at all, intensities per MMBtu are infinite.
  private static let leastHeat = 200.0
  /// What analyses rounded to three or four places may sum to beside 1; they are scaled.
  private static let rounding = 1e-3 + 1e-9

  package static var parameters: [ParameterSpec] { gases.map(\.key.spec) }

  private static func sum(_ values: ParameterValues) -> Double {
    gases.reduce(0) { $0 + values[$1.key].in(.fraction) }
  }

  /// Whether shares miss 1 by more than the last bits of their sum.
  private static func isRounded(_ sum: Double) -> Bool { (sum - 1).magnitude > 1e-9 }

  package static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let sum = sum(values)
    guard (sum - 1).magnitude <= rounding else {
      return [
        ParameterProblem(
          key: gases[0].key.key,
          message: "the mole fractions of the gas sum to \(sum.rounded(toPlaces: 6)), not 1",
          help: "write every gas so that they sum to 1; a gas left out counts as 0, methane as 1")
      ]
    }
    let heat = 1000 * GasComposition(values: values).heatingValue
    guard heat < leastHeat else { return [] }
    return [
      ParameterProblem(
        key: gases[0].key.key,
        message: "the gas holds \(Int(heat.rounded())) Btu/scf, too little to burn",
        help: "gas for engines holds at least \(Int(leastHeat)) Btu/scf: check the mole fractions"
      )
    ]
  }

  /// What was done to an analysis, and what of it is not counted.
  package static func remarks(on values: ParameterValues) -> [ParameterProblem] {
    var remarks: [ParameterProblem] = []
    let sum = sum(values)
    if isRounded(sum) {
      remarks.append(
        ParameterProblem(
          key: gases[0].key.key,
          message:
            "the mole fractions of the gas sum to \(sum.rounded(toPlaces: 6)) and are scaled to 1",
          help: "nothing to do where they are rounded; else write the gas that is missing"))
    }
    if values[hydrogenSulfide.key].in(.fraction) > 0 {
      remarks.append(
        ParameterProblem(
          key: hydrogenSulfide.key.key,
          message:
            "the gas is sour: its hydrogen sulfide burns without carbon, and its sulfur dioxide "
            + "is not counted",
          help: "what engines need against it belongs in conditioning_usd_per_mmbtu and "
            + "conditioning_capex_usd_per_kw"))
    }
    return remarks
  }

  /// A gas from checked values, scaled to 1 where they are rounded.
  package init(values: ParameterValues) {
    let sum = Self.sum(values)
    let scale = Self.isRounded(sum) && sum > 0 ? sum : 1
    moleFractions = Self.gases.map { values[$0.key].in(.fraction) / scale }
  }

  /// The gases as given, for the accounts.
  package var shares: [FuelStatement.GasShare] {
    zip(moleFractions, Self.gases).map { share, gas in
      FuelStatement.GasShare(
        moleFraction: share, formula: gas.formula, carbonAtoms: gas.carbon,
        btuPerCubicFoot: gas.heat, isMethane: gas.formula == "CH4")
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
