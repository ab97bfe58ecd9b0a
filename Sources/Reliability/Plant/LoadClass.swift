public import Units

/// One class of load and what may be done to it when power is short.
public struct LoadClass: Sendable, Equatable {
  /// Work that may be done later: it counts as unserved only if its deadline passes.
  public struct Deferral: Sendable, Equatable {
    /// How long work may wait.
    public var deadline: TimeSpan
    /// Power above the planned load at which waiting work is done.
    public var catchUp: Power

    /// Deferrable work.
    public init(deadline: TimeSpan, catchUp: Power) {
      self.deadline = deadline
      self.catchUp = catchUp
    }
  }

  /// What an interruption costs in GPU-hours (Young 1974, Daly 2006).
  public struct GPUWork: Sendable, Equatable {
    /// GPUs behind each MW of load.
    public var perMegawatt: Double
    /// Time to write a checkpoint; a shortfall foreseen this long is graceful.
    public var checkpoint: TimeSpan
    /// Time between checkpoints: an abrupt stop loses half of it.
    public var interval: TimeSpan
    /// Time to start again.
    public var restart: TimeSpan

    /// The work of a class.
    public init(perMegawatt: Double, checkpoint: TimeSpan, interval: TimeSpan, restart: TimeSpan) {
      self.perMegawatt = perMegawatt
      self.checkpoint = checkpoint
      self.interval = interval
      self.restart = restart
    }
  }

  /// Unique within the plant.
  public var name: String
  /// Load that the plan serves.
  public var load: Profile
  /// Promised availability, such as 0.9999; nil: none. By time, or for deferrable work by energy.
  public var target: Double?
  /// Share of the load that is shed before stores are drawn on: what lies above the idle floor of
  /// interruptible work.
  public var shedBeforeStores: Double
  /// Whether its work may be done later; nil: not.
  public var deferral: Deferral?
  /// What an interruption costs; nil: not counted.
  public var gpus: GPUWork?

  /// A class of load.
  public init(
    name: String, load: Profile, target: Double? = nil, shedBeforeStores: Double = 0,
    deferral: Deferral? = nil, gpus: GPUWork? = nil
  ) {
    self.name = name
    self.load = load
    self.target = target
    self.shedBeforeStores = shedBeforeStores
    self.deferral = deferral
    self.gpus = gpus
  }
}
