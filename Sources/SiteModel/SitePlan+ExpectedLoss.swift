public import Units

extension SitePlan {
  /// What outages that nobody planned cost a year, and what one unit more or less would change.
  ///
  /// It takes the place of what the plan itself sheds because forced outages lower output as an
  /// expectation: the two speak of the same energy, and it counts once.
  public struct ExpectedLoss: Sendable, Equatable {
    /// One class of load with a value.
    public struct ClassLoss: Sendable, Equatable {
      /// Name of the class.
      public var name: String
      /// Value of a MWh that is not served.
      public var value: EnergyPrice
      /// Energy of a year that outages leave unserved.
      public var unserved: Energy
      /// Energy of a year that the plan sheds because it expects outages; part of the former.
      public var withheld: Energy

      /// A class, and what it loses.
      public init(name: String, value: EnergyPrice, unserved: Energy, withheld: Energy) {
        self.name = name
        self.value = value
        self.unserved = unserved
        self.withheld = withheld
      }
    }

    /// What a program cost rests on.
    public enum Basis: String, Sendable {
      /// A plan was made.
      case planned
      /// The plan's own running with one more unit at rest: no such plan costs more.
      case sameRunning = "same_running"
      /// A bound: no such plan costs less.
      case bound
    }

    /// One unit, block or set more or less.
    public struct Step: Sendable, Equatable {
      /// Name of the component.
      public var component: String
      /// What changes, in words.
      public var change: String
      /// What the program cost rests on.
      public var basis: Basis
      /// Program cost of a year.
      public var programCost: Money
      /// Expected loss of a year; nil where the bound alone decides.
      public var loss: Money?
      /// Standard error of what the loss is less than the plan's, on the same random numbers.
      public var standardError: Money?
      /// Program cost with the expected loss in place of what is withheld; a least one for a bound.
      public var total: Money
      /// Whether the plan has it.
      public var isTaken: Bool

      /// A step beside the plan.
      public init(
        component: String, change: String, basis: Basis, programCost: Money, loss: Money?,
        standardError: Money?, total: Money, isTaken: Bool
      ) {
        self.component = component
        self.change = change
        self.basis = basis
        self.programCost = programCost
        self.loss = loss
        self.standardError = standardError
        self.total = total
        self.isTaken = isTaken
      }
    }

    /// Classes with a value, in the order in which they are shed.
    public var classes: [ClassLoss]
    /// Value of what outages leave unserved in a year.
    public var amount: Money
    /// Its standard error.
    public var standardError: Money
    /// Value of what the plan sheds because it expects outages.
    public var withheld: Money
    /// Years simulated, and where their random numbers start.
    public var years: Int
    /// Where the random numbers start.
    public var seed: Int
    /// Steps on either side of the plan.
    public var steps: [Step] = []
    /// Least sizes that were taken for the loss that they save, by `component.size`.
    public var held: [String: Double] = [:]

    /// What outages cost.
    public init(
      classes: [ClassLoss], amount: Money, standardError: Money, withheld: Money, years: Int,
      seed: Int
    ) {
      self.classes = classes
      self.amount = amount
      self.standardError = standardError
      self.withheld = withheld
      self.years = years
      self.seed = seed
    }

    /// Program cost with the expected loss in place of what the plan withholds.
    public func total(of programCost: Money) -> Money { programCost - withheld + amount }
  }
}
