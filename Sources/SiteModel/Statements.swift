public import Units

/// What a component states to those who check a plan: data as given, no arithmetic of the program.
public struct FuelStatement: Sendable, Equatable {
  /// Column of the dispatch that measures the fuel.
  public let flow: FlowKey
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
  /// The set that the factors were taken from; nil: those of 40 CFR 98.
  public var factors: FactorSet?
  /// What came before the fuel reached the site; nil: not counted.
  public var upstream: FactorSet?
  /// What an analysis of the fuel found; nil: it is counted by its heat.
  public var quality: GasQuality?

  package init(
    flow: FlowKey, heatPerFlow: Double, prefix: String, makeup: Makeup, burner: Burner,
    nitrousOxide: HeatIntensity, scope: Int?, factors: FactorSet? = nil, upstream: FactorSet? = nil,
    quality: GasQuality? = nil
  ) {
    self.flow = flow
    self.heatPerFlow = heatPerFlow
    self.prefix = prefix
    self.makeup = makeup
    self.burner = burner
    self.nitrousOxide = nitrousOxide
    self.scope = scope
    self.factors = factors
    self.upstream = upstream
    self.quality = quality
  }

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
    /// As chemists write it; `C5+` for what is heavier than butane.
    public let formula: String
    /// Carbon atoms of a molecule.
    public let carbonAtoms: Double
    /// Higher heating value in Btu per standard cubic foot.
    public let btuPerCubicFoot: Double
    /// Whether it is methane.
    public let isMethane: Bool

    package init(
      moleFraction: Double, formula: String, carbonAtoms: Double, btuPerCubicFoot: Double,
      isMethane: Bool
    ) {
      self.moleFraction = moleFraction
      self.formula = formula
      self.carbonAtoms = carbonAtoms
      self.btuPerCubicFoot = btuPerCubicFoot
      self.isMethane = isMethane
    }
  }

  /// What burns the fuel.
  public enum Burner: Sendable, Equatable {
    /// An engine; `carbonExcludesSlip` where CO2 is the carbon less what slips as methane.
    case engine(slip: Slip, carbonExcludesSlip: Bool)
    /// A flare that burns most of the gas.
    case flare(FlareStatement)
    /// An engine on a liquid or bottled fuel: the table's own factor of methane.
    case table(fuel: String, methane: HeatIntensity)
  }

  /// Methane slip in the way in which it was given.
  public enum Slip: Sendable, Equatable {
    case perHeat(HeatIntensity)
    case perEnergy(EnergyIntensity, fullLoadHeatRate: HeatRate)
    case fractionUnburned(Double)
    case engineClass(EngineClass)
  }
}

/// A flare as given.
public struct FlareStatement: Sendable, Equatable {
  /// Measured destruction of methane while lit; nil: by tier.
  public let measured: Double?
  /// Tier of 40 CFR 98.233(n).
  public let tier: Tier
  /// Share of the gas that passes while the flare is out.
  public let unlit: Double

  /// Tiers of 40 CFR 98.233(n).
  public enum Tier: String, CaseIterable, Sendable {
    case first = "tier_1"
    case second = "tier_2"
    case third = "tier_3"
  }

  /// A flare as given.
  public init(measured: Double?, tier: Tier, unlit: Double) {
    self.measured = measured
    self.tier = tier
    self.unlit = unlit
  }
}

/// What gensets state beside their fuel.
public struct EngineStatement: Sendable, Equatable {
  /// Rated power of one engine: `online_capacity_mw` over it is the number that run.
  public let unit: Power
  /// kg of methane from the crankcase of one running engine in an hour.
  public let crankcaseKilogramsPerHour: Double
  /// Fuel for each further MWh of `output_mw`.
  public let heatRateSlope: HeatRate
  /// Fuel for each MW of `online_capacity_mw`.
  public let noLoadHeat: HeatRate
  /// Fuel at each step against these rates.
  public let heatFactor: StepSeries<NumberDimension>

  /// Fuel for each MW of `started_mw`.
  public let startHeat: Quantity<Per<HeatDimension, PowerDimension>>
  /// Fuel beside it for each MW of `cold_started_mw`.
  public let coldStartHeat: Quantity<Per<HeatDimension, PowerDimension>>

  package init(
    unit: Power, crankcaseKilogramsPerHour: Double, heatRateSlope: HeatRate, noLoadHeat: HeatRate,
    heatFactor: StepSeries<NumberDimension>,
    startHeat: Quantity<Per<HeatDimension, PowerDimension>>,
    coldStartHeat: Quantity<Per<HeatDimension, PowerDimension>>
  ) {
    self.unit = unit
    self.crankcaseKilogramsPerHour = crankcaseKilogramsPerHour
    self.heatRateSlope = heatRateSlope
    self.noLoadHeat = noLoadHeat
    self.heatFactor = heatFactor
    self.startHeat = startHeat
    self.coldStartHeat = coldStartHeat
  }
}

/// A component that burns fuel.
public protocol FuelBurning: Component {
  /// Its fuels, each with the column of the dispatch that measures it.
  var fuels: [FuelStatement] { get }
  /// Its engines; nil where no crankcases are counted.
  var engines: EngineStatement? { get }
  /// Nitrogen oxides of each MWh of `output_mw`.
  var nitrogenOxides: NitrogenOxidesIntensity { get }
  /// Whether it runs by plan, and not in emergencies alone.
  var runsByPlan: Bool { get }
}

extension FuelBurning {
  /// What is built to run, runs.
  public var runsByPlan: Bool { true }
}

/// What a store states to those who check its state of charge.
public struct StorageStatement: Sendable, Equatable {
  /// Stored energy for each MWh taken from the bus.
  public let chargeEfficiency: Double
  /// Energy given to the bus for each stored MWh.
  public let dischargeEfficiency: Double
  /// Share of all stored energy lost in a day.
  public let standbyLossPerDay: Double
  /// Share of its energy below the usable window.
  public let lowest: Double
  /// State of charge before the first step; nil: as after the last.
  public let begins: Double?
  /// State of charge after the last step; nil: any.
  public let ends: Double?
  /// Whether solar fields give all that it is charged with, in the same step.
  public let chargesFromSolar: Bool

  package init(
    chargeEfficiency: Double, dischargeEfficiency: Double, standbyLossPerDay: Double,
    lowest: Double = 0, begins: Double? = nil, ends: Double? = nil, chargesFromSolar: Bool = false
  ) {
    self.chargeEfficiency = chargeEfficiency
    self.dischargeEfficiency = dischargeEfficiency
    self.standbyLossPerDay = standbyLossPerDay
    self.lowest = lowest
    self.begins = begins
    self.ends = ends
    self.chargesFromSolar = chargesFromSolar
  }
}

/// A component that stores energy: `charge_mw`, `discharge_mw` and `stored_mwh` in the dispatch.
public protocol Storing: Component {
  /// Efficiencies and losses.
  var storage: StorageStatement { get }
  /// Energy as built of one block; nil without blocks.
  var block: Energy? { get }
  /// Energy in use at each step of a year of a horizon, in MWh; nil where a year recurs.
  func energyInUse(in year: Site, over horizon: Horizon) -> [Double]?
}

extension Storing {
  /// Nothing of most kinds is built within a year.
  public func energyInUse(in year: Site, over horizon: Horizon) -> [Double]? { nil }
}
