/// `run.json`: what differs from one run to the next, times and memory among it.
package struct RunDocument: JSONRecord {
  package var schemaVersion = 0
  package var site = ""
  package var status = ""
  package var versions = Keyed<String>()
  package var totalSeconds = 0.0
  package var peakMemory: Double?
  package var answeredBy: Attempt?
  package var stages: [Stage] = []
  package var shared: Keyed<Double>?
  package var overrides: [String] = []
  package var warnings: [String] = []

  package init() {}

  package static let fields: [Field<RunDocument>] = [
    .init("schema_version", \.schemaVersion, "version of this form", isNew: true),
    .init("site", \.site, "name of the site"),
    .init("status", \.status, "how good the answer is"),
    .init("versions", \.versions, "versions of the tool and its parts"),
    .init("total_seconds", \.totalSeconds, "wall time of all stages"),
    .init("peak_memory_mb", \.peakMemory, "greatest resident memory"),
    .init("answered_by", \.answeredBy, "the attempt that gave the plan"),
    .init("stages", \.stages, "programs solved on the way"),
    .init(ifAny: "uses", \.shared, "what the plan uses of what sites of a portfolio share"),
    .init("overrides", \.overrides, "keys that were set for this run"),
    .init("warnings", \.warnings, "findings about the input"),
  ]

  /// One program solved on the way.
  package struct Stage: JSONRecord {
    package var name = ""
    package var seconds = 0.0
    package var attempts: [Attempt] = []

    package init() {}

    package static let fields: [Field<Stage>] = [
      .init("name", \.name, "what was solved"), .init("seconds", \.seconds, "wall time"),
      .init("tries", \.attempts, "attempts, in order"),
    ]
  }

  /// One attempt at a program.
  package struct Attempt: JSONRecord {
    package var program = ""
    package var method = ""
    package var blockLength: Int?
    package var scaling = ""
    package var verdict = ""
    package var iterations = 0
    package var primalResidual = Exact(0)
    package var relativeGap = Exact(0)
    package var seconds = 0.0

    package init() {}

    package static let fields: [Field<Attempt>] = [
      .init("program", \.program, "whole, or without some components"),
      .init("method", \.method, "algorithm"),
      .init("block_length", \.blockLength, "steps in a block of a stretched program"),
      .init("scaling", \.scaling, "how the matrix was scaled"),
      .init("verdict", \.verdict, "what the solver believed"),
      .init("iterations", \.iterations, "iterations"),
      .init("primal_residual", \.primalResidual, "greatest relative violation of a row"),
      .init("relative_gap", \.relativeGap, "cost above the bound, over gross cost"),
      .init("seconds", \.seconds, "wall time"),
    ]
  }
}
