/// The longest that a shortage can last in the mean: what is left of an outage when stores are empty.
///
/// Of an outage with exponential length nothing but the mean is ever left. Of a log-normal one more is
/// left the longer it has lasted, and stores let only the long ones through: in the mean over all hours
/// t at which it may begin Σ E[(X − h(t))⁺] ÷ Σ P(X > h(t)), with h(t) the hours until the class is
/// short. Where one outage alone leaves no shortage, others are out with it, the largest first, so that
/// they are as few as can be; then the first repair ends the shortage. The others were met at a random
/// moment of their outages, of which more than x is left with the chance E[(Y − x)⁺] ÷ E[Y].
struct GreatestShortage {
  private let model: Model
  /// Beginnings of outages that are tried in a year, and hours that each is followed.
  private static let beginnings = 500
  private static let longest = 2000.0

  init(_ model: Model) { self.model = model }

  /// Hours; those of the year where nothing fails.
  func meanHours(of index: Int) -> Double {
    var greatest = 0.0
    var seen: Set<[Double]> = []
    for process in model.processes.sorted(by: { power($0) > power($1) }) {
      let key = [process.meanDown, process.lasting.survival(process.meanDown), power(process)]
      guard seen.insert(key).inserted else { continue }
      greatest = max(greatest, meanHours(of: process, index))
    }
    // A standby set in repair leaves no shortage by itself; a set that the plan has online does.
    for standby in model.standby where standby.lasting != nil && standby.fleet != nil {
      greatest = max(greatest, standby.meanDown)
    }
    return greatest > 0 ? greatest : model.horizon
  }

  /// MW that are out with a process, at most.
  private func power(_ process: Process) -> Double {
    process.units.reduce(0) { $0 + (model.weather.first?.greatestOutput[$1] ?? 0) }
      + process.stores.reduce(0) { $0 + model.stores[$1].power }
      + (process.blockOf.map { model.stores[$0].power / Double(model.stores[$0].blocks) } ?? 0)
  }

  private func meanHours(of process: Process, _ index: Int) -> Double {
    guard let weather = model.weather.first else { return process.meanDown }
    let lost = lossOfLoad(process, index, weather)
    let laws = [process.lasting] + lost.others.map(\.lasting)
    guard laws.contains(where: \.hasLongTail) else {
      return left(of: process, beside: lost.others, after: 0)
    }
    var greatest = left(of: process, beside: lost.others, after: 0)
    // Standby sets may carry the load from the start on, or not come at all.
    let tanks = model.standby.reduce(0) { $0 + ($1.tank ?? 0) }
    for extra in tanks > 0 ? [0, tanks] : [0] {
      var (whole, chance) = (0.0, 0.0)
      var known: [Int: Double] = [:]
      for begin in stride(from: 0, to: model.count, by: max(1, model.count / Self.beginnings)) {
        guard let hours = hoursCarried(from: begin, lost, index, weather, extra) else { continue }
        let share = process.lasting.survival(hours)
        let quarter = Int((4 * hours).rounded())
        let rest = known[quarter] ?? left(of: process, beside: lost.others, after: hours)
        known[quarter] = rest
        whole += share * rest
        chance += share
      }
      if chance > 1e-12 { greatest = max(greatest, whole / chance) }
    }
    return greatest
  }

  /// Hours until the first of some outages ends, one of which has lasted for a time, in the mean.
  private func left(of process: Process, beside others: [Process], after hours: Double) -> Double {
    let now = process.lasting.survival(hours)
    guard now > 1e-300 else { return 0 }
    guard !others.isEmpty else { return process.lasting.beyond(hours) / now }
    func chance(_ more: Double) -> Double {
      others.reduce(process.lasting.survival(hours + more) / now) { product, other in
        let before = other.lasting.beyond(hours)
        return before > 0 ? product * other.lasting.beyond(hours + more) / before : 0
      }
    }
    // ∫ P(all last x more) dx by the trapezoidal rule, whose steps grow: the chance is convex, so that
    // this errs on the safe side.
    var (sum, at, step, before) = (0.0, 0.0, process.meanDown / 200, 1.0)
    while before > 1e-9 {
      let next = chance(at + step)
      sum += step * (before + next) / 2
      (at, before) = (at + step, next)
      step *= 1.02
    }
    return sum
  }

  /// What is out: the units and stores of the process, and of others until some hour is short.
  private struct Loss {
    var units: Set<Int> = []
    var stores: Set<Int> = []
    var others: [Process] = []

    mutating func add(_ process: Process) {
      units.formUnion(process.units)
      stores.formUnion(process.stores)
    }
  }

  private func lossOfLoad(_ process: Process, _ index: Int, _ weather: Model.Weather) -> Loss {
    var loss = Loss()
    loss.add(process)
    for other in model.processes.sorted(by: { power($0) > power($1) }) {
      let isShort = (0..<model.count).contains {
        supply(at: $0, loss, weather) < load(at: $0, from: index, weather) - model.tolerance
      }
      if isShort { break }
      guard other.identity != process.identity else { continue }
      loss.add(other)
      loss.others.append(other)
    }
    return loss
  }

  private func supply(at step: Int, _ loss: Loss, _ weather: Model.Weather) -> Double {
    weather.supply[step] - loss.units.reduce(0) { $0 + weather.outputs[$1].value(at: step) }
  }

  /// Load of a class and of those that are shed after it.
  private func load(at step: Int, from index: Int, _ weather: Model.Weather) -> Double {
    weather.classLoads[index...].reduce(0) { $0 + $1.value(at: step) }
  }

  /// Hours from the beginning of an outage until the class is short; nil if it is carried for longer
  /// than is followed.
  private func hoursCarried(
    from begin: Int, _ loss: Loss, _ index: Int, _ weather: Model.Weather, _ extra: Double
  ) -> Double? {
    var (energy, power) = (extra, extra > 0 ? Double.infinity : 0)
    for (place, store) in model.stores.enumerated() where !loss.stores.contains(place) {
      energy += store.plan.value(at: begin) * store.yield
      power += store.power
    }
    var hours = 0.0
    while hours < Self.longest {
      let step = model.position(begin + Int(hours / model.hours))
      let supply = supply(at: step, loss, weather)
      // What may not go before the stores draws on them.
      let drawn = zip(model.classes, weather.classLoads).reduce(-supply) {
        $0 + (1 - $1.0.shedBeforeStores) * $1.1.value(at: step)
      }
      let taken = min(max(0, drawn), power)
      let lasts = taken > 0 ? energy / taken : .infinity
      let short = load(at: step, from: index, weather) - supply
      if short > model.tolerance, short > power + model.tolerance || lasts < model.hours {
        return hours + (short > power + model.tolerance ? 0 : lasts)
      }
      energy = max(0, energy - taken * model.hours)
      hours += model.hours
    }
    return nil
  }
}
