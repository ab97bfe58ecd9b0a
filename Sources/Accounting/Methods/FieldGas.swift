public import SiteModel

/// What the equations of 40 CFR 98 subpart W ask of a gas: shares by volume.
public struct GasMix: Sendable, Equatable {
  /// Σ Y·R: carbon atoms of the hydrocarbons for each molecule of gas.
  public let carbon: Double
  /// Y of carbon dioxide.
  public let carbonDioxide: Double
  /// Y of methane.
  public let methane: Double
  /// Higher heating value, MMBtu/scf at 60 °F.
  public let heatingValue: Double

  /// A gas from its shares: carbon of hydrocarbons, carbon dioxide, methane, and its heating value.
  public init(carbon: Double, carbonDioxide: Double, methane: Double, heatingValue: Double) {
    self.carbon = carbon
    self.carbonDioxide = carbonDioxide
    self.methane = methane
    self.heatingValue = heatingValue
  }

  /// A gas from its components; what holds carbon and no heat is carbon dioxide.
  public init(_ gases: [FuelStatement.GasShare]) {
    var carbon = 0.0
    var carbonDioxide = 0.0
    var methane = 0.0
    var heat = 0.0
    for gas in gases {
      if gas.btuPerCubicFoot > 0 {
        carbon += gas.moleFraction * gas.carbonAtoms
      } else if gas.carbonAtoms > 0 {
        carbonDioxide += gas.moleFraction
      }
      if gas.isMethane { methane += gas.moleFraction }
      heat += gas.moleFraction * gas.btuPerCubicFoot * 1e-6
    }
    self.init(
      carbon: carbon, carbonDioxide: carbonDioxide, methane: methane, heatingValue: heat)
  }
}

/// Tonnes of each gas from one activity.
public struct GasMasses: Sendable, Equatable {
  /// t CO2.
  public var carbonDioxide: Double
  /// t CH4.
  public var methane: Double
  /// t N2O.
  public var nitrousOxide: Double

  /// Tonnes of each gas.
  public init(carbonDioxide: Double, methane: Double, nitrousOxide: Double) {
    self.carbonDioxide = carbonDioxide
    self.methane = methane
    self.nitrousOxide = nitrousOxide
  }

  /// t CO2e under a named set of potentials.
  public func equivalent(_ set: GWPSet) -> Double {
    carbonDioxide + methane * set.methane + nitrousOxide * set.nitrousOxide
  }
}

/// Field gas in engines and turbines by 40 CFR 98.233(z), and what its equations share with flares.
public enum FieldGas {
  /// kg of CO2 (and of N2O) in a scf (equation W-36).
  public static let carbonDioxideDensity = 0.0526
  /// kg of CH4 in a scf (equation W-36).
  public static let methaneDensity = 0.0192
  /// kg of N2O from a MMBtu (equation W-40).
  public static let nitrousOxideFactor = 1e-4

  /// W-39A: scf of CO2 = V·Y(CO2) + η·Σ V·Y·R.
  public static func carbonDioxideVolume(_ cubicFeet: Double, _ gas: GasMix, oxidation: Double)
    -> Double
  {
    cubicFeet * gas.carbonDioxide + oxidation * cubicFeet * gas.carbon
  }

  /// W-39B: scf of CH4 = V·Y(CH4)·(1 − η).
  public static func methaneVolume(_ cubicFeet: Double, _ gas: GasMix, oxidation: Double) -> Double
  {
    cubicFeet * gas.methane * (1 - oxidation)
  }

  /// W-40: t N2O = 10⁻³ · fuel · HHV · 10⁻⁴.
  public static func nitrousOxide(_ cubicFeet: Double, _ gas: GasMix) -> Double {
    1e-3 * cubicFeet * gas.heatingValue * nitrousOxideFactor
  }

  /// Everything that a volume of field gas becomes in an engine or a turbine.
  public static func burned(_ cubicFeet: Double, _ gas: GasMix, oxidation: Double) -> GasMasses {
    GasMasses(
      carbonDioxide: 1e-3 * carbonDioxideDensity
        * carbonDioxideVolume(cubicFeet, gas, oxidation: oxidation),
      methane: 1e-3 * methaneDensity * methaneVolume(cubicFeet, gas, oxidation: oxidation),
      nitrousOxide: nitrousOxide(cubicFeet, gas))
  }

  /// W-46: t CH4 from crankcases, kg for each hour of one engine (0.083 in production and gathering,
  /// 0.11 elsewhere).
  public static func crankcase(engineHours: Double, kilogramsPerHour: Double) -> Double {
    1e-3 * engineHours * kilogramsPerHour
  }
}
