import SiteModel
import Units

/// Units of meters, and how an amount of them becomes the column of the ledger's dispatch.
enum MeterUnits {
  /// What a unit measures.
  enum Kind { case electricity, heat, volume, liquid, hours, count }

  /// MWh, MMBtu, scf, gal, h or starts in one unit. 1 GJ = 1 ÷ 1.05505585262 MMBtu (IT); 1 therm = 0.1 MMBtu.
  static let known: [(name: String, kind: Kind, scale: Double)] = [
    ("MWh", .electricity, 1), ("kWh", .electricity, 1e-3), ("GWh", .electricity, 1e3),
    ("MMBtu", .heat, 1), ("therm", .heat, 0.1), ("Dth", .heat, 1),
    ("GJ", .heat, 1 / 1.055_055_852_62),
    ("scf", .volume, 1), ("Mscf", .volume, 1e3), ("MMscf", .volume, 1e6),
    ("gal", .liquid, 1), ("h", .hours, 1), ("starts", .count, 1),
  ]

  /// MMBtu in a scf of pipeline gas that nobody analysed (40 CFR 98 table C-1).
  static let defaultHeatingValue = 1.026e-3

  /// MMBtu in a gallon (40 CFR 98 table C-1: distillate fuel oil No. 2, propane).
  static func perGallon(_ fuel: String) -> Double? {
    ["diesel": 0.138, "propane": 0.091][fuel]
  }

  /// MMBtu in a scf of a fuel as it was analysed; nil for fuels that are no gas.
  static func heatingValue(_ fuel: FuelStatement) -> Double? {
    switch fuel.makeup {
    case .composition(let shares):
      shares.reduce(0) { $0 + $1.moleFraction * $1.btuPerCubicFoot * 1e-6 }
    case .factors:
      if case .table = fuel.burner {
        nil
      } else {
        fuel.quality.map { $0.heatingValue[0].in(.btuPerCubicFoot) * 1e-6 } ?? defaultHeatingValue
      }
    }
  }
}
