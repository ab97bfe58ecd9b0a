import ArgumentParser
import Foundation
import Planning
import Reporting
import SiteFiles
import SiteModel
import Tabular
import Synchronization

/// What a question of a sweep gave: the exit status of its command, and `plan.json` or the findings.
struct SweepOutput: Codable {
  let status: Int32
  let text: String

  /// Plans in this process, as the command `optimise` would, and keeps what was solved on the way.
  static func plan(
    _ asked: Optimise, knowing known: SolvedPoints
  ) async -> (SweepOutput, SolvedPoints) {
    var solved = SolvedPoints()
    let output = await output {
      var (site, warnings) = try asked.input.site(named: asked.site ?? "")
      if let gap = asked.gap { site.mipGapAim = gap }
      let horizon = asked.span.horizon(of: site)
      if let years = site.planningHorizon {
        let plan = try await HorizonRun(
          site: site, horizon: years, steps: horizon,
          questions: .init(quiet: true, solver: asked.span.solver, cores: asked.child.cores),
          overrides: asked.input.overrides, warnings: warnings
        ).relaxed()
        return SweepOutput(status: ExitCode.success.rawValue, text: plan.text)
      }
      var questions = try asked.questions(knowing: known)
      questions.quiet = true
      let run = try await PlanningRun.run(site, over: horizon, questions)
      solved = run.result.solved
      let result = run.report(overrides: asked.input.overrides, warnings: warnings)
      try Results.check(result)
      let status = Results.status(of: result)
      return SweepOutput(status: status.rawValue, text: PlanDocument(result).text)
    }
    return (output, solved)
  }

  /// Finds a far end in this process, as the command `extreme` would.
  static func extreme(_ asked: ExtremeCommand) async -> SweepOutput {
    await output { SweepOutput(status: 0, text: try await asked.text()) }
  }

  private static func output(_ body: () async throws -> SweepOutput) async -> SweepOutput {
    do {
      return try await body()
    } catch let findings as Findings {
      return SweepOutput(status: ExitStatus.findings.rawValue, text: findings.text)
    } catch let status as ExitCode {
      return SweepOutput(status: status.rawValue, text: "")
    } catch {
      Terminal.reportError("fault: \(error)")
      return SweepOutput(status: ExitStatus.fault.rawValue, text: "")
    }
  }
}

/// Answers kept in a folder, so that what was interrupted goes on where it was.
struct SweepStore {
  let site: Site
  let folder: String

  func prepare() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// The file of a question, named by everything that its answer depends on.
  func place(of words: [String]) -> String {
    let inputs = site.inputs.flatMap { [$0.path, $0.sha256] }
    let all = [Sitemix.version, Sitemix.build] + inputs + words
    let name = Digest.sha256(of: Array(all.joined(separator: "\u{0}").utf8))
    return "\(folder)/\(name.prefix(24)).json"
  }

  /// What broke or was stopped is asked again next time.
  func keep(_ output: SweepOutput, at path: String) throws {
    guard [0, 1, 2].contains(output.status) else { return }
    try JSONEncoder().encode(output).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  func read(_ path: String) -> SweepOutput? {
    FileManager.default.contents(atPath: path)
      .flatMap { try? JSONDecoder().decode(SweepOutput.self, from: $0) }
  }
}

/// What the questions of this run have solved.
final class SolvedQuestions: Sendable {
  private let points = Mutex<[String: SolvedPoints]>([:])

  subscript(place: String) -> SolvedPoints? {
    get { points.withLock { $0[place] } }
    set { points.withLock { $0[place] = newValue } }
  }

  func has(_ place: String) -> Bool { points.withLock { $0[place] != nil } }

  /// Lets go of all but these: each takes as much memory as a few programs.
  func keep(_ places: Set<String>) {
    points.withLock { points in points = points.filter { places.contains($0.key) } }
  }
}
