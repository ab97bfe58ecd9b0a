/// How many modules of one site are down at a random moment, by the causes that it shares with others.
public struct SiteStates: Sendable {
  /// Some modules down.
  public struct State: Sendable, Equatable {
    /// How many.
    public var down: Int
    /// Share of the time.
    public var probability: Double
    /// Failures that lead to this state less failures that lead away from it, per hour.
    public var balance: Double

    /// A state.
    public init(down: Int, probability: Double, balance: Double = 0) {
      self.down = down
      self.probability = probability
      self.balance = balance
    }
  }

  /// Modules at the site.
  public let modules: Int
  /// Places of the causes that reach it in the list of all causes, rising.
  public let causes: [Int]
  /// By combination of those causes (bit k: the k-th is present), then by period; one period may stand for all.
  let given: [[[State]]]

  /// A site; `given` has a list of periods for each of the 2^k combinations of its causes.
  public init(modules: Int, causes: [Int] = [], given: [[[State]]]) {
    self.modules = modules
    self.causes = causes
    self.given = given
  }

  func states(_ combination: Int, _ period: Int) -> [State] {
    let periods = given[combination]
    return periods.count == 1 ? periods[0] : periods[period]
  }

  /// The same site as if its causes came to it alone: each combination by its chance.
  func alone(_ causes: [SharedCause]) -> SiteStates {
    guard !self.causes.isEmpty else { return self }
    let own = self.causes.map { causes[$0] }
    let periods = given.map(\.count).max() ?? 1
    return SiteStates(
      modules: modules,
      given: [
        (0..<periods).map { period in
          SharedCause.mixture(of: own) { combination in
            var states = ModulesDown.none
            states.add(self.states(combination, period))
            return states
          }.states
        }
      ])
  }
}

extension ModulesDown {
  /// The states that can be told, one by one.
  var states: [SiteStates.State] {
    probability.indices.filter { probability[$0] != 0 || balance[$0] != 0 }.map {
      .init(down: $0, probability: probability[$0], balance: balance[$0])
    }
  }
}

/// A cause of outages that several sites share.
public struct SharedCause: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Share of the time that it is present.
  public let unavailability: Double
  /// How often it comes, per hour.
  public let frequency: Double

  /// A cause that comes so many times in 8,760 hours, for so many hours each time.
  public init(name: String, outagesPerYear: Double, outageHours: Double) {
    self.name = name
    frequency = outagesPerYear / 8760
    unavailability = frequency * outageHours
  }

  /// Σ over the 2^K cases of Π q^on (1 − q)^off × the states of the case; and where a cause comes, the
  /// states without it become those with it: frequency × chance of the other causes × (with − without).
  static func mixture(
    of causes: [SharedCause], _ states: (_ combination: Int) -> ModulesDown
  ) -> ModulesDown {
    let cases = (0..<(1 << causes.count)).map(states)
    func chance(_ combination: Int, but left: Int? = nil) -> Double {
      causes.indices.filter { $0 != left }.reduce(1) { chance, place in
        let q = causes[place].unavailability
        return chance * (combination >> place & 1 == 1 ? q : 1 - q)
      }
    }
    var mixed = ModulesDown.empty
    for (combination, states) in cases.enumerated() {
      mixed.mix(states, chance: chance(combination))
      for place in causes.indices where combination >> place & 1 == 0 {
        mixed.addOnset(
          from: states, to: cases[combination | 1 << place],
          frequency: causes[place].frequency * chance(combination, but: place))
      }
    }
    return mixed
  }
}
