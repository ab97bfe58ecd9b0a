public import Units

/// A sequential Monte-Carlo simulation of a plant, year by year.
///
/// Every year is its own sample: its random numbers are a function of (seed, year, name of what
/// fails), and results are put together in the order of the years. The answer is the same on any
/// number of cores, and a change to one unit leaves the failures of the others as they were.
public struct Simulation: Sendable {
  /// When things happen and how a shortage is measured.
  public enum Timing: Sendable, Equatable {
    /// Failures and repairs at any moment; a shortage lasts as long as it lasts.
    case continuous
    /// Failures and repairs between steps, with chances of step ÷ mean; a step that is short for
    /// any part of it counts whole, and stores cannot give more power than lasts for the step. The
    /// chain of published hourly models; spreads must be exponential.
    case stepwise
  }

  /// The state in which a year begins.
  public enum Start: Sendable, Equatable {
    /// Each thing is up or down as in the long run, and this much of the end of the year before is
    /// lived through without being counted, so that stores come to stand as the failures leave them.
    case stationary(warmUp: TimeSpan)
    /// Everything works, and stores hold their initial energy.
    case allUp

    func warmUpSteps(of hours: Double) -> Int {
      guard case .stationary(let warmUp) = self else { return 0 }
      return Int((warmUp.in(.hours) / hours).rounded(.up))
    }
  }

  /// Two weeks: longer than a shortage and the recharging after it last.
  public static let usualStart = Start.stationary(warmUp: TimeSpan(336, .hours))

  /// Years simulated in one task; the same for any number of cores.
  static let batch = 32

  /// What is simulated.
  public let plant: Plant
  let model: Model
  let start: Start
  let controlMeans: ControlMeans?

  /// A simulation; stepwise timing asks for exponential spreads and means of at least one step.
  ///
  /// The control variate is left out where it is not wanted, where years do not begin as in the
  /// long run, and where its exact mean would take longer than it saves. `splitting` says whether the
  /// mean size of shortages is wanted too, or the energy of each year alone; with `compute` the modules that
  /// are down are kept for each step.
  public init(
    _ plant: Plant, timing: Timing = .continuous, start: Start = usualStart,
    controlVariate: Bool = true, splitting: Bool = true, compute: ComputeTrace.Compute? = nil
  ) throws(UnsoundPlant) {
    if timing == .stepwise {
      let problems = plant.stepwiseProblems
      guard problems.isEmpty else { throw UnsoundPlant(problems: problems) }
    }
    self.plant = plant
    self.start = start
    model = Model(plant, stepwise: timing == .stepwise, splitting: splitting, compute: compute)
    controlMeans = start == .allUp || !controlVariate ? nil : ControlMeans(model)
  }

  /// Simulates years 0 to `years` − 1, on as many cores as there are.
  public func run(years: Int, seed: UInt64) async throws(CancellationError) -> Outcome {
    try await extend(Outcome(self, seed: seed), to: years)
  }

  /// The same on the calling thread alone: for measuring years per second of one core.
  public func runSerially(years: Int, seed: UInt64) -> Outcome {
    var outcome = Outcome(self, seed: seed)
    for first in stride(from: 0, to: years, by: Self.batch) {
      outcome.tally.append(tally(first..<min(first + Self.batch, years), seed: seed))
    }
    return outcome
  }

  /// Simulates the years that an earlier outcome of this simulation lacks of `years`.
  func extend(_ outcome: Outcome, to years: Int) async throws(CancellationError) -> Outcome {
    let seed = outcome.seed
    let starts = Array(stride(from: outcome.years, to: years, by: Self.batch))
    let parts = await withTaskGroup(of: (Int, Tally)?.self) { group in
      for (place, first) in starts.enumerated() {
        group.addTask {
          guard !Task.isCancelled else { return nil }
          return (place, tally(first..<min(first + Self.batch, years), seed: seed))
        }
      }
      var parts = [Tally?](repeating: nil, count: starts.count)
      for await case (let place, let tally)? in group { parts[place] = tally }
      return parts
    }
    var whole = outcome
    for part in parts {
      guard let part else { throw CancellationError() }
      whole.tally.append(part)
    }
    return whole
  }

  private func tally(_ years: Range<Int>, seed: UInt64) -> Tally {
    var tally = Tally(model, firstYear: years.lowerBound)
    for year in years {
      tally = YearRun(model, year: year, seed: seed, start: start, tally: tally).simulate()
    }
    return tally
  }
}

extension Plant {
  /// What keeps failures from happening between steps only.
  fileprivate var stepwiseProblems: [PlantProblem] {
    var all: [(String, Outages)] = []
    for unit in units { if let outages = unit.outages { all.append((unit.name, outages)) } }
    for store in stores {
      for outages in [store.outages, store.inverter].compactMap({ $0 }) {
        all.append((store.name, outages))
      }
    }
    for fuel in fuels { all.append((fuel.name, fuel.outages)) }
    for group in commonCauses {
      all.append(
        (
          group.name,
          Outages(
            meanTimeToFailure: step, meanTimeToRepair: group.meanTimeToRepair, spread: group.spread)
        ))
    }
    return all.flatMap { name, outages in
      var problems: [PlantProblem] = []
      func report(_ field: PlantProblem.Field, _ message: String) {
        problems.append(PlantProblem(subject: name, field: field, message: message))
      }
      if outages.spread != .exponential { report(.spread, "stepwise outages are exponential") }
      if !outages.relativeRate.isEmpty { report(.relativeRate, "stepwise rates are constant") }
      if outages.meanTimeToFailure < step {
        report(.meanTimeToFailure, "shorter than a step of \(step.in(.hours)) h")
      }
      if outages.meanTimeToRepair < step {
        report(.meanTimeToRepair, "shorter than a step of \(step.in(.hours)) h")
      }
      return problems
    }
  }
}
