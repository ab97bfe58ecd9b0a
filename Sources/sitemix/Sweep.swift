import ArgumentParser
import ChildProcesses
import Foundation
import Reporting
import SiteFiles
import SiteModel

/// Options of commands that solve many variations of a site.
struct SweepOptions: ParsableArguments {
  @Option(name: .long, help: "Solves at a time; else one for each core.")
  var jobs: Int?

  @Option(name: .long, help: "Folder of results; one folder a site within it.")
  var out = "notebooks-out"

  @Flag(name: .long, help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must lie between 1 and 1024.")
    }
  }
}

/// Variations of one site, each solved by a child process and kept: what was interrupted goes on where
/// it was, as long as the inputs are the same.
struct Sweep {
  let site: Site
  let input: InputOptions
  let span: HorizonOptions
  let options: SweepOptions
  /// What the sweep is for, in the line of progress.
  let purpose: String

  /// From what the sweep's answers are made.
  var origin: AnswerOrigin {
    AnswerOrigin(site: site, overrides: input.overrides, horizon: span.horizon(of: site))
  }

  /// What a variation gave.
  enum Answer {
    case plan(PlanDocument)
    /// No plan: the status of `plan.json`.
    case noPlan(String)
    /// The inputs have findings.
    case findings(String)

    var record: PlanDocument? {
      if case .plan(let record) = self { return record }
      return nil
    }
  }

  /// Plans each variation; the answers in the order asked.
  func plans(_ variations: [[String]]) async throws -> [Answer] {
    try await outputs(variations.map(planCommand)).map(answer(to:))
  }

  /// The far ends of emissions or sizes; nil where none was certified.
  func extremes(_ questions: [[String]]) async throws -> [ExtremeCommand.Figures?] {
    try await outputs(questions.map(extremeCommand)).map(figures(of:))
  }

  /// A plan and a far end, side by side.
  func plan(_ variation: [String], beside question: [String]) async throws -> (
    Answer, ExtremeCommand.Figures?
  ) {
    let both = try await outputs([planCommand(variation), extremeCommand(question)])
    return (try answer(to: both[0]), try figures(of: both[1]))
  }

  private func planCommand(_ variation: [String]) -> [String] {
    ["optimise", site.name, "--json", "--print-only", "--no-remedies", "--cores", "1"] + variation
  }

  private func extremeCommand(_ question: [String]) -> [String] {
    ["extreme", site.name] + question
  }

  private func answer(to output: Output) throws -> Answer {
    switch output.status {
    case 0, 1: break
    case 2: return .findings(output.text)
    case 3: return .noPlan("stopped")
    default: return .noPlan("fault")
    }
    let record = try PlanDocument.read(
      Data(output.text.utf8), named: "plan.json of a variation", site.name
    ).plan
    return record.hasDispatch ? .plan(record) : .noPlan(record.status)
  }

  private func figures(of output: Output) throws -> ExtremeCommand.Figures? {
    guard output.status == 0 else { return nil }
    return try JSONDecoder().decode(ExtremeCommand.Figures?.self, from: Data(output.text.utf8))
  }

  private struct Output: Codable {
    let status: Int32
    let text: String
  }

  private var folder: String { "\(options.out)/.sweeps/\(site.name)" }

  private func outputs(_ asked: [[String]]) async throws -> [Output] {
    let own = ["--data", input.data] + input.arguments + span.arguments
    // What a question sets comes after what the whole sweep sets, and so holds.
    let commands = asked.map { Array($0.prefix(2)) + own + $0.dropFirst(2) }
    let places = commands.map { "\(folder)/\(identity(of: $0)).json" }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var known = places.map(read)
    // The same question is asked once.
    var first: [String: Int] = [:]
    for place in commands.indices.reversed() { first[places[place]] = place }
    let open = commands.indices.filter { known[$0] == nil && first[places[$0]] == $0 }
    let progress = options.quiet ? nil : ProgressLine(site: site.name)
    defer { progress?.finish() }
    Interrupt.listen()
    var done = commands.count - open.count
    var broken: Set<String> = []
    progress?.show(stage: "\(purpose), \(done) of \(commands.count)")
    let executable = try PortfolioDefaults.executable()
    var fault: (any Error)?
    _ = await ChildPool(jobs: options.jobs ?? ProcessInfo.processInfo.activeProcessorCount).run(
      open.map { Child(executable: executable, arguments: commands[$0]) }
    ) { moment in
      if case .ended(let place, let report) = moment {
        done += 1
        progress?.show(stage: "\(purpose), \(done) of \(commands.count)")
        do { try keep(report, at: places[open[place]], &broken) } catch { fault = error }
      }
      return Interrupt.isAsked || fault != nil ? .stop : .goOn
    }
    if let fault { throw fault }
    // A stop leaves some that never ran.
    guard !Interrupt.isAsked else { throw ExitStatus.stopped }
    known = places.map(read)
    return zip(known, places).map { output, place in
      output ?? Output(status: broken.contains(place) ? ExitStatus.fault.rawValue : 3, text: "")
    }
  }

  /// Writes what a child answered; what broke or was stopped is asked again next time.
  private func keep(_ report: ChildReport, at path: String, _ broken: inout Set<String>) throws {
    guard case .exited(let status) = report.end, [0, 1, 2].contains(status) else {
      if report.end != .exited(3), report.end != .interrupted {
        let said = report.error.text
        Terminal.reportError(said.isEmpty ? "fault: a solve ended with \(report.end)" : said)
        broken.insert(path)
      }
      return
    }
    let output = Output(status: status, text: status == 2 ? report.error.text : report.output.text)
    try JSONEncoder().encode(output).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  private func read(_ path: String) -> Output? {
    FileManager.default.contents(atPath: path)
      .flatMap { try? JSONDecoder().decode(Output.self, from: $0) }
  }

  /// Names the question by everything that its answer depends on.
  private func identity(of command: [String]) -> String {
    let inputs = site.inputs.flatMap { [$0.path, $0.sha256] }
    let all = [Sitemix.version, Sitemix.build] + inputs + command
    return String(Digest.sha256(of: Array(all.joined(separator: "\u{0}").utf8)).prefix(24))
  }
}
