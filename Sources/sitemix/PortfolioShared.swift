import ArgumentParser
import Components
import Formulation
import Foundation
import LinearProgramming
import Planning
import Portfolio
import Reporting
import SiteFiles
import SiteModel
import Solvers
import Solving
import Tabular

/// What sites share: the options of `sitemix portfolio` for its optimum.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "YAML file of what all sites share: equipment, capital, emissions, modules, groups.")
  var limits: String?

  @Option(
    name: .long,
    help: "With --limits: relative gap between cost and bound at which rounds of prices end.")
  var gap = 1e-4

  @Flag(
    name: .long,
    help: "With --limits: also solve all sites as one program, as a check (up to about six sites).")
  var joined = false

  func validate() throws {
    if joined, limits == nil { throw ValidationError("--joined means nothing without --limits") }
    guard (1e-7...0.1).contains(gap) else {
      throw ValidationError("--gap must lie between 0.0000001 and 0.1, such as 0.0001 for 0.01 %.")
    }
  }

  /// The limits, or their findings with exit status 2.
  func read() throws -> PortfolioLimits? {
    guard let limits else { return nil }
    do throws(Findings) {
      return try PortfolioLimits.read(limits)
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
  }
}

/// The optimum of a portfolio whose sites share limits, told round by round.
struct PortfolioShared {
  let plan: PortfolioPlan
  let folder: PortfolioFolder
  let jobs: Int
  let force: Bool
  let slurm: SlurmOptions?
  /// What the joined program is solved with; nil: it is not.
  let joined: HorizonOptions?

  /// Solves rounds and plans, and writes all tables; ends with the status of what came out.
  func run(_ limits: PortfolioLimits, gap: Double) async throws {
    guard plan.tasks.allSatisfy({ $0.findings == nil }) else { throw ExitStatus.findings }
    guard
      let solver = SolverRegistry.standard.strategies.flatMap(\.solvers).first(where: {
        $0.capabilities.isSuperset(of: [.simplex, .interiorPoint])
      })
    else {
      Terminal.reportError("fault: no solver of small programs is built in")
      throw ExitStatus.fault
    }
    if force { folder.forgetRounds() }
    do {
      let optimum = try await PortfolioOptimum(
        plan, limits, in: folder, gap: gap, jobs: jobs, solver: solver)
      let (last, document) = try await optimum.run(
        solve, join: joined.map { span in { try await join($0, $1, span) } })
      try await PortfolioCollect.collect(last, folder, jobs: jobs) { print(document.statement) }
    } catch let findings as Findings {
      Terminal.reportError(findings.text)
      throw ExitStatus.findings
    } catch let failure as PortfolioFolder.Failure {
      Terminal.reportError(failure.description)
      throw ExitStatus.fault
    } catch let stop as PortfolioOptimum.Stop {
      try end(stop)
    }
  }

  /// Solves all sites as one program.
  private func join(
    _ sites: [(name: String, site: Site)], _ links: [PortfolioOptimum.SharedLimit],
    _ span: HorizonOptions
  ) async throws -> (cost: Double, bound: Double) {
    guard let first = sites.first?.site, sites.allSatisfy({ $0.site.planningHorizon == nil }) else {
      throw ValidationError("--joined joins sites of a year that recurs, not of several years.")
    }
    let program = PortfolioProgram(
      sites.map { ($0.name, $0.site, span.horizon(of: $0.site)) },
      links.map {
        PortfolioProgram.Link(
          term: $0.term, limit: $0.limit, isExact: $0.isExact, members: $0.members)
      })
    let answer = try await PlanningRun.watched(first, by: span.solver) { planner in
      try planner.joined(program)
    }
    guard let certificate = answer?.certificate else {
      throw PortfolioOptimum.Stop.fault("the joined program has no answer: leave out --joined")
    }
    return (1000 * certificate.objective, 1000 * certificate.lowerBound)
  }

  private func end(_ stop: PortfolioOptimum.Stop) throws {
    switch stop {
    case .unfinished(let text):
      Terminal.reportError("\(text)\nthe round is not complete: run it again to go on")
      throw ExitStatus.stopped
    case .noPlan(let lines):
      Terminal.reportError("no plan of the portfolio:\n" + lines.joined(separator: "\n"))
      throw ExitStatus.noPlan
    case .fault(let text):
      Terminal.reportError("fault: \(text)")
      throw ExitStatus.fault
    }
  }

  /// Solves what is open of a round, on this machine or on a cluster.
  private func solve(_ plan: PortfolioPlan, _ folder: PortfolioFolder, _ name: String) async throws
  {
    let open = plan.tasks.indices.filter { !folder.isAnswered(plan.tasks[$0]) }
    Terminal.reportError("\(name): \(open.count) of \(plan.tasks.count) sites to solve")
    if let slurm { return try await slurm.solve(open, folder) }
    _ = try await PortfolioLocal(plan: plan, folder: folder, tellsAll: false)
      .solve(open.map { plan.tasks[$0] }, jobs: jobs)
    guard !Interrupt.isAsked else {
      Terminal.reportError("stopped. Run it again to go on.")
      throw ExitStatus.stopped
    }
  }
}
