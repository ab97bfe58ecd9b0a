import ArgumentParser
import Foundation
import GLPKSolver
import LinearProgramming
import Planning
import Reporting
import SiteFiles
import SiteModel

/// One site planned, with everything that is told about it.
struct PlanningRun {
  private let site: Site
  private let result: Planner.Result
  private let solver: GLPKSolver

  /// Plans a site, with progress on a terminal; Ctrl-C ends with exit status 3.
  static func plan(
    _ site: Site, over horizon: Horizon, overrides: [String], warnings: [Finding],
    certificateFiles: String?, quiet: Bool
  ) throws -> RunResult {
    let solver = GLPKSolver()
    let progress = ProgressLine(site: site.name, isOn: !quiet)
    Interrupt.listen()
    let watch = Watch { state in
      progress.show(stage: state.stage, iteration: state.iteration, gap: state.gap)
      return Interrupt.isAsked ? .stop : .goOn
    }
    defer { progress.finish() }
    let result: Planner.Result
    do throws(PlanningStop) {
      result = try Planner(solver: solver, watch: watch).plan(site, over: horizon)
    } catch {
      progress.finish()
      Terminal.complain("stopped before there was an answer; earlier results are as they were")
      throw ExitCode(3)
    }
    if let certificateFiles {
      try CertificateFiles(in: certificateFiles).write(result.program, result.answer)
    }
    return PlanningRun(site: site, result: result, solver: solver)
      .report(overrides: overrides, warnings: warnings)
  }

  private func report(overrides: [String], warnings: [Finding]) -> RunResult {
    let program = result.program
    let accepted = result.answer?.tries.last
    var report = RunResult(
      site: site, plan: result.plan, certificate: certificate,
      program: .init(
        rows: program.rows.count, columns: program.columns.count,
        nonzeros: program.coefficient.count),
      solver: .init(
        name: solver.name, version: solver.version, method: accepted?.method ?? "none",
        iterations: accepted?.iterations ?? 0))
    report.countGap = result.countGap
    report.peakMemoryMegabytes = ProcessMemory.peakMegabytes
    report.answeredBy = accepted.map(record)
    report.stages = result.stages.map { stage in
      RunResult.Stage(
        name: stage.name, seconds: stage.secondsToBuild + stage.secondsToSolve,
        tries: stage.tries.map(record))
    }
    report.versions = [
      .init(part: "sitemix", version: Sitemix.version),
      .init(part: solver.name, version: solver.version),
    ]
    report.overrides = overrides
    report.warnings = warnings.map(\.text)
    return report
  }

  private func record(_ attempt: Ladder.Try) -> RunResult.TryRecord {
    RunResult.TryRecord(
      method: attempt.method, blockLength: attempt.blockLength, scaling: attempt.scaling,
      verdict: attempt.verdict, iterations: attempt.iterations,
      primalResidual: attempt.primalResidual, relativeGap: attempt.relativeGap,
      seconds: attempt.seconds)
  }

  private var certificate: RunResult.CertificateFigures? {
    result.answer.map { answer in
      let certificate = answer.certificate
      return RunResult.CertificateFigures(
        objective: certificate.objective * 1000, lowerBound: certificate.lowerBound * 1000,
        primalResidual: certificate.primalResidual, dualResidual: certificate.dualResidual,
        relativeGap: certificate.relativeGap, passed: certificate.passed)
    }
  }
}
