public import Units

/// What a component states to those who check a plan: data as given, no arithmetic of the program.
public struct FuelStatement: Sendable, Equatable {
  /// Column of the dispatch that measures the fuel, without the component.
  public let flow: String
  /// Fuel for each unit of the column: 1 where the column is heat, a heat rate where it is power.
  public let heatPerFlow: Double
  /// Put before the names of the emission sources.
  public let prefix: String
  /// What it is made of.
  public let makeup: Makeup
  /// What burns it.
  public let burner: Burner
  /// Nitrous oxide of each MMBtu; zero where it is not counted.
  public let nitrousOxide: HeatIntensity
  /// Scope of the emissions; nil outside the site's inventory.
  public let scope: Int?

  /// What the fuel is made of.
  public enum Makeup: Sendable, Equatable {
    /// Published factors for one MMBtu (HHV).
    case factors(carbonDioxide: HeatIntensity, methane: HeatIntensity)
    /// Gases by share of the volume.
    case composition([GasShare])
  }

  /// One gas of a composition.
  public struct GasShare: Sendable, Equatable {
    /// Share of the volume.
    public let moleFraction: Double
    /// Carbon atoms of a molecule.
    public let carbonAtoms: Double
    /// Higher heating value in Btu per standard cubic foot.
    public let btuPerCubicFoot: Double
    /// Whether it is methane.
    public let isMethane: Bool
  }

  /// What burns the fuel.
  public enum Burner: Sendable, Equatable {
    /// An engine; `carbonExcludesSlip` where CO2 is the carbon less what slips as methane.
    case engine(slip: Slip, carbonExcludesSlip: Bool)
    /// A flare that burns a share of the methane.
    case flare(destruction: Double)
  }

  /// Methane slip in the way in which it was given.
  public enum Slip: Sendable, Equatable {
    case perHeat(HeatIntensity)
    case perEnergy(EnergyIntensity, fullLoadHeatRate: HeatRate)
    case fractionUnburned(Double)
  }
}

/// A component that burns fuel.
public protocol FuelBurning: Component {
  /// Its fuels, each with the column of the dispatch that measures it.
  var fuels: [FuelStatement] { get }
}

/// What a store states to those who check its state of charge.
public struct StorageStatement: Sendable, Equatable {
  /// Stored energy for each MWh taken from the bus.
  public let chargeEfficiency: Double
  /// Energy given to the bus for each stored MWh.
  public let dischargeEfficiency: Double
  /// Share of all stored energy lost in a day.
  public let standbyLossPerDay: Double
}

/// A component that stores energy: `charge_mw`, `discharge_mw` and `stored_mwh` in the dispatch.
public protocol Storing: Component {
  /// Efficiencies and losses.
  var storage: StorageStatement { get }
}

extension StoredEnergy {
  var statement: StorageStatement {
    StorageStatement(
      chargeEfficiency: chargeEfficiency, dischargeEfficiency: dischargeEfficiency,
      standbyLossPerDay: standbyLossPerDay)
  }
}

extension BESS: Storing {
  /// Efficiencies and losses of the cells and converters.
  public var storage: StorageStatement { store.statement }
}

extension SecondLifeBattery: Storing {
  /// Efficiencies and losses of the cells and converters.
  public var storage: StorageStatement { store.statement }
}

extension PipelineSupply {
  static func fuel(flow: String, prefix: String, slip: MethaneSlip) -> FuelStatement {
    FuelStatement(
      flow: flow, heatPerFlow: 1, prefix: prefix,
      makeup: .factors(carbonDioxide: carbon, methane: methane),
      burner: .engine(slip: slip.stated, carbonExcludesSlip: false), nitrousOxide: nitrousOxide,
      scope: 1)
  }
}

extension PipelineGas: FuelBurning {
  /// Its fuels, each with the column that measures it.
  public var fuels: [FuelStatement] {
    [PipelineSupply.fuel(flow: "gas_mmbtu_per_h", prefix: "", slip: fleet.methaneSlip)]
  }
}

extension FlaredGas: FuelBurning {
  /// Its fuels, each with the column that measures it.
  public var fuels: [FuelStatement] {
    var fuels = [
      FuelStatement(
        flow: "gas_taken_mmbtu_per_h", heatPerFlow: 1, prefix: "",
        makeup: .composition(composition.shares),
        burner: .engine(slip: fleet.methaneSlip.stated, carbonExcludesSlip: true),
        nitrousOxide: PipelineSupply.nitrousOxide, scope: 1),
      FuelStatement(
        flow: "gas_flared_mmbtu_per_h", heatPerFlow: 1, prefix: "",
        makeup: .composition(composition.shares), burner: .flare(destruction: flareDestruction),
        nitrousOxide: .zero, scope: flareOwner == .site ? 1 : nil),
    ]
    if backup != nil {
      fuels.append(
        PipelineSupply.fuel(
          flow: "backup_gas_mmbtu_per_h", prefix: "backup_", slip: fleet.methaneSlip))
    }
    return fuels
  }
}

extension StandbyGenerator: FuelBurning {
  /// Its fuels, each with the column that measures it.
  public var fuels: [FuelStatement] {
    [
      FuelStatement(
        flow: "output_mw", heatPerFlow: heatRate.in(.mmbtuPerMegawattHour), prefix: "",
        makeup: .factors(carbonDioxide: fuel.carbonDioxide, methane: .zero),
        burner: .engine(slip: .perHeat(fuel.methane), carbonExcludesSlip: false),
        nitrousOxide: fuel.nitrousOxide, scope: 1)
    ]
  }
}

extension GPULoad {
  /// Facility load at each step of a year if everything is served as it comes.
  public func facilityLoad(over horizon: Horizon) -> [Power] {
    (0..<horizon.count).map { demand(at: $0) }
  }
}
