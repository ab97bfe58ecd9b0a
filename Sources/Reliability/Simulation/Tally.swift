import Units

/// Part of a shortage: constant power short for some time.
struct Shortfall {
  var start: Double
  var hours: Double
  var energy: Double
  var cause: Int
  /// 0 for January; without meaning where months are not counted.
  var month: Int
}

/// What a class lost in one year.
struct YearFigures: Sendable {
  var shortHours = 0.0
  var unserved = 0.0
  var controlHours = 0.0
  var controlEnergy = 0.0
  var events = 0
  /// The same with the mean size of each shortage, where it is known, in place of its size.
  var meanHours = 0.0
  var meanEnergy = 0.0
  /// Shortages whose mean size was looked for.
  var splits = 0
}

/// Sums over shortages that have nothing to do with each other.
struct ShortageSums: Sendable, Equatable {
  /// How many there were: those of one year that follow on each other are one.
  var count = 0
  var hours = 0.0
  var energy = 0.0
  var hoursSquared = 0.0
  var energySquared = 0.0

  mutating func add(hours: Double, energy: Double) {
    count += 1
    self.hours += hours
    self.energy += energy
    hoursSquared += hours * hours
    energySquared += energy * energy
  }

  mutating func add(_ other: Self) {
    count += other.count
    hours += other.hours
    energy += other.energy
    hoursSquared += other.hoursSquared
    energySquared += other.energySquared
  }
}

/// What happened to the supply in some years.
struct SupplyCounts: Sendable, Equatable {
  /// Times at which what ran could not carry the load.
  var interruptions = 0
  /// Those of them in which stores were drawn on and no class was short.
  var riddenThrough = 0
  /// Sets called, and those that failed to start.
  var starts = 0
  var failedStarts = 0

  mutating func add(_ other: Self) {
    interruptions += other.interruptions
    riddenThrough += other.riddenThrough
    starts += other.starts
    failedStarts += other.failedStarts
  }
}

/// Counts of consecutive years, in their order.
struct Tally: Sendable {
  struct OpenEvent: Sendable {
    var start: Double
    var end: Double
    var hours: Double
    var energy: Double
    var cause: Int
    /// What of it lies in the year, or its mean where that is known.
    var counted = (hours: 0.0, energy: 0.0)
    var hasMean = false
  }

  /// Shortages that follow on each other.
  private struct Cluster: Sendable {
    var end: Double
    var hours: Double
    var energy: Double
  }

  struct Interruption: Sendable {
    var start: Double
    var end: Double
    var peak: Double
    var isGraceful: Bool
  }

  /// What GPUs lost, in GPU-hours.
  struct Losses: Sendable {
    var idle = 0.0
    var graceful = 0.0
    var abrupt = 0.0
  }

  let model: Model
  let firstYear: Int
  /// Causes beyond the processes.
  var storeEmpty: Int { model.processes.count }
  var nothingOut: Int { model.processes.count + 1 }

  /// By year, then class.
  var years: [YearFigures] = []
  /// Lengths of the events that began in the years, by class.
  var durations: [[Double]]
  /// Unserved energy by class and cause.
  var unservedByCause: [[Double]]
  /// Most energy first, by class.
  var worst: [[WorstEvent]]
  /// Months that missed the target, by class.
  var missedMonths: [Int]
  var losses: [Losses]
  /// Sums over shortages, by class.
  var sums: [ShortageSums]
  var supply = SupplyCounts()
  var shares = ShareHours()
  /// Modules down, step by step; nil where nobody asks.
  var compute: ComputeTrace?

  // The year that is being lived.
  var present: [YearFigures]
  private var open: [OpenEvent?]
  private var clusters: [Cluster?]
  private var interruptions: [Interruption?]
  private var monthHours: [[Double]]

  init(_ model: Model, firstYear: Int) {
    self.model = model
    self.firstYear = firstYear
    let classes = model.classes
    durations = classes.map { _ in [] }
    let causes = model.processes.count + 2
    unservedByCause = classes.map { _ in Array(repeating: 0, count: causes) }
    worst = classes.map { _ in [] }
    missedMonths = classes.map { _ in 0 }
    losses = classes.map { _ in Losses() }
    sums = classes.map { _ in ShortageSums() }
    present = classes.map { _ in YearFigures() }
    open = classes.map { _ in nil }
    clusters = classes.map { _ in nil }
    interruptions = classes.map { _ in nil }
    monthHours = classes.map { _ in model.monthHours.map { _ in 0 } }
    compute = model.compute.map {
      ComputeTrace(
        $0, load: model.weather[0].load, hours: model.hours,
        causes: model.sharedReaches)
    }
  }

  var yearCount: Int { years.count / max(1, model.classes.count) }

  /// Whether a class has been short until this moment.
  func isShort(_ index: Int, at time: Double) -> Bool {
    open[index].map { time - $0.end <= 1e-9 } ?? false
  }

  /// Begins a shortage whose mean size is known.
  mutating func expect(_ mean: (hours: Double, energy: Double), of index: Int, at time: Double) {
    close(index)
    present[index].splits += 1
    open[index] = OpenEvent(
      start: time, end: time, hours: 0, energy: 0, cause: nothingOut, counted: mean, hasMean: true)
  }

