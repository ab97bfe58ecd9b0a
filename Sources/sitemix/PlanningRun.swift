import ArgumentParser
import Foundation
import LinearProgramming
import Planning
import Reliability
import Reporting
import SiteFiles
import SiteModel
import Solving
import Tabular

/// One site planned, with everything that is told about it.
struct PlanningRun {
  /// The site as it was planned, with what its promises of uptime raised.
  let leveredSite: Site
  let result: Planner.Result
  private let site: Site
  private let uptime: UptimeResult?
  private let strategy: SolveStrategy

  private init(
    leveredSite: Site, result: Planner.Result, site: Site, uptime: UptimeResult?,
    strategy: SolveStrategy
  ) {
    self.leveredSite = leveredSite
    self.result = result
    self.site = site
    self.uptime = uptime
    self.strategy = strategy
  }

  /// A plan that was made otherwise, to be reported on.
  init(of site: Site, _ result: Planner.Result, by strategy: SolveStrategy) {
    self.init(leveredSite: site, result: result, site: site, uptime: nil, strategy: strategy)
  }

  /// What is asked beside the plan.
  struct Questions {
    /// What a tenth of the shortage would cost.
    var oneMoreNine = false
    /// Without a plan: what would remedy it.
    var remedies = true
    /// What a single source would cost.
    var comparisons = true
    /// Sizes to plan within, by `component.size`, beside the site's own limits.
    var limits: [String: ClosedRange<Double>] = [:]
    var quiet = false
    var solver = SolveStrategy.usual
    /// Cores to use; nil: all.
    var cores: Int?
    /// What like sites have given.
    var solved = SolvedPoints()
  }

  /// Plans a site and reports on it, with progress on a terminal.
  static func plan(
    _ site: Site, over horizon: Horizon, overrides: [String], warnings: [Finding],
    certificateFiles: String?, _ questions: Questions
  ) async throws -> RunResult {
    let run = try await run(site, over: horizon, questions)
    if let certificateFiles {
      try CertificateFiles(in: certificateFiles, scenario: site.scenario)
        .write(run.result.program, run.result.answer)
    }
    return run.report(overrides: overrides, warnings: warnings)
  }

  /// Plans a site.
  static func run(
    _ site: Site, over horizon: Horizon, _ questions: Questions = Questions()
  ) async throws -> PlanningRun {
    try await watched(site, by: questions.solver, on: questions.cores, quiet: questions.quiet) {
      planner in
      var (result, uptime): (Planner.Result, UptimeResult?)
      var planned = site
      if site.promisesUptime {
        var loop = UptimeLoop(
          planner: planner, site: site, horizon: horizon, knowing: questions.solved)
        (result, uptime) = try await promise(
          &loop, planner, site, horizon, oneMoreNine: questions.oneMoreNine)
        planned = loop.leveredSite
      } else {
        result = try planner.plan(
          site, over: horizon, limits: questions.limits, knowing: questions.solved,
          comparisons: questions.comparisons)
        uptime = nil
      }
      if result.plan.status != .uncertified {
        var rule = RiskRule(
          planner: planner, site: planned, horizon: horizon, limits: questions.limits,
          tries: questions.comparisons)
        result = try await rule.applied(to: result)
        if let before = uptime?.verdict, result.plan.expectedLoss?.held.isEmpty == false {
          let verdict = try await UptimeLoop.certify(
            result.plan, of: site, years: before.outcome.years, seed: before.outcome.seed)
          uptime?.verdict = verdict
          if verdict.decision != .pass { result.plan.status = .uncertified }
        }
      }
      if questions.remedies {
        var whyNot = WhyNot(planner: planner, site: site, horizon: horizon)
        result = try whyNot.explained(result)
      }
      return PlanningRun(
        leveredSite: planned, result: result, site: site, uptime: uptime,
        strategy: questions.solver)
    }
  }

  /// Runs what needs a planner, with progress on a terminal; says why it ended early, if it did.
  static func watched<Answer>(
    _ site: Site, by strategy: SolveStrategy, on cores: Int? = nil, quiet: Bool = false,
    _ body: (Planner) async throws -> Answer
  ) async throws -> Answer {
    let progress = ProgressLine(site: site.name, isOn: !quiet)
    let monitor = ProgressMonitor { state in
      progress.show(stage: state.stage, iteration: state.iteration, gap: state.gap)
      return .goOn
    } faults: { fault in
      // A plan only has an attempt that came to nothing; who limited this process's memory is to know why.
      if fault.isOfMemory { Terminal.reportError(fault.description) }
    }
    defer { progress.finish() }
    do {
      return try await body(
        Planner(
          strategy: strategy, monitor: monitor,
          cores: cores ?? ProcessInfo.processInfo.activeProcessorCount))
    } catch let unsound as UnsoundPlant {
      progress.finish()
      UptimeCertificate.reportError(of: unsound)
      throw ExitStatus.findings
    } catch is PlanningStop {
      progress.finish()
      Terminal.reportError("stopped before there was an answer; earlier results are as they were")
      throw ExitStatus.stopped
    }
  }

