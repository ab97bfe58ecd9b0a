/// A flare by 40 CFR 98.233(n), reporting years from 2025.
public struct FlareStack: Sendable, Equatable {
  /// Share of the methane that a lit flare destroys, η_D.
  public let destruction: Double
  /// Share of the carbon that a lit flare turns to CO2, η_C.
  public let combustion: Double
  /// Share of the gas that passes while the flare is out, Z_U.
  public let unlit: Double

  /// Measured destruction: η_D = η_C + 0.015.
  public static let excess = 0.015

  /// A flare of known destruction; the combustion follows by η_C = η_D − 0.015.
  public init(destruction: Double, unlit: Double = 0) {
    self.destruction = destruction
    combustion = destruction - Self.excess
    self.unlit = unlit
  }

  /// The defaults of a tier, 1 to 3; nil for any other number.
  public init?(tier: Int, unlit: Double = 0) {
    let defaults = [1: 0.98, 2: 0.95, 3: 0.92]
    guard let destruction = defaults[tier] else { return nil }
    self.init(destruction: destruction, unlit: unlit)
  }

  /// W-19: scf of CH4 = V·X·((1 − η_D)·Z_L + Z_U).
  public func methaneVolume(_ cubicFeet: Double, _ gas: GasMix) -> Double {
    cubicFeet * gas.methane * ((1 - destruction) * (1 - unlit) + unlit)
  }

  /// W-20: scf of CO2 = V·X(CO2) + Σ η_C·V·Y·R·Z_L.
  public func carbonDioxideVolume(_ cubicFeet: Double, _ gas: GasMix) -> Double {
    cubicFeet * gas.carbonDioxide + combustion * cubicFeet * gas.carbon * (1 - unlit)
  }

  /// Everything that a volume of gas becomes, N2O by W-40.
  public func burned(_ cubicFeet: Double, _ gas: GasMix) -> GasMasses {
    GasMasses(
      carbonDioxide: 1e-3 * FieldGas.carbonDioxideDensity * carbonDioxideVolume(cubicFeet, gas),
      methane: 1e-3 * FieldGas.methaneDensity * methaneVolume(cubicFeet, gas),
      nitrousOxide: FieldGas.nitrousOxide(cubicFeet, gas))
  }
}

/// A project that uses gas which would have been flared (the shape of ISO 14064-2), in t CO2e.
///
/// It never enters an inventory, and its net may be negative.
public struct FlareProject: Sendable, Equatable {
  /// What would have been emitted without the project.
  public let baseline: Double
  /// What the project emits.
  public let project: Double
  /// What it causes elsewhere.
  public let leakage: Double

  /// Baseline, project and leakage of one period.
  public init(baseline: Double, project: Double, leakage: Double) {
    self.baseline = baseline
    self.project = project
    self.leakage = leakage
  }

  /// ER = BE − PE − LE.
  public var net: Double { baseline - project - leakage }

  /// t CO2 for each TJ of gas, as if all of it were methane burned whole.
  public static let wholeMethane = 54.834

  /// A baseline in the style of AM0009: V · NCV · 54.834 t/TJ, of net heat V · NCV.
  public static func displacementBaseline(netTerajoules: Double) -> Double {
    netTerajoules * wholeMethane
  }
}