  /// Adds part of a shortage; parts that touch are one event.
  mutating func add(_ part: Shortfall, of index: Int) {
    let end = part.start + part.hours
    if let event = open[index], part.start - event.end <= 1e-9 {
      if event.hours == 0 { open[index]?.cause = part.cause }
      open[index]?.end = end
      open[index]?.hours += part.hours
      open[index]?.energy += part.energy
    } else {
      close(index)
      open[index] = OpenEvent(
        start: part.start, end: end, hours: part.hours, energy: part.energy, cause: part.cause)
    }
    // Before the year begins nothing counts, but an event that runs into it began there.
    guard part.start >= 0 else { return }
    if open[index]?.hasMean == false {
      open[index]?.counted.hours += part.hours
      open[index]?.counted.energy += part.energy
    }
    present[index].shortHours += part.hours
    present[index].unserved += part.energy
    unservedByCause[index][part.cause] += part.energy
    losses[index].idle += part.energy * (model.classes[index].gpus?.perMegawatt ?? 0)
    if !monthHours[index].isEmpty { monthHours[index][part.month] += part.hours }
  }

  /// Adds work whose deadline has passed.
  mutating func lose(_ parcel: Backlog.Parcel, of index: Int) {
    let months = model.monthOfStep
    add(
      Shortfall(
        start: parcel.start, hours: parcel.hours, energy: parcel.energy, cause: parcel.cause,
        month: months.isEmpty ? 0 : months[model.position(parcel.step)]),
      of: index)
  }

  /// Adds time in which work of a class is stopped.
  mutating func interrupt(
    _ index: Int, _ power: Double, from start: Double, to end: Double, graceful: Bool
  ) {
    if let known = interruptions[index], start - known.end <= 1e-9 {
      interruptions[index]?.end = end
      interruptions[index]?.peak = max(known.peak, power)
    } else {
      closeInterruption(index)
      interruptions[index] = Interruption(
        start: start, end: end, peak: power, isGraceful: graceful)
    }
  }

  private mutating func close(_ index: Int) {
    defer { open[index] = nil }
    guard let event = open[index] else { return }
    if event.counted.hours > 0 { count(event, of: index) }
    guard event.start >= 0 else { return }
    present[index].events += 1
    durations[index].append(event.hours)
    let found = WorstEvent(
      year: firstYear + yearCount, startHour: event.start, hours: event.hours,
      unservedMWh: event.energy, cause: event.cause)
    WorstEvent.insert(found, into: &worst[index])
  }

  private mutating func count(_ event: OpenEvent, of index: Int) {
    present[index].meanHours += event.counted.hours
    present[index].meanEnergy += event.counted.energy
    if let cluster = clusters[index], event.start - cluster.end <= model.memory {
      clusters[index]?.end = event.end
      clusters[index]?.hours += event.counted.hours
      clusters[index]?.energy += event.counted.energy
    } else {
      closeCluster(index)
      clusters[index] = Cluster(
        end: event.end, hours: event.counted.hours, energy: event.counted.energy)
    }
  }

  private mutating func closeCluster(_ index: Int) {
    if let cluster = clusters[index] {
      sums[index].add(hours: cluster.hours, energy: cluster.energy)
    }
    clusters[index] = nil
  }

  private mutating func closeInterruption(_ index: Int) {
    defer { interruptions[index] = nil }
    guard let stop = interruptions[index], stop.start >= 0,
      let work = model.classes[index].gpus
    else { return }
    let gpus = work.perMegawatt * stop.peak
    let restart = work.restart.in(.hours)
    if stop.isGraceful {
      losses[index].graceful += gpus * (work.checkpoint.in(.hours) + restart)
    } else {
      losses[index].abrupt += gpus * (work.interval.in(.hours) / 2 + restart)
    }
  }

  /// Ends the year and makes ready for the next.
  mutating func closeYear() {
    for index in present.indices {
      close(index)
      closeCluster(index)
      closeInterruption(index)
      if let target = model.classes[index].target {
        for (month, short) in monthHours[index].enumerated() {
          if short > (1 - target) * model.monthHours[month] { missedMonths[index] += 1 }
          monthHours[index][month] = 0
        }
      }
    }
    compute?.closeYear()
    years += present
    for index in present.indices { present[index] = YearFigures() }
  }

  /// Takes in the years that follow.
  mutating func append(_ other: Tally) {
    years += other.years
    supply.add(other.supply)
    shares.add(other.shares)
    if let trace = other.compute { compute?.append(trace) }
    for index in durations.indices {
      durations[index] += other.durations[index]
      for cause in unservedByCause[index].indices {
        unservedByCause[index][cause] += other.unservedByCause[index][cause]
      }
      for event in other.worst[index] { WorstEvent.insert(event, into: &worst[index]) }
      sums[index].add(other.sums[index])
      missedMonths[index] += other.missedMonths[index]
      losses[index].idle += other.losses[index].idle
      losses[index].graceful += other.losses[index].graceful
      losses[index].abrupt += other.losses[index].abrupt
    }
  }
}

/// An event among the worst, with its cause by position.
struct WorstEvent: Sendable {
  static let kept = 10

  var year: Int
  var startHour: Double
  var hours: Double
  var unservedMWh: Double
  var cause: Int

  /// Keeps the ten of most energy; of equals, those of earlier years.
  static func insert(_ event: WorstEvent, into list: inout [WorstEvent]) {
    let place = list.firstIndex { $0.unservedMWh < event.unservedMWh } ?? list.count
    guard place < kept else { return }
    list.insert(event, at: place)
    if list.count > kept { list.removeLast() }
  }
}
