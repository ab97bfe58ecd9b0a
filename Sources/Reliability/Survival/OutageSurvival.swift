/// The chance that load is carried through an outage of the grid, by its length, over all steps in which it
/// may begin.
///
/// Exact but for the bins of stored energy: the chances of how many units are up and how full the storage is
/// are carried forward step by step, as in REopt's backup reliability (NREL/TP-7A40-83219). Units fail before
/// each step and are not repaired while the outage lasts; what they give beyond the load is stored. Without
/// failures nothing is left to chance, and stored energy is exact. Plain numbers in MW, MWh and hours.
public struct OutageSurvival: Sendable {
  /// Identical units that may fail.
  public struct Units: Sendable {
    /// How many there are.
    public var count: Int
    /// Power of one at each step; one value stands for all.
    public var output: [Double]
    /// Chance that one which is up is still up a step later.
    public var stays: Double
    /// Units at the beginning of an outage that run at each step, one value for all; the others must start.
    public var online: [Int]
    /// Chance that a unit is in service when the outage begins.
    public var readiness: Double
    /// Chance that a start fails.
    public var startFailure: Double
    /// Steps that its own fuel lasts; nil: as long as the outage.
    public var steps: Int?

    /// Units of one kind.
    public init(
      count: Int, output: [Double], stays: Double, online: [Int] = [.max], readiness: Double = 1,
      startFailure: Double = 0, steps: Int? = nil
    ) {
      self.count = count
      self.output = output
      self.stays = stays
      self.online = online
      self.readiness = readiness
      self.startFailure = startFailure
      self.steps = steps
    }
  }

  /// All storage as one.
  public struct Storage: Sendable {
    /// Power into it.
    public var chargingPower: Double
    /// Power out of it.
    public var power: Double
    /// Energy that it can hold above its floor.
    public var energy: Double
    /// Stored energy for each MWh taken from the bus.
    public var chargeEfficiency: Double
    /// Energy given to the bus for each stored MWh.
    public var dischargeEfficiency: Double
    /// Energy above the floor when an outage begins at each step; one value stands for all.
    public var initial: [Double]

    /// Storage of one kind.
    public init(
      chargingPower: Double, power: Double, energy: Double, chargeEfficiency: Double = 1,
      dischargeEfficiency: Double = 1, initial: [Double]
    ) {
      self.chargingPower = chargingPower
      self.power = power
      self.energy = energy
      self.chargeEfficiency = chargeEfficiency
      self.dischargeEfficiency = dischargeEfficiency
      self.initial = initial
    }
  }

  /// Load to be carried at each step, less what never fails.
  let need: [Double]
  let units: [Units]
  let storage: Storage?
  let stepHours: Double

  /// Steps of energy between empty and full, where failures leave it to chance; what lies between two counts
  /// as the lower.
  public static let bins = 400
  /// Most units of one kind that are counted as failed; more are counted as if nothing were carried.
  static let mostFailed = 12

  /// - Parameters:
  ///   - load: MW at each step of a year that recurs.
  ///   - certain: MW at each step of what never fails, such as the sun.
  public init(
    load: [Double], certain: [Double] = [0], units: [Units], storage: Storage?,
    stepHours: Double = 1
  ) {
    need = load.indices.map { load[$0] - certain[$0 % certain.count] }
    self.units = units.filter { $0.count > 0 }
    self.storage = storage
    self.stepHours = stepHours
  }

  /// The chance at each length from one step on, for an outage that begins at a step.
  public func chances(from start: Int, upTo length: Int) -> [Double] {
    units.contains { !isCertain($0, from: start) }
      ? StateWalk(self).chances(from: start, upTo: length)
      : certainLengths(from: start, upTo: length)
  }

  /// The mean over all steps in which an outage may begin, at each length from one step on.
  ///
  /// The year recurs, unless `wraps` is false: then an outage that reaches beyond its end is no outage of that
  /// length.
  public func curve(upTo length: Int, wraps: Bool = true) -> [Double] {
    var sums = [Double](repeating: 0, count: length)
    for start in need.indices {
      let most = wraps ? length : min(length, need.count - start)
      for (place, chance) in chances(from: start, upTo: most).enumerated() { sums[place] += chance }
    }
    return sums.enumerated().map { place, sum in
      sum / Double(wraps ? need.count : need.count - place)
    }
  }

  private func isCertain(_ units: Units, from start: Int) -> Bool {
    units.stays >= 1 && units.readiness >= 1
      && (units.startFailure <= 0 || units.online[start % units.online.count] >= units.count)
  }

  /// Without chance: carried or not, with energy to the last digit.
  private func certainLengths(from start: Int, upTo length: Int) -> [Double] {
    var stored = storage.map { $0.initial[start % $0.initial.count] } ?? 0
    var lengths = [Double](repeating: 0, count: length)
    for elapsed in 0..<length {
      let step = (start + elapsed) % need.count
      let given = units.reduce(0) { $0 + Double($1.count) * output(of: $1, at: step, elapsed) }
      guard let left = after(stored, short: need[step] - given) else { break }
      stored = left
      lengths[elapsed] = 1
    }
    return lengths
  }

  /// Power of one unit, while its fuel lasts.
  func output(of units: Units, at step: Int, _ elapsed: Int) -> Double {
    if let steps = units.steps, elapsed >= steps { return 0 }
    return units.output[step % units.output.count]
  }

  /// Stored energy after a step in which so much power is short, or beyond the load where negative; nil where
  /// it cannot be carried.
  func after(_ stored: Double, short: Double) -> Double? {
    // Below a millionth of a kW lie the traces of solvers.
    guard short > 1e-9 else {
      guard let storage else { return 0 }
      let taken = min(-short, storage.chargingPower) * storage.chargeEfficiency * stepHours
      return min(storage.energy, stored + max(0, taken))
    }
    guard let storage, short <= storage.power + 1e-9 else { return nil }
    let left = stored - short * stepHours / storage.dischargeEfficiency
    return left >= -1e-9 ? max(0, left) : nil
  }
}
