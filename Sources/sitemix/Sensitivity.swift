import ArgumentParser
import Foundation
import Reporting
import SiteFiles
import SiteModel

/// How sure a plan is: what it becomes when a key of the site changes.
struct Sensitivity: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plan a site with keys changed one at a time, and rank what matters.",
    discussion: """
      Each --key is tried at ± --by percent, each --values at every number of its list. Without \
      either, the prices of what may be built, the price of gas, limits and the discount rate are. \
      Over a horizon all plans have counts and running relaxed, and costs are present values. \
      Writes sensitivity.csv.

      Examples:
        sitemix sensitivity sparks-nevada --by 10 \\
          --key components.grid.import_limit_mw
        sitemix sensitivity sparks-nevada \\
          --values components.second_life.pack_price_usd_per_kwh=20,60,100
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var options: SweepOptions

  @Option(name: .long, parsing: .singleValue, help: "A key that holds one number.")
  var key: [String] = []

  @Option(name: .long, help: "Percent by which keys are raised and lowered.")
  var by = 20.0

  @Option(name: .long, parsing: .singleValue, help: "A key and its values: key=1,2,3.")
  var values: [String] = []

  @Flag(name: .long, help: "Do not look for the values at which components come and go.")
  var noSwitches = false

  func validate() throws {
    guard by > 0, by <= 100 else { throw ValidationError("--by must lie between 0 and 100.") }
  }

  /// A key with its value at the site and those to try.
  private struct Question {
    let key: String
    let base: Double?
    let baseText: String
    let values: [Double]
  }

  func run() async throws {
    guard let site else {
      Terminal.reportError(
        try Sites.listing(of: input.folder, heading: "name a site: make sensitivity SITE=…"))
      throw ExitStatus.usage
    }
    let (read, _) = try input.readSite(named: site)
    let questions = try questions(read)
    let sweep = Sweep(
      site: read, input: input, span: span, options: options, purpose: "sensitivity")
    let asked = questions.flatMap { one in one.values.map { (one, $0) } }
    let variations = asked.map { ["--set", "\($0.0.key)=\(Self.text($0.1))"] }
    let asIs = SweepQuestion([])
    let answers = try await sweep.plans(
      [asIs] + variations.map { SweepQuestion($0, after: asIs) })
    guard case .plan(let base)? = answers.first else {
      Terminal.reportError(
        "'\(site)' itself has no plan\nhelp: make optimise SITE=\(site) says why")
      throw ExitStatus.noPlan
    }
    var entries: [SensitivityTable.Entry] = []
    for (question, answer) in zip(asked, answers.dropFirst()) {
      entries.append(
        .init(
          key: question.0.key, base: question.0.baseText, value: Self.text(question.1),
          record: answer.record, status: answer.words))
    }
    let switches =
      noSwitches ? [] : try await switches(questions, base, asked, answers, read, sweep)
    let table = SensitivityTable(read, base: base, entries: entries, switches: switches)
    try options.output.shown.show(table.file, table.text(width: Terminal.width))
    try Results.add(
      [table.file], to: options.out, site: options.named.name(of: site),
      quiet: !options.output.isTold, origin: sweep.origin,
      scenario: input.scenario)
  }

  private func questions(_ site: Site) throws -> [Question] {
    var questions: [Question] = []
    var complaints: [String] = []
    func question(_ name: String, _ list: [Double]?) {
      let found = site.number(at: name)
      guard found.exists else {
        complaints.append("--key: error: the site has no '\(name)'\nhelp: " + found.help)
        return
      }
      guard let values = list ?? found.number.map({ varied($0, isWhole: found.isWhole) }) else {
        complaints.append(
          "--key: error: '\(name)' is not one number\nhelp: name values: --values \(name)=…")
        return
      }
      questions.append(
        Question(
          key: name, base: found.number, baseText: found.number.map(Self.text) ?? "a series",
          values: values.filter { $0 != found.number }))
    }
    for name in key { question(name, nil) }
    for text in values {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let numbers = parts.count == 2 ? parts[1].split(separator: ",").map { Double($0) } : []
      guard !numbers.isEmpty, numbers.allSatisfy({ $0?.isFinite ?? false }) else {
        complaints.append("--values: error: '\(text)' is not a key and numbers\nhelp: key=1,2,3")
        continue
      }
      question(parts[0], numbers.compactMap { $0 })
    }
    if key.isEmpty, values.isEmpty {
      for name in site.leadingNumbers { question(name, nil) }
    }
    guard complaints.isEmpty else {
      Terminal.reportError(complaints.joined(separator: "\n"))
      throw ExitStatus.findings
    }
    return questions
  }

  private func varied(_ number: Double, isWhole: Bool) -> [Double] {
    let (low, high) = (number * (1 - by / 100), number * (1 + by / 100))
    return isWhole ? [low.rounded(.down), high.rounded(.up)] : [low, high]
  }

  /// Nine decimals, as the value is set.
  private static func text(_ number: Double) -> String {
    let rounded = (number * 1e9).rounded() / 1e9
    let text = "\(rounded)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Halves the way between neighbouring values of which only one builds a component.
  private func switches(
    _ questions: [Question], _ base: any SweptPlan, _ asked: [(Question, Double)],
    _ answers: [Sweep.Answer], _ site: Site, _ sweep: Sweep
  ) async throws -> [SensitivityTable.Switch] {
    struct Side {
      var value: Double
      var record: any SweptPlan
    }
    struct Pair {
      let key: String
      let component: String
      var low: Side
      var high: Side
    }
    var pairs: [Pair] = []
    for question in questions {
      var sides = zip(asked, answers.dropFirst()).compactMap { one, answer -> Side? in
        guard one.0.key == question.key, let record = answer.record else { return nil }
        return Side(value: one.1, record: record)
      }
      if let own = question.base { sides.append(Side(value: own, record: base)) }
      sides.sort { $0.value < $1.value }
      for (low, high) in zip(sides, sides.dropFirst()) {
        for component in site.components.map(\.name)
        where low.record.isBuilt(component) != high.record.isBuilt(component) {
          pairs.append(Pair(key: question.key, component: component, low: low, high: high))
        }
      }
    }
    for _ in 0..<6 where !pairs.isEmpty {
      let middles = pairs.map { ($0.low.value + $0.high.value) / 2 }
      let found = try await sweep.plans(
        zip(pairs, middles).map {
          SweepQuestion(["--set", "\($0.key)=\(Self.text($1))"], after: SweepQuestion([]))
        })
      for place in pairs.indices {
        guard let record = found[place].record else { continue }
        let side = Side(value: middles[place], record: record)
        let pair = pairs[place]
        if record.isBuilt(pair.component) == pair.low.record.isBuilt(pair.component) {
          pairs[place].low = side
        } else {
          pairs[place].high = side
        }
      }
    }
    return pairs.map {
      SensitivityTable.Switch(
        key: $0.key, component: $0.component, between: $0.low.value...$0.high.value,
        isBuiltBelow: $0.low.record.isBuilt($0.component))
    }
  }
}

extension Sweep.Answer {
  /// How it ended, in a word or in the findings' own.
  var words: String {
    switch self {
    case .plan(let record): record.status
    case .noPlan(let status): status
    case .findings(let text): text.split(separator: "\n").first.map(String.init) ?? "findings"
    }
  }
}