  /// A plan that keeps the site's promises, and what the next nine would cost beside it.
  private static func promise(
    _ loop: inout UptimeLoop, _ planner: Planner, _ site: Site, _ horizon: Horizon,
    oneMoreNine: Bool
  ) async throws -> (planned: Planner.Result, uptime: UptimeResult?) {
    var found = try await loop.run()
    guard let verdict = found.verdict else { return (found.planned, nil) }
    var next: UptimeResult.LoopFigures.OneMoreNine?
    if oneMoreNine, verdict.decision == .pass {
      var strict = UptimeLoop(planner: planner, site: site, horizon: horizon, strictness: 0.1)
      let stricter = try await strict.run()
      let target = 1 - (1 - (verdict.outcome.classes.compactMap(\.target).max() ?? 0)) / 10
      next = .init(target: target, obstacle: stricter.obstacle)
      if stricter.verdict?.decision == .pass, let cost = stricter.cost, let before = found.cost {
        next?.cost = 1000 * max(0, cost - before)
        if cost < before {
          found = try await UptimeLoop.keeping(stricter, insteadOf: found, in: site)
          loop = strict
        }
      }
    }
    let figures = UptimeResult.LoopFigures(
      steps: found.steps.map {
        .init(
          change: $0.change, objective: $0.objective.map { 1000 * $0 },
          shareOfAllowed: $0.shareOfAllowed)
      }, oneMoreNine: next)
    let shown = found.verdict ?? verdict
    return (
      found.planned,
      UptimeResult(verdict: shown, site: site, loop: figures, obstacle: found.obstacle)
    )
  }

  /// What the files of results tell of it.
  func report(overrides: [String], warnings: [Finding]) -> RunResult {
    let program = result.program
    let accepted = result.answer?.answeredBy
    let solver = strategy.solvers.last { accepted == nil || $0.name == accepted?.solver }
    var report = RunResult(
      site: site, plan: result.plan, certificate: certificate,
      program: .init(
        rows: program.rows.count, columns: program.columns.count,
        nonzeros: program.coefficient.count),
      solver: .init(
        name: solver?.name ?? "none", version: solver?.version ?? "",
        method: accepted?.method ?? "none", iterations: accepted?.iterations ?? 0))
    report.peakMemoryMegabytes = ProcessMemory.peakMegabytes
    report.answeredBy = accepted.map(Self.record)
    report.stages = result.stages.map(Self.record)
    report.versions = [.init(part: "sitemix", version: Sitemix.version)]
    report.versions += strategy.solvers.map { .init(part: $0.name, version: $0.version) }
    report.overrides = overrides
    report.warnings = warnings.map(\.text) + report.eligibilityWarnings
    report.uptime = uptime
    return report
  }

  static func record(_ stage: Planner.Stage) -> RunResult.Stage {
    RunResult.Stage(
      name: stage.name, seconds: stage.secondsToBuild + stage.secondsToSolve,
      attempts: stage.attempts.map(record))
  }

  static func record(_ attempt: SolveAttempt.Record) -> RunResult.AttemptRecord {
    RunResult.AttemptRecord(
      subject: attempt.subject.words, method: attempt.method, blockLength: attempt.blockLength,
      scaling: attempt.scaling,
      verdict: attempt.verdict, iterations: attempt.iterations,
      primalResidual: attempt.primalResidual, relativeGap: attempt.relativeGap,
      seconds: attempt.seconds)
  }

  private var certificate: RunResult.CertificateFigures? {
    result.answer.map { Self.figures(of: $0.certificate) }
  }

  static func figures(of certificate: Certificate) -> RunResult.CertificateFigures {
    RunResult.CertificateFigures(
      objective: certificate.objective * 1000, lowerBound: certificate.lowerBound * 1000,
      primalResidual: certificate.primalResidual, dualResidual: certificate.dualResidual,
      relativeGap: certificate.relativeGap, passed: certificate.passed)
  }
}
