public import Reliability
public import SiteModel

/// What simulated outages show of a plan, beside what it promises.
public struct UptimeResult: Sendable {
  /// The decision, and the years that it rests on.
  public var verdict: Certification.Verdict
  /// Share of the time that switchgear and distribution are out; not simulated.
  public var distributionUnavailability: Double
  /// Share of the time lost in transfers; not simulated.
  public var transferUnavailability: Double
  /// The calendar of the plan, by which the hours of events are told.
  public var horizon: Horizon
  /// Why the promise cannot be kept, where no step was left.
  public var obstacle: String?
  /// Components whose gensets start at once in the simulation, for nobody wrote how long it takes.
  public var startAtOnce: [String]
  /// Years without any shortage that it takes to certify the targets; nil where nothing is promised.
  public var leastYears: Int?
  /// How likely outages of the grid are carried, by their length; empty where nobody computed it.
  public var survival: [SurvivalCurve] = []
  /// How the plan came to be; nil for a plan that was only certified.
  public var loop: LoopFigures?

  /// The way to a plan that keeps its promise.
  public struct LoopFigures: Sendable, Equatable {
    /// Plans tried, in order.
    public var steps: [Step]
    /// What one more nine costs; nil where it was not asked, or the promise itself is not kept.
    public var oneMoreNine: OneMoreNine?

    /// Plans tried, in order, and the cost of one more nine.
    public init(steps: [Step], oneMoreNine: OneMoreNine? = nil) {
      self.steps = steps
      self.oneMoreNine = oneMoreNine
    }

    /// One plan on the way.
    public struct Step: Sendable, Equatable {
      /// What was changed for it.
      public var change: String
      /// USD a year; nil where there was no plan.
      public var objective: Double?
      /// Greatest hours short in a year over hours allowed, of the classes with a target.
      public var shareOfAllowed: Double?

      /// A plan on the way.
      public init(change: String, objective: Double?, shareOfAllowed: Double?) {
        self.change = change
        self.objective = objective
        self.shareOfAllowed = shareOfAllowed
      }
    }

    /// A plan with a tenth of the unavailability.
    public struct OneMoreNine: Sendable, Equatable {
      /// The target in its place.
      public var target: Double
      /// USD a year more; nil where no plan was certified for it.
      public var cost: Double?
      /// Why there is none, where no step was left.
      public var obstacle: String?

      /// A target, and what it costs more or what stands in its way.
      public init(target: Double, cost: Double? = nil, obstacle: String? = nil) {
        self.target = target
        self.cost = cost
        self.obstacle = obstacle
      }
    }
  }

  /// A verdict, with what lies outside the simulation.
  public init(
    verdict: Certification.Verdict, distributionUnavailability: Double,
    transferUnavailability: Double, horizon: Horizon, loop: LoopFigures? = nil,
    obstacle: String? = nil, startAtOnce: [String] = [], leastYears: Int? = nil
  ) {
    self.verdict = verdict
    self.startAtOnce = startAtOnce
    self.leastYears = leastYears
    self.horizon = horizon
    self.distributionUnavailability = distributionUnavailability
    self.transferUnavailability = transferUnavailability
    self.loop = loop
    self.obstacle = obstacle
  }

  /// What a reader must know before trusting the certificate, each with what to write.
  var warnings: [String] {
    var warnings: [String] = []
    if !startAtOnce.isEmpty {
      warnings.append(
        "the gensets of \(startAtOnce.joined(separator: ", ")) start at once in the simulation: write "
          + "start_minutes and failure_to_start_fraction")
    }
    let years = verdict.outcome.years
    if let leastYears, years < leastYears {
      warnings.append(
        "\(years) years are too few for the uptime target: even without any shortage it takes "
          + "\(leastYears); write certify_years: \(leastYears) or more")
    }
    return warnings
  }

  var outside: Double { distributionUnavailability + transferUnavailability }

  /// When an event began, by the clock of the plan's year.
  package func stamp(_ event: ClassOutcome.Event) -> String {
    HourText.stamp(minute: Int((event.startHour * 60).rounded(.down)), in: horizon)
  }

  /// The target as promised, of the target that the simulation was held against.
  func promised(_ target: Double) -> Double { target - outside }
}

extension ClassOutcome {
  /// The availability that a target is held against: of time, or of energy for deferrable work.
  var availability: Double { isDeferrable ? energyAvailability : timeAvailability }

  /// Its two-sided interval of 95 %.
  var interval: ClosedRange<Double> {
    let (low, high) = (
      unavailabilityLowerBound(confidence: 0.975), unavailabilityBound(confidence: 0.975)
    )
    return max(0, 1 - max(low, high))...min(1, 1 - min(low, high))
  }

  /// Share of the shortage by kind of cause, most first.
  var causeShares: [(kind: CauseKind, share: Double)] {
    CauseKind.allCases.map { kind in
      (kind, causes.filter { $0.kind == kind }.reduce(0) { $0 + $1.share })
    }.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
  }
}

extension ClassOutcome.Event {
  /// What began it; its kind where nothing was out.
  var causeName: String { cause.isEmpty ? kind.rawValue : cause }
}

extension CauseKind {
  /// For people.
  package var words: String {
    switch self {
    case .grid: "grid"
    case .unit: "gensets"
    case .fuel: "gas"
    case .commonCause: "common causes"
    case .store: "storage"
    case .storeEmpty: "storage not yet recharged"
    case .nothingOut: "nothing out: too little planned"
    }
  }
}
