import Formulation
import LinearProgramming
import Planning
import ReportPage
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
    var differences = sizes.differences
    if scenarios.site.planningHorizon != nil, scenarios.together.caps == .expected {
      differences.append(
        "caps: expected is for a year that recurs; over years they hold in each scenario")
    }
    guard differences.isEmpty else {
      Terminal.reportError(
        "the scenarios cannot be planned together:\n"
          + differences.map { "  " + $0 }.joined(separator: "\n")
          + "\nhelp: what is built before a scenario is known costs the same in all; write these keys for "
          + "the site, not for a scenario")
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

  /// Plans a site for its scenarios, writes and shows the result.
  static func optimise(
    _ name: String, _ input: InputOptions, _ span: HorizonOptions, gap: Double?,
    _ questions: PlanningRun.Questions, charts: ChartOptions, to out: String, as folder: String,
    certificateFiles: String?, json: Bool
  ) async throws {
    guard var scenarios = try read(name, input) else { throw ExitStatus.fault }
    if let gap { scenarios = scenarios.aiming(at: gap) }
    let run = try ScenarioRun(
      scenarios, steps: span.horizon(of: scenarios.site), questions: questions,
      overrides: input.overrides)
    let planned = try await run.planned()
    if let certificateFiles {
      try CertificateFiles(in: certificateFiles, scenario: scenarios.site.scenario)
        .write(planned.program, planned.answer, marksWhole: false)
    }
    let result = try run.write(
      planned, regret: nil, to: out, as: folder, charts: charts, data: input.folder)
    if !questions.quiet {
      print(
        json
          ? ScenarioDocument(result.0).text
          : ScenarioSummary.text(
            result.0, width: Terminal.width, color: Terminal.hasColor, folder: result.folder),
        terminator: "")
    }
    try Results.end(planned.plan.status)
  }

  /// Whether the site asks to be planned for its scenarios together.
  var isListed: Bool { scenarios.site.scenariosTogether != nil }

  private var together: ScenariosTogether { scenarios.together }
  private var sites: [Site] { scenarios.scenarios.map(\.site) }

  /// What must be known to read the table of regret.
  var notes: [String] {
    var notes: [String] = []
    if scenarios.redrawsWeather {
      notes.append(
        "Seeds redraw hours round the same monthly means: they hold no poor and no good year. Take "
          + "weather files of other years, or scenarios_together with scaled means.")
    }
    if scenarios.site.promisesUptime {
      notes.append(
        "Uptime targets are not part of this table: each plan is the cheapest without simulated outages."
      )
    }
    if let thin = together.thinTail { notes.append(thin) }
    return notes
  }

  // MARK: - Planning

  /// A plan with the proof that comes with it.
  struct Planned: Sendable {
    var plan: ScenarioPlan
    let program: LinearProgram
    let answer: SolveStrategy.Solution?
    let stages: [Planner.Stage]
    /// Each scenario's own, where a year recurs.
    var results: [Planner.Result] = []
    /// The years of each scenario, as sites with what stands in them.
    var years: [[Site]] = []
  }

  /// The plan for all scenarios, certified where an uptime is promised.
  func planned() async throws -> Planned {
    try await watched { planner in try await plan(planner) }
  }

  private func plan(_ planner: Planner) async throws -> Planned {
    if let horizon = scenarios.site.planningHorizon {
      var scenarios = HorizonScenarioPlanner(
        planner: planner, sites: sites, together, horizon, over: steps)
      let result = try scenarios.plan()
      var plan = result.plan
      if self.scenarios.site.promisesUptime, plan.optimality != nil {
        plan.status = .uncertified
        plan.notes.append(
          "Uptime targets are not certified for scenarios over several years: plan each with --in-scenario."
        )
      }
      return Planned(
        plan: plan, program: result.program, answer: result.answer, stages: result.stages,
        years: result.years)
    }
    var raised = sites
    if scenarios.site.promisesUptime {
      // What the uptime target of a scenario needs by itself is asked of all that is built together.
      for (place, site) in sites.enumerated() {
        var loop = UptimeLoop(planner: planner, site: site, horizon: steps)
        _ = try await loop.run()
        raised[place] = loop.leveredSite
      }
    }
    var scenarios = ScenarioPlanner(
      planner: planner, sites: raised, together, sizes, over: steps)
    let result = try await scenarios.certified(scenarios.plan())
    return Planned(
      plan: result.plan, program: result.program, answer: result.answer, stages: result.stages,
      results: result.results)
  }

  /// What each plan costs in each scenario, with the plan for all of them where the site asks for one.
  func regret(_ planned: Planned?) async throws -> RegretTable {
    try await watched { planner in
      if let horizon = scenarios.site.planningHorizon {
        return try RegretTable(
          ofYears: sites, together, horizon, over: steps, planner: planner,
          all: planned?.plan.horizons ?? [])
      }
      return try RegretTable(
        scenarios.scenarios.map { .init($0.site, shedding: $0.shedding) }, together, over: steps,
        planner: planner, all: planned?.plan.plans ?? [])
    }
  }

  private func watched<Answer: Sendable>(
    _ body: sending (Planner) async throws -> Answer
  ) async throws -> Answer {
    try await PlanningRun.watched(
      scenarios.site, by: questions.solver, on: questions.cores, quiet: questions.quiet, body)
  }
}
