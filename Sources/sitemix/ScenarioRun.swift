import Formulation
import Planning
import Reporting
import SiteFiles
import SiteModel
import Solving
import Tabular

/// A site planned for several versions of the world, with everything that is told about it.
struct ScenarioRun {
  let scenarios: SiteScenarios
  /// What all of them share.
  let sizes: SharedSizes
  let steps: Horizon
  let questions: PlanningRun.Questions
  let overrides: [String]

  /// Ends with exit status 2 where scenarios differ in what they must share.
  init(
    _ scenarios: SiteScenarios, steps: Horizon, questions: PlanningRun.Questions,
    overrides: [String]
  ) throws {
    self.scenarios = scenarios
    self.steps = steps
    self.questions = questions
    self.overrides = overrides
    let names = scenarios.together.members.map(\.name)
    sizes = SharedSizes(of: scenarios.scenarios.map(\.site), named: names, over: steps)
    guard sizes.differences.isEmpty else {
      Terminal.reportError(
        "scenarios differ in what is the same in all, for it is built before they are known\n"
          + sizes.differences.map { "  " + $0 }.joined(separator: "\n")
          + "\nhelp: write these keys for the site, not for a scenario")
      throw ExitStatus.findings
    }
  }

  /// The site in its scenarios; nil where it names none. Findings of all come at once, exit status 2.
  static func read(_ name: String, _ input: InputOptions) throws -> SiteScenarios? {
    var read: SiteScenarios??
    try complaining(in: input.folder) { () throws(Findings) in
      read = try input.folder.readScenarios(
        named: name, scenario: input.scenario, overrides: input.set.map { Override($0) })
    }
    return read ?? nil
  }

  private var isListed: Bool { scenarios.site.scenariosTogether != nil }

  /// What must be known to read the table.
  var notes: [String] {
    var notes: [String] = []
    if scenarios.redrawsWeather {
      notes.append(
        "Seeds redraw hours round the same monthly means: they hold no poor and no good year. Take "
          + "weather files of other years, or scenarios_together with scaled means.")
    }
    if scenarios.site.promisesUptime {
      notes.append(
        "Uptime targets are not part of this table: each plan is the cheapest without simulated outages.")
    }
    if let thin = scenarios.together.thinTail { notes.append(thin) }
    return notes
  }

  /// What each plan costs in each scenario.
  func regret() async throws -> RegretTable {
    try await watched { planner in
      var all: [SitePlan] = []
      if isListed {
        var together = ScenarioPlanner(
          planner: planner, sites: scenarios.scenarios.map(\.site), scenarios.together, sizes,
          over: steps)
        all = try together.plan().plan.plans
      }
      return try RegretTable(
        scenarios.scenarios.map { .init($0.site, shedding: $0.shedding) }, scenarios.together,
        over: steps, planner: planner, all: all)
    }
  }

  private func watched<Answer: Sendable>(
    _ body: sending (Planner) async throws -> Answer
  ) async throws -> Answer {
    try await PlanningRun.watched(
      scenarios.site, by: questions.solver, on: questions.cores, quiet: questions.quiet, body)
  }
}
