public import Units

/// What to build and how to run it: the answer for one site.
public struct SitePlan: Sendable {
  /// How good the answer is.
  public enum Status: String, Sendable {
    case optimal
    case nearOptimal = "near_optimal"
    /// A plan whose distance from the bound is told by its number.
    case feasible
    /// Optimal or near it, but no simulation showed that it keeps its uptime targets.
    case uncertified
    case infeasible, unbounded, stopped
  }

  /// How good the answer is.
  public var status: Status
  /// How far the plan's cost can be from the least; nil where there is no plan, or a relaxed one.
  public var optimality: Optimality?
  /// The modelled steps.
  public var horizon: Horizon
  /// All components, in the order of the site file.
  public var components: [ComponentPlan] = []
  /// Cost lines of a year; their sum is the objective.
  public var costs: [CostLine] = []
  /// What is bought, for the pro forma of a year that recurs.
  public var purchases: [Purchase] = []
  /// Emissions of a year by source.
  public var emissions: [EmissionLine] = []
  /// Classes of load, in the order of the site.
  public var classes: [ClassPlan] = []
  /// Binding constraints, with what moving each by one unit is worth.
  public var shadowPrices: [ShadowPrice] = []
  /// Reasons, when there is no feasible plan.
  public var violations: [PolicyViolation] = []
  /// Limits that hold in the plan that comes closest, when there is no feasible plan.
  public var bindingLimits: [BindingLimit] = []
  /// What would make the site feasible, each by itself; nil where it was not asked.
  public var remedies: [Remedy]?
  /// Greatest |supply − use| over the steps.
  public var greatestBalanceResidual: Power = .zero
  /// Steps in which a store charges and discharges at once, with why.
  public var overlaps: [Overlap] = []
  /// The cheapest single source that serves the same load; nil where the grid can, or none does.
  public var singleSource: SingleSource?
  /// What outages cost beside the plan; nil where no class has a value, or somebody does not say how
  /// something fails.
  public var expectedLoss: ExpectedLoss?
  /// Components without failure statistics, for which no expected loss is known.
  public var withoutFailureStatistics: [String] = []
  /// What it uses of what its site shares with others of a portfolio.
  public var shared: [SharedUse] = []
  /// What was not modelled, and what the plan assumes.
  public var notes: [String] = []

  /// An answer still to be filled in.
  public init(status: Status, horizon: Horizon) {
    self.status = status
    self.horizon = horizon
  }

  /// A source that serves the plan's load alone.
  public struct SingleSource: Sendable, Equatable {
    /// Name of the source.
    public var component: String
    /// Its cash costs of a year.
    public var cash: Money

    /// A source and its costs.
    public init(component: String, cash: Money) {
      self.component = component
      self.cash = cash
    }
  }

  /// One component's sizes and flows.
  public struct ComponentPlan: Sendable {
    /// Name of the component at its site.
    public var component: String
    /// The word after `type:` in the site file.
    public var kind: String
    /// What `power` measures.
    public var basis: CapacityBasis
    /// Whether what it makes is carbon-free.
    public var isCarbonFree = false
    /// Power as built; for a grid connection the peak import. Nil where there is none.
    public var power: Power?
    /// Energy capacity as built, or as bought.
    public var energy: Energy?
    /// Whole things built: gensets or packs.
    public var units: Double?
    /// What `units` counts, such as "gensets" or "packs".
    public var unitName: String?
    /// The share of the power that is bought; the rest stood before.
    public var boughtPowerShare = 1.0
    /// The share of the energy that is bought; the rest stood before.
    public var boughtEnergyShare = 1.0
    /// Share of what was built that its hours can use, as it has aged.
    public var leftInUse = 1.0
    /// Share of what was built that is left at the end of its life, or of the year of a horizon.
    public var leftAtEnd = 1.0
    /// What it costs to build; nil where nothing is bought.
    public var capital: Capital?
    /// Further sizes worth telling, such as the energy at end of life.
    public var details: [Detail] = []
    /// Columns of the dispatch.
    public var flows: [Flow] = []

