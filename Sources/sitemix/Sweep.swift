import ArgumentParser
import Foundation
import Planning
import Reporting
import SiteFiles
import SiteModel

/// Options of commands that solve many variations of a site.
struct SweepOptions: ParsableArguments {
  @Option(name: .long, help: "Solves at a time; else one for each core.")
  var jobs: Int?

  @OptionGroup var output: OutputOptions
  @OptionGroup var named: ResultsNameOptions

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must lie between 1 and 1024.")
    }
  }

  var out: String { output.out }
  var quiet: Bool { output.quiet }

  /// Solves at a time.
  var solvesAtOnce: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// Variations of one site, each solved once and kept: what was interrupted goes on where it was, as long
/// as the inputs are the same. Each starts from what the question before it has solved.
struct Sweep {
  let site: Site
  let input: InputOptions
  let span: HorizonOptions
  let options: SweepOptions
  /// What the sweep is for, in the line of progress.
  let purpose: String
  private let store: SweepStore
  private let solved = SolvedQuestions()

  init(
    site: Site, input: InputOptions, span: HorizonOptions, options: SweepOptions, purpose: String
  ) {
    (self.site, self.input, self.span) = (site, input, span)
    (self.options, self.purpose) = (options, purpose)
    store = SweepStore(site: site, folder: "\(options.out)/.sweeps/\(site.name)")
  }

  /// Programs over more steps than these take gigabytes: of those one is solved at a time, on all cores.
  private static let mostStepsSideBySide = 7 * 8784

  private var isLarge: Bool {
    let years = site.planningHorizon?.modelledYears.count ?? 1
    return years > 1 && years * span.horizon(of: site).count > Self.mostStepsSideBySide
  }

  private var solvesAtOnce: Int { options.jobs ?? (isLarge ? 1 : options.solvesAtOnce) }

  /// From what the sweep's answers are made.
  var origin: AnswerOrigin {
    AnswerOrigin(site: site, overrides: input.overrides, horizon: span.horizon(of: site))
  }

  /// What a variation gave.
  enum Answer {
    case plan(any SweptPlan)
    /// No plan: the status of `plan.json`.
    case noPlan(String)
    /// The inputs have findings.
    case findings(String)

    var record: (any SweptPlan)? {
      if case .plan(let record) = self { return record }
      return nil
    }
  }

  /// Plans each variation; the answers in the order asked.
  func plans(_ questions: [SweepQuestion]) async throws -> [Answer] {
    try store.prepare()
    let progress = options.quiet ? nil : ProgressLine(site: site.name)
    defer { progress?.finish() }
    let places = questions.map { place(of: $0) }
    // The same question is asked once; one before another is solved again where only its answer is known.
    var open: [String: SweepQuestion] = [:]
    for (question, place) in zip(questions, places) where store.read(place) == nil {
      var needed = [question]
      while let one = needed.popLast() {
        let place = self.place(of: one)
        guard open[place] == nil, !solved.has(place) else { continue }
        open[place] = one
        needed += one.before
      }
    }
    var fresh: [String: SweepOutput] = [:]
    let total = Set(places).count
    for depth in Set(open.values.map(\.depth)).sorted() {
      // In the order asked, so that the hardest come first.
      let wave = open.filter { $0.value.depth == depth }.sorted { one, other in
        let (first, second) = (places.firstIndex(of: one.key), places.firstIndex(of: other.key))
        return (first ?? -1, one.key) < (second ?? -1, other.key)
      }
      let found = try await sideBySide(wave.map(\.value), jobs: solvesAtOnce) { question in
        let output = try await output(of: question)
        try store.keep(output, at: place(of: question))
        return output
      } each: { done in
        let count = fresh.count + done
        progress?.show(stage: "\(purpose), \(count) of \(total)", done: (count, total))
      }
      for ((place, _), output) in zip(wave, found) { fresh[place] = output }
      // What all others start from, and what later waves do.
      let later = open.values.filter { $0.depth > depth }.flatMap(\.before)
      let first = open.values.flatMap { [$0] + $0.before }.filter { $0.depth == 0 }
      solved.keep(Set((later + first).map { place(of: $0) }))
    }
    return try places.map { place in
      try answer(to: fresh[place] ?? store.read(place) ?? SweepOutput(status: 3, text: ""))
    }
  }

  /// The far ends of emissions or sizes; nil where none was certified.
  func extremes(_ questions: [[String]]) async throws -> [ExtremeCommand.Figures?] {
    try store.prepare()
    let progress = options.quiet ? nil : ProgressLine(site: site.name)
    defer { progress?.finish() }
    let commands = questions.map { command(["extreme", site.name], $0) }
    let figures = try await sideBySide(commands, jobs: solvesAtOnce) { command in
      let place = store.place(of: command)
      if let known = store.read(place) { return known }
      let output = try await extreme(command)
      try store.keep(output, at: place)
      return output
    } each: { done in
      progress?.show(
        stage: "\(purpose), \(done) of \(commands.count)", done: (done, commands.count))
    }
    return try figures.map { output in
      guard output.status == 0 else { return nil }
      return try JSONDecoder().decode(ExtremeCommand.Figures?.self, from: Data(output.text.utf8))
    }
  }

  /// A plan and a far end, side by side.
  func plan(_ question: SweepQuestion, beside far: [String]) async throws -> (
    Answer, ExtremeCommand.Figures?
  ) {
    async let plan = plans([question])
    async let end = extremes([far])
    guard let answer = try await plan.first, let figures = try await end.first else {
      throw ExitStatus.stopped
    }
    return (answer, figures)
  }

  /// What a question sets comes after what the whole sweep sets, and so holds.
  private func command(_ words: [String], _ question: [String]) -> [String] {
    words + input.place.arguments + input.arguments + span.arguments + question
  }

  private func command(_ question: SweepQuestion) -> [String] {
    command(
      ["optimise", site.name],
      ["--print-only", "--no-remedies"] + (isLarge ? [] : ["--cores", "1"]) + question.words)
  }

  /// Named by everything that its answer depends on, the questions before it among that.
  private func place(of question: SweepQuestion) -> String {
    store.place(of: command(question) + question.before.map { place(of: $0) })
  }

  private func output(of question: SweepQuestion) async throws -> SweepOutput {
    let before = question.before.map { solved[place(of: $0)] ?? SolvedPoints() }
    let known = SolvedPoints(between: before, shares: question.shares)
    let (output, points) = await SweepOutput.plan(
      try Optimise.parse(Array(command(question).dropFirst())), knowing: known)
    solved[place(of: question)] = points
    return output
  }

  private func extreme(_ command: [String]) async throws -> SweepOutput {
    return await SweepOutput.extreme(try ExtremeCommand.parse(Array(command.dropFirst())))
  }

  private func answer(to output: SweepOutput) throws -> Answer {
    switch output.status {
    case 0, 1: break
    case 2: return .findings(output.text)
    case 3: return .noPlan("stopped")
    default: return .noPlan("fault")
    }
    if site.planningHorizon != nil {
      let record = try HorizonDocument.read(
        Data(output.text.utf8), named: "plan.json of a variation", site.name)
      return record.hasPlan ? .plan(record) : .noPlan(record.status)
    }
    let record = try PlanDocument.read(
      Data(output.text.utf8), named: "plan.json of a variation", site.name
    ).plan
    return record.hasDispatch ? .plan(record) : .noPlan(record.status)
  }
}
