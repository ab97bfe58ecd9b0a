import ArgumentParser
import Foundation
import Reporting
import SiteFiles
import SiteModel

/// What else would cost nearly the same.
struct Alternatives: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the least and the most of each size at 1, 2 and 5 % more cost.",
    discussion: """
      Every plan told was planned and certified with the size held, and costs at most its budget. \
      Also a few plans that differ as much as the widest budget lets them. Writes alternatives.csv.
      """)

  @Argument(help: "Name of a folder in data/sites.")
  var site: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var options: SweepOptions

  @Option(name: .long, help: "Per cent above the least cost, separated by commas.")
  var budgets = "1,2,5"

  /// One end of one size within one budget.
  private struct Question {
    let budget: Double
    let size: Site.PlannedSize
    let isMost: Bool
    var value: Double?
    var record: PlanRecord?
  }

  private static let mostStepsInward = 4
  private static let differentPlans = 3

  func run() async throws {
    guard let site else {
      Terminal.complain(
        try Sites.listing(of: input.folder, heading: "name a site: make alternatives SITE=…"))
      throw ExitStatus.usage
    }
    let shares = budgets.split(separator: ",").map { Double($0) }
    let percents = shares.compactMap { $0 }.filter { $0 > 0 && $0 <= 100 }.sorted()
    guard percents.count == shares.count, !percents.isEmpty else {
      throw ValidationError("--budgets must be per cents such as 1,2,5.")
    }
    let (read, _) = try input.readSite(named: site)
    let sweep = Sweep(
      site: read, input: input, span: span, options: options, purpose: "alternatives")
    guard case .plan(let base)? = try await sweep.plans([[]]).first, let least = base.objectiveUSD
    else {
      Terminal.complain("'\(site)' has no plan\nhelp: make optimise SITE=\(site) says why")
      throw ExitStatus.noPlan
    }
    let sizes = read.plannedSizes(over: span.horizon(of: read))
    let questions = percents.flatMap { percent in
      sizes.flatMap { size in
        [false, true].map { Question(budget: percent, size: size, isMost: $0) }
      }
    }
    let answered = try await ends(questions, base, least, sweep)
    var entries = answered.map { one in
      AlternativesTable.Entry(
        budgetPercent: one.budget, name: (one.isMost ? "most " : "least ") + one.size.key,
        value: one.value, record: one.record)
    }
    if let widest = percents.last {
      entries += try await different(widest, sizes, base, least, sweep)
    }
    let table = AlternativesTable(read, base: base, entries: entries)
    print(table.text(width: Terminal.width), terminator: "")
    try Results.add([table.file], to: options.out, site: site)
  }

  private func budget(_ percent: Double, _ least: Double) -> Double {
    least + percent / 100 * least.magnitude
  }

  /// Far ends by relaxed counts, then plans with them held, a step inward where those are too dear.
  private func ends(
    _ questions: [Question], _ base: PlanRecord, _ least: Double, _ sweep: Sweep
  ) async throws -> [Question] {
    var questions = questions
    let found = try await sweep.extremes(
      questions.map { one in
        [
          "--weight", "\(one.size.key)=\(one.isMost ? -1 : 1)", "--budget-usd",
          "\(budget(one.budget, least))",
        ]
      })
    for place in questions.indices {
      let one = questions[place]
      guard let end = found[place]?.sizes[one.size.key] else { continue }
      let trimmed = one.isMost ? end - 1e-6 : end + 1e-6
      questions[place].value =
        one.size.isWhole ? trimmed.rounded(one.isMost ? .down : .up) : max(0, end)
    }
    for step in 0...Self.mostStepsInward {
      let open = questions.indices.filter {
        questions[$0].value != nil && questions[$0].record == nil
      }
      let answers = try await sweep.plans(
        open.map { ["--hold", "\(questions[$0].size.key)=\(questions[$0].value ?? 0)"] })
      for (place, answer) in zip(open, answers) {
        let one = questions[place]
        let own = base.planned(one.size)
        if let record = answer.record, let cost = record.objectiveUSD,
          cost <= budget(one.budget, least) * (1 + 1e-9)
        {
          questions[place].record = record
        } else if step == Self.mostStepsInward {
          // The cheapest plan itself is within every budget.
          questions[place].value = own
          questions[place].record = base
        } else if let value = one.value {
          let inward = one.size.isWhole ? value + (one.isMost ? -1 : 1) : (value + own) / 2
          questions[place].value = one.isMost ? max(inward, own) : min(inward, own)
        }
      }
    }
    return questions
  }

  /// Plans away from those known: what they built is made small, what they did not build large.
  private func different(
    _ percent: Double, _ sizes: [Site.PlannedSize], _ base: PlanRecord, _ least: Double,
    _ sweep: Sweep
  ) async throws -> [AlternativesTable.Entry] {
    var known = [base]
    var entries: [AlternativesTable.Entry] = []
    for number in 1...Self.differentPlans {
      var weights: [String] = []
      for size in sizes {
        let values = known.map { $0.planned(size) }
        let greatest = values.max() ?? 0
        let mean = values.reduce(0, +) / Double(values.count)
        let weight = greatest > 1e-3 ? mean / (greatest * greatest) : -1 / size.scale
        weights += ["--weight", "\(size.key)=\(weight)"]
      }
      let question = weights + ["--budget-usd", "\(budget(percent, least))"]
      guard let end = try await sweep.extremes([question]).first.flatMap({ $0 }) else { break }
      let held = sizes.flatMap { size -> [String] in
        guard let value = end.sizes[size.key] else { return [] }
        let whole = size.isWhole ? (value - 1e-3).rounded(.up) : value
        return size.isWhole ? ["--hold", "\(size.key)=\(max(0, whole))"] : []
      }
      guard let record = try await sweep.plans([held]).first?.record,
        let cost = record.objectiveUSD, cost <= budget(percent, least) * (1 + 1e-9)
      else { break }
      known.append(record)
      entries.append(
        .init(budgetPercent: percent, name: "different \(number)", value: nil, record: record))
    }
    return entries
  }
}
