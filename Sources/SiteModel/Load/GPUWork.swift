package import Units

/// What an interruption costs a class in GPU-hours, as the site states it.
package struct GPUWork: Sendable, Equatable {
  /// GPUs behind each MW of facility load.
  package let perMegawatt: Double
  package let checkpoint: TimeSpan
  package let interval: TimeSpan
  package let restart: TimeSpan

  static let powerKey = Parameter<PowerDimension>(
    "facility_kw_per_gpu", .kilowatts, 0.05...50, .optional,
    "facility power of one GPU with its cooling, so that shortages are told in GPU-hours")
  static let checkpointKey = Parameter<TimeDimension>(
    "checkpoint_minutes", .minutes, 0...240, .optional,
    "time to write a checkpoint: a stop foreseen this long is graceful")
  static let intervalKey = Parameter<TimeDimension>(
    "checkpoint_interval_minutes", .minutes, 0...1440, .optional,
    "time between checkpoints: an abrupt stop loses half of it; 0 where work keeps no state")
  static let restartKey = Parameter<TimeDimension>(
    "restart_minutes", .minutes, 0...1440, .optional, "time to work again once power is back")

  /// Keys of a class.
  static let classKeys = [checkpointKey, intervalKey, restartKey]

  /// The work of a class; nil unless it states all of its times.
  init?(_ values: ParameterValues, each power: Power?) {
    guard let power, let checkpoint = values.optional(Self.checkpointKey),
      let interval = values.optional(Self.intervalKey),
      let restart = values.optional(Self.restartKey)
    else { return nil }
    perMegawatt = 1 / power.in(.megawatts)
    self.checkpoint = checkpoint
    self.interval = interval
    self.restart = restart
  }

  /// Times without the power of a GPU, or some of the times alone.
  static func problems(in record: NamedValues, each power: Power?) -> [ParameterProblem] {
    let missing = classKeys.filter { record.values.optional($0) == nil }.map(\.key)
    guard let given = classKeys.first(where: { !missing.contains($0.key) })?.key else { return [] }
    if !missing.isEmpty {
      return [
        ParameterProblem(
          key: given, record: record.name,
          message: "what an interruption costs in GPU-hours is not given completely",
          help: "write \(missing.joined(separator: ", ")), or leave \(given) out")
      ]
    }
    guard power == nil else { return [] }
    return [
      ParameterProblem(
        key: given, record: record.name, message: "GPU-hours need the power of one GPU",
        help: "write \(powerKey.key) beside the modules, or leave out "
          + classKeys.map(\.key).joined(separator: ", "))
    ]
  }
}