    /// A plan still to be filled in.
    public init(
      component: String, kind: String, basis: CapacityBasis = .alternatingCurrent
    ) {
      self.component = component
      self.kind = kind
      self.basis = basis
    }

    /// A plan of a component, still to be filled in.
    public init(of component: some Component) {
      self.init(
        component: component.name, kind: type(of: component).kind,
        basis: type(of: component).capacityBasis)
      isCarbonFree = component is any CarbonFreeGenerating
    }

    /// The column of a key; empty where there is none.
    public func values(of key: FlowKey) -> [Double] {
      flows.first { $0.key == key }?.values ?? []
    }

    /// Whether it gives back what it took before.
    public var stores: Bool { flows.contains { $0.key.role == .storedEnergy } }
    /// Whether it draws power as a load.
    public var isLoad: Bool { basis == .peakLoad }
    /// Whether it is a connection to the grid.
    public var isConnection: Bool { basis == .peakImport }
  }

  /// Money spent once, before it is spread over years.
  public struct Capital: Sendable, Equatable {
    /// Installed cost before tax credits.
    public var cost: Money
    /// Investment tax credit.
    public var credit: Money

    /// A cost, and the share of it that a tax credit pays.
    public init(_ cost: Money, creditFraction: Double = 0) {
      self.cost = cost
      credit = creditFraction * cost
    }

    /// A cost and a credit.
    public init(cost: Money, credit: Money) {
      self.cost = cost
      self.credit = credit
    }

    /// Both purchases.
    public static func + (one: Self, other: Self) -> Self {
      Self(cost: one.cost + other.cost, credit: one.credit + other.credit)
    }
  }

  /// A named number with its unit.
  public struct Detail: Sendable, Equatable {
    /// Name that ends in its unit.
    public var key: String
    /// The number, in the unit of the key.
    public var value: Double

    /// A number under a key that ends in its unit.
    public init(key: String, value: Double) {
      self.key = key
      self.value = value
    }
  }

  /// One column of the dispatch: a magnitude named by its direction.
  public struct Flow: Sendable {
    /// What it measures.
    public var key: FlowKey
    /// One value a step, in the unit of the key.
    public var values: [Double]

    /// A column of the dispatch.
    public init(_ key: FlowKey, _ values: [Double]) {
      self.key = key
      self.values = values
    }
  }

  /// One line of the yearly cost.
  public struct CostLine: Sendable, Equatable {
    /// What kind of cost it is; only cash counts in the cost per MWh.
    public enum Nature: String, Sendable {
      case cash
      case unserved = "value_of_unserved_load"
      case waiting = "value_lost_by_waiting"
      case carbonPrice = "co2_price"
      case nonCash = "non_cash_wear"
      case sharedPrice = "price_of_what_sites_share"
    }

    /// Name of the component at its site.
    public var component: String
    /// Name of the line.
    public var line: String
    /// What kind of cost it is.
    public var nature: Nature
    /// Amount of a year.
    public var amount: Money

    /// A yearly amount.
    public init(component: String, line: String, nature: Nature, amount: Money) {
      self.component = component
      self.line = line
      self.nature = nature
      self.amount = amount
    }
  }

  /// Emissions of one source in a year, as CO2e of the site's GWP set.
  public struct EmissionLine: Sendable, Equatable {
    /// Name of the component at its site.
    public var component: String
    /// Such as `combustion_co2`, `methane_slip`, `n2o`, `grid`.
    public var source: String
    /// Scope 1 or 2; nil for what is outside the site's inventory.
    public var scope: Int?
    /// What was counted; one inventory never sums two bases of the same power.
    public var basis: Basis
    /// Amount of a year.
    public var amount: Carbon

    /// What emissions of a source are counted by.
    public enum Basis: String, Sendable {
      /// What leaves a stack at the site, or a flare.
      case direct
      /// Imports at the factors of their grid.
      case location
      /// Imports by contracts of the year.
      case market
      /// Imports by contracts of each hour.
      case marketHourly = "market_hourly"
      /// What imports cause: not part of an inventory.
      case marginal
    }

