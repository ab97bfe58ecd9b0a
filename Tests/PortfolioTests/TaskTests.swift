import Foundation
import Portfolio
import SiteFiles
import Testing

/// Tasks of a portfolio on any cluster.
@Suite("tasks of a portfolio")
struct TaskTests {
  @Test(
    "the task is read from the variable of each scheduler, counted as it counts",
    arguments: [
      ("SLURM_ARRAY_TASK_ID", "0", 0), ("AWS_BATCH_JOB_ARRAY_INDEX", "7", 7),
      ("JOB_COMPLETION_INDEX", "7", 7), ("BATCH_TASK_INDEX", "9999", 9999),
      ("PBS_ARRAY_INDEX", "3", 3), ("LSB_JOBINDEX", "1", 0), ("SGE_TASK_ID", "24", 23),
    ])
  func variables(name: String, text: String, offset: Int) throws {
    #expect(try TaskIndex(environment: [name: text, "HOME": "/"]).offset == offset)
  }

  @Test("a job that is no array names no task, and what cannot be a number is told")
  func refused() throws {
    for environment in [
      [:], ["SGE_TASK_ID": "undefined"], ["LSB_JOBINDEX": "0"], ["PBS_ARRAY_INDEX": ""],
    ] {
      #expect(throws: TaskIndex.Failure.none) { try TaskIndex(environment: environment) }
    }
    for (name, text) in [("SLURM_ARRAY_TASK_ID", "x"), ("JOB_COMPLETION_INDEX", "-1")] {
      #expect(throws: TaskIndex.Failure.self) { try TaskIndex(environment: [name: text]) }
    }
    // LSF that is started within Slurm: the same task, or a contradiction.
    let both = ["SLURM_ARRAY_TASK_ID": "4", "LSB_JOBINDEX": "5"]
    #expect(try TaskIndex(environment: both).offset == 4)
    #expect(throws: TaskIndex.Failure.self) {
      try TaskIndex(environment: both.merging(["LSB_JOBINDEX": "4"]) { $1 })
    }
    for variable in TaskIndex.variables {
      #expect(TaskIndex.Failure.none.description.contains(variable.name))
    }
  }

  @Test("a cluster tries again what may go better, and nothing else")
  func statuses() {
    let byStatus = Dictionary(
      grouping: PortfolioRecord.Status.allCases, by: \.taskExitStatus)
    #expect(byStatus[75].map(Set.init) == [.crashed, .timedOut, .outOfMemory, .fault])
    #expect(byStatus[2] == [.findings])
    #expect(byStatus[3] == [.stopped])
    #expect(byStatus[0]?.allSatisfy(\.isAnswer) == true)
    #expect(byStatus.count == 4)
  }

  @Test("the list has a position a line, and says how to run it")
  func list() throws {
    let place = try Place()
    let list = TaskList(folder: place.folder, executable: "/opt/it's/sitemix")
    try list.write([0, 3, 11])
    #expect((0..<4).map { TaskList.position($0, in: list.file) } == [0, 3, 11, nil])
    #expect(TaskList.position(0, in: place.path + "/none") == nil)
    let text = list.instructions(3)
    #expect(text.contains("3 tasks"))
    #expect(text.contains("'/opt/it'\\''s/sitemix' portfolio-task --out '\(place.path)'"))
    for variable in TaskIndex.variables { #expect(text.contains(variable.name)) }
    #expect(text.contains("portfolio-collect"))
    #expect(list.instructions(0).contains("nothing is left to solve"))
  }

  private func container(_ name: String) throws -> String {
    try String(contentsOfFile: "\(Place.data)/containers/\(name)", encoding: .utf8)
  }

  /// Fields of batch/v1 that the job needs: Kubernetes refuses FailIndex without backoffLimitPerIndex, and
  /// a pod failure policy without restartPolicy Never.
  @Test("the Kubernetes job is indexed, retries by the statuses of a task, and runs one")
  func kubernetes() throws {
    let lines = try container("kubernetes-job.yaml").split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.hasPrefix("#") }
    for line in [
      "apiVersion: batch/v1", "kind: Job", "completionMode: Indexed", "backoffLimitPerIndex: 3",
      "- action: FailIndex", "containerName: sitemix", "operator: In", "restartPolicy: Never",
      "- name: sitemix", "- type: DisruptionTarget",
    ] { #expect(lines.contains(line), "\(line)") }
    let values = try #require(lines.first { $0.hasPrefix("values: ") })
    let statuses = values.matches(of: /\d+/).compactMap { Int32($0.output) }
    let never = Set(PortfolioRecord.Status.allCases.map(\.taskExitStatus)).subtracting([0, 75])
    #expect(Set(statuses) == never.union([64]))
    let arguments = try #require(lines.first { $0.hasPrefix("args: ") })
    #expect(arguments.contains("[portfolio-task, --out, "))
    #expect(arguments.contains("/.portfolio/tasks/positions]"))
  }

  @Test("the AWS Batch job definition is JSON of its schema, and retries 75")
  func awsBatch() throws {
    let job = try JSONDecoder().decode(
      JobDefinition.self, from: Data(try container("aws-batch-job.json").utf8))
    #expect(job.type == "container")
    #expect(job.containerProperties.command.first == "portfolio-task")
    #expect(Set(job.containerProperties.resourceRequirements.map(\.type)) == ["VCPU", "MEMORY"])
    #expect((1...10).contains(job.retryStrategy.attempts))
    let rules = job.retryStrategy.evaluateOnExit
    // At most five; the first that fits decides, and the last fits all.
    #expect(rules.count <= 5)
    #expect(rules.first == .init(onExitCode: "75", action: "RETRY"))
    #expect(rules.last == .init(onReason: "*", action: "EXIT"))
    for rule in rules { #expect(["RETRY", "EXIT"].contains(rule.action)) }
  }

  /// RegisterJobDefinition of AWS Batch, as far as it is used.
  private struct JobDefinition: Decodable {
    let jobDefinitionName: String
    let type: String
    let containerProperties: Properties
    let retryStrategy: Strategy

    struct Properties: Decodable {
      let image: String
      let command: [String]
      let resourceRequirements: [Requirement]
    }

    struct Requirement: Decodable {
      let type: String
      let value: String
    }

    struct Strategy: Decodable {
      let attempts: Int
      let evaluateOnExit: [Rule]
    }

    struct Rule: Decodable, Equatable {
      var onExitCode: String?
      var onReason: String?
      var onStatusReason: String?
      var action: String
    }
  }
}
