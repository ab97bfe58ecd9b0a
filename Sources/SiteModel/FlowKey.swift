/// What a column of the dispatch measures: its name, its unit and what it does.
///
/// Headers, yearly sums, charts and accounts all ask the key; none of them reads a role out of a name.
public struct FlowKey: Sendable, Hashable {
  /// The unit of each value.
  public enum Unit: String, Sendable, CaseIterable {
    case megawatts = "mw"
    case megawattHours = "mwh"
    case mmbtuPerHour = "mmbtu_per_h"
  }

  /// On which side of the site bus power stands.
  public enum Side: Sendable { case supply, use }

  /// What a flow does.
  public enum Role: String, Sendable, CaseIterable {
    case output, gridImport, discharge
    case served, gridExport, charge
    /// What a load bank takes up.
    case absorbed
    case storedEnergy
    case unserved
    /// Work of a deferrable class that waits.
    case deferred
    case curtailed
    /// Capacity that is online or was started: no energy, however long it lasts.
    case committedCapacity
    /// Power that is taken only if something fails.
    case contingency
    case fuel
    /// A part of another flow, such as the carbon-free part of a charge.
    case part

    /// The side of the bus; nil for what does not meet it, or is in another flow already.
    public var side: Side? {
      switch self {
      case .output, .gridImport, .discharge: .supply
      case .served, .gridExport, .charge, .absorbed: .use
      default: nil
      }
    }
  }

  /// Name without the component and the unit: `discharge`, `inference_served`.
  public let name: String
  /// The unit of each value.
  public let unit: Unit
  /// What the flow does.
  public let role: Role
  /// The class of load that it speaks of; nil for all others.
  public let loadClass: String?

  /// A column of its own.
  public init(_ name: String, _ unit: Unit, _ role: Role) {
    (self.name, self.unit, self.role, loadClass) = (name, unit, role, nil)
  }

  private init(of loadClass: String, _ name: String, _ unit: Unit, _ role: Role) {
    (self.name, self.unit, self.role) = ("\(loadClass)_\(name)", unit, role)
    self.loadClass = loadClass
  }

  /// Column header without the component: `discharge_mw`.
  public var header: String { "\(name)_\(unit.rawValue)" }

  /// Whether its sum over the year is an energy, in MWh.
  public var isEnergy: Bool {
    unit == .megawatts && role != .committedCapacity && role != .contingency
  }
}

extension FlowKey {
  /// What a source makes.
  public static let output = FlowKey("output", .megawatts, .output)
  /// What could have been made and was not.
  public static let curtailed = FlowKey("curtailed", .megawatts, .curtailed)
  /// Imports of a connection.
  public static let gridImport = FlowKey("import", .megawatts, .gridImport)
  /// Exports of a connection.
  public static let gridExport = FlowKey("export", .megawatts, .gridExport)
  /// Imports that replace a unit which trips, as demand charges remember them.
  public static let tripImport = FlowKey("trip_import", .megawatts, .contingency)
  /// What a battery takes.
  public static let charge = FlowKey("charge", .megawatts, .charge)
  /// What a battery gives.
  public static let discharge = FlowKey("discharge", .megawatts, .discharge)
  /// What a battery holds at the end of a step.
  public static let stored = FlowKey("stored", .megawattHours, .storedEnergy)
  /// The carbon-free part of a charge.
  public static let carbonFreeCharge = FlowKey("carbon_free_charge", .megawatts, .part)
  /// The carbon-free part of a discharge.
  public static let carbonFreeDischarge = FlowKey("carbon_free_discharge", .megawatts, .part)
  /// The carbon-free part of what a battery holds.
  public static let carbonFreeStored = FlowKey("carbon_free_stored", .megawattHours, .part)
  /// Capacity of the gensets that are online.
  public static let onlineCapacity = FlowKey("online_capacity", .megawatts, .committedCapacity)
  /// Capacity of the gensets that start.
  public static let started = FlowKey("started", .megawatts, .committedCapacity)
  /// Capacity of those of them that are cold.
  public static let coldStarted = FlowKey("cold_started", .megawatts, .committedCapacity)
  /// What a load bank takes up.
  public static let loadBank = FlowKey("load_bank", .megawatts, .absorbed)
  /// Pipeline gas that is burnt.
  public static let gas = FlowKey("gas", .mmbtuPerHour, .fuel)
  /// Field gas that is taken from the flare.
  public static let gasTaken = FlowKey("gas_taken", .mmbtuPerHour, .fuel)
  /// Field gas that goes on being flared.
  public static let gasFlared = FlowKey("gas_flared", .mmbtuPerHour, .fuel)
  /// Pipeline gas behind field gas.
  public static let backupGas = FlowKey("backup_gas", .mmbtuPerHour, .fuel)
  /// Fuel that was metered where a plan has it follow the output.
  public static let meteredFuel = FlowKey("fuel", .mmbtuPerHour, .fuel)

  /// What a class of load got.
  public static func served(_ loadClass: String) -> FlowKey {
    FlowKey(of: loadClass, "served", .megawatts, .served)
  }

  /// What a class of load was refused.
  public static func unserved(_ loadClass: String) -> FlowKey {
    FlowKey(of: loadClass, "unserved", .megawatts, .unserved)
  }

  /// What a deferrable class waits for.
  public static func deferred(_ loadClass: String) -> FlowKey {
    FlowKey(of: loadClass, "deferred", .megawattHours, .deferred)
  }

  private static let plain = [
    output, curtailed, gridImport, gridExport, tripImport, charge, discharge, stored,
    carbonFreeCharge, carbonFreeDischarge, carbonFreeStored, onlineCapacity, started, coldStarted,
    loadBank,
    gas, gasTaken, gasFlared, backupGas,
  ]

  /// The key of a header that a plan was written with; nil where it ends in no known unit.
  public init?(header: String) {
    if let known = Self.plain.first(where: { $0.header == header }) {
      self = known
      return
    }
    for make in [Self.served, Self.unserved, Self.deferred] {
      let ending = make("").header
      guard header.hasSuffix(ending), header.count > ending.count else { continue }
      self = make(String(header.dropLast(ending.count)))
      return
    }
    guard let unit = Unit.allCases.first(where: { header.hasSuffix("_" + $0.rawValue) }) else {
      return nil
    }
    self.init(String(header.dropLast(unit.rawValue.count + 1)), unit, .part)
  }
}