    /// A yearly amount; without a basis, imports are location-based.
    public init(
      component: String, source: String, scope: Int?, basis: Basis? = nil, amount: Carbon
    ) {
      self.basis = basis ?? (scope == 2 ? .location : .direct)
      self.component = component
      self.source = source
      self.scope = scope
      self.amount = amount
    }
  }

  /// What a class of load got.
  public struct ClassPlan: Sendable, Equatable {
    /// Name of the component at its site.
    public var component: String
    /// Name of the class.
    public var name: String
    /// Energy asked for in a year.
    public var demand: Energy
    /// Energy not served by plan in a year.
    public var unserved: Energy
    /// Energy drawn in a year: what was asked for less what was not served, but for work that moved to hours
    /// in which cooling takes more or less.
    public var served: Energy
    /// Hours of the year with unserved load.
    public var hoursShort: Double

    /// A year of one class.
    public init(
      component: String, name: String, demand: Energy, unserved: Energy, served: Energy,
      hoursShort: Double
    ) {
      self.component = component
      self.name = name
      self.demand = demand
      self.unserved = unserved
      self.served = served
      self.hoursShort = hoursShort
    }
  }

  /// The change of yearly cost (USD) per unit increase of a limit.
  public struct ShadowPrice: Sendable, Equatable {
    /// Such as `grid.import_limit`.
    public var limit: String
    /// The number; for a limit, USD a year per unit increase.
    public var value: Double
    /// Such as `USD/MW-year`.
    public var unit: String
    /// Steps in which the limit binds; 1 for a yearly limit.
    public var bindingSteps: Int

    /// The worth of moving a limit.
    public init(limit: String, value: Double, unit: String, bindingSteps: Int) {
      self.limit = limit
      self.value = value
      self.unit = unit
      self.bindingSteps = bindingSteps
    }
  }

  /// A policy that no plan can meet, and by how much.
  public struct PolicyViolation: Sendable, Equatable {
    /// Such as "power balance".
    public var policy: String
    /// What a violation is, for people.
    public var meaning: String
    /// The unit of the number.
    public var unit: String
    /// Greatest violation in one step, or the violation of a yearly limit.
    public var greatest: Double
    /// Sum over the steps of the violation times the length of a step.
    public var total: Double
    /// Steps with a violation; empty for a yearly limit.
    public var steps: [Int]

    /// A violation in the least-violated plan.
    public init(
      policy: String, meaning: String, unit: String, greatest: Double, total: Double, steps: [Int]
    ) {
      self.policy = policy
      self.meaning = meaning
      self.unit = unit
      self.greatest = greatest
      self.total = total
      self.steps = steps
    }
  }

  /// A step in which a store charges and discharges at once.
  public struct Overlap: Sendable, Equatable {
    /// Name of the component at its site.
    public var component: String
    /// Position of the step.
    public var step: Int
    /// The lesser of charge and discharge.
    public var power: Power
    /// Why it happens.
    public var cause: String

    /// An hour for the list.
    public init(component: String, step: Int, power: Power, cause: String) {
      self.component = component
      self.step = step
      self.power = power
      self.cause = cause
    }
  }
}

extension SitePlan {
  /// Whether the plan says what to build and how to run it.
  public var hasDispatch: Bool {
    [.optimal, .nearOptimal, .feasible, .uncertified].contains(status)
  }

  /// All that is bought.
  public var capital: Capital {
    components.compactMap(\.capital).reduce(Capital(.zero)) { $0 + $1 }
  }

  /// Cash cost of a year.
  public var cash: Money {
    costs.filter { $0.nature == .cash }.reduce(.zero) { $0 + $1.amount }
  }

  /// All cost lines of a year.
  public var objective: Money { costs.reduce(.zero) { $0 + $1.amount } }

  /// Facility energy served in a year.
  public var served: Energy { classes.reduce(.zero) { $0 + $1.served } }
}
