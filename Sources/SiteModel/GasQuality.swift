public import Units

/// What an analysis of pipeline gas found.
public struct GasQuality: Sendable, Equatable {
  /// Higher heating value in Btu/scf.
  public let heatingValue: StepSeries<NumberDimension>
  /// Carbon of the gas; nil where only heat was measured.
  public let carbon: Carbon?

  package init(heatingValue: StepSeries<NumberDimension>, carbon: Carbon?) {
    self.heatingValue = heatingValue
    self.carbon = carbon
  }

  /// Carbon of a gas.
  public struct Carbon: Sendable, Equatable {
    /// kg of carbon in a kg of gas.
    public let content: Double
    /// kg of gas in a kg-mole.
    public let molarMass: Double

    package init(content: Double, molarMass: Double) {
      self.content = content
      self.molarMass = molarMass
    }
  }

  /// CO2 of a MMBtu burned whole; nil where the carbon was not measured.
  package var carbonDioxide: HeatIntensity? {
    guard let carbon else { return nil }
    // 44/12 · carbon content · molar mass ÷ 836.6 scf of a kg-mole, for the scf of a MMBtu (C-5)
    let perCubicFoot = 44 / 12 * carbon.content * carbon.molarMass / 836.6
    return HeatIntensity(
      perCubicFoot * 1e6 / heatingValue[0].in(.btuPerCubicFoot), .kilogramsPerMMBtu)
  }
}
