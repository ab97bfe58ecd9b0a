import SiteModel

/// `run.json`: what differs from one run to the next, times and memory among it.
struct RunDocument {
  let result: RunResult

  var bytes: [UInt8] {
    JSONValue.object([
      ("site", .text(result.site.name)), ("status", .text(result.plan.status.rawValue)),
      (
        "versions",
        .keyed(result.versions.map { ($0.part, .text($0.version)) })
      ),
      ("total_seconds", .number(result.totalSeconds)),
      ("peak_memory_mb", .number(result.peakMemoryMegabytes)),
      ("answered_by", result.answeredBy.map { record($0) } ?? .null),
      (
        "stages",
        .array(
          result.stages.map { stage in
            .object([
              ("name", .text(stage.name)), ("seconds", .number(stage.seconds)),
              ("tries", .array(stage.tries.map { record($0) })),
            ])
          })
      ),
      ("overrides", .texts(result.overrides)), ("warnings", .texts(result.warnings)),
    ]).document
  }

  private func record(_ attempt: RunResult.TryRecord) -> JSONValue {
    .object([
      ("program", .text(attempt.subject)), ("method", .text(attempt.method)),
      ("block_length", attempt.blockLength.map { .integer($0) } ?? .null),
      ("scaling", .text(attempt.scaling)), ("verdict", .text(attempt.verdict)),
      ("iterations", .integer(attempt.iterations)),
      ("primal_residual", .exact(attempt.primalResidual)),
      ("relative_gap", .exact(attempt.relativeGap)), ("seconds", .number(attempt.seconds)),
    ])
  }
}

extension RunResult {
  /// Wall time of all stages.
  var totalSeconds: Double { stages.reduce(0) { $0 + $1.seconds } }
}
