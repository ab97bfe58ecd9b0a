/// A plan for several scenarios on one screen: what to build, and what each scenario costs.
public enum ScenarioSummary {
  /// Lines of at most `width` columns.
  public static func text(
    _ result: ScenarioResult, width: Int = 80, color: Bool = false, folder: String? = nil
  ) -> String {
    let document = ScenarioDocument(result)
    var page = SummaryPage(width: max(60, width), color: color)
    page.title("\(document.site): \(document.statement)")
    if document.hasPlan {
      page.builds(document)
      page.scenarios(document)
      page.values(document)
    }
    for violation in document.violations ?? [] {
      page.wrap(
        "\(violation.policy): \(violation.meaning), at most \(FigureText.size(violation.greatest)) "
          + violation.unit)
    }
    for note in document.notModelled { page.wrap(note, indent: "") }
    if let certificate = document.certificate {
      page.wrap(
        "Certificate of the joined program \(certificate.passed ? "passed" : "NOT passed"); "
          + "\(FigureText.grouped(Double(document.program.rows))) rows, "
          + "\(document.solver.name), \(document.solver.iterations) iterations", indent: "")
    }
    if !result.warnings.isEmpty {
      page.wrap(
        "\(HorizonWording.count(result.warnings.count, "warning")), see findings.txt", indent: "")
    }
    if let folder { page.wrap("Files: \(folder)", indent: "") }
    return page.lines.joined(separator: "\n") + "\n"
  }
}

extension SummaryPage {
  fileprivate mutating func builds(_ document: ScenarioDocument) {
    let builds = document.builds ?? []
    for (isInAll, title) in [(true, "Built in all scenarios"), (false, "Built in some only")] {
      let own = builds.filter { $0.isInAll == isInAll }
      guard !own.isEmpty else { continue }
      heading(title, columns: [("amount", 20)])
      for build in own {
        let when = build.date.map { "\($0) \(build.kind) " } ?? ""
        let amounts = build.amounts.members
        if isInAll {
          row(
            "\(when)\(build.component) \(build.capacity)",
            [(HorizonText.amount(amounts.first?.value ?? 0, build.unit), 20)])
          continue
        }
        row("\(when)\(build.component) \(build.capacity)", [("", 20)])
        for amount in amounts where amount.value > 0 {
          row("  \(amount.key)", [(HorizonText.amount(amount.value, build.unit), 20)])
        }
      }
    }
    if builds.isEmpty { line("  nothing is built") }
  }

  fileprivate mutating func scenarios(_ document: ScenarioDocument) {
    let unit = document.isOverYears ? "USD" : "USD/year"
    heading(
      "Scenario",
      columns: [
        ("probability", 12), (unit, 15), ("MWh served", 13), ("unserved", 10), ("h short", 9),
      ])
    for own in document.scenarios ?? [] {
      row(
        own.name,
        [
          (FigureText.grouped(own.probability, places: 3), 12),
          (FigureText.grouped(own.cost), 15), (FigureText.grouped(own.served), 13),
          (FigureText.grouped(own.unserved), 10), (FigureText.grouped(own.hoursShort), 9),
        ])
    }
    row(
      "expected cost", [("", 12), (FigureText.grouped(document.expectedCost ?? 0), 15), ("", 32)])
    row(
      "CVaR, worst \(document.risk.tail)",
      [("", 12), (FigureText.grouped(document.conditionalValueAtRisk ?? 0), 15), ("", 32)])
  }

  fileprivate mutating func values(_ document: ScenarioDocument) {
    guard let perfect = document.valueOfPerfectInformation else { return }
    blank()
    row("value of perfect information", [(FigureText.grouped(perfect), 18)])
    if let stochastic = document.valueOfStochasticAnswer {
      row("value of the stochastic answer", [(FigureText.grouped(stochastic), 18)])
      if let first = document.scenarios?.first?.name {
        row("  against planning for \(first) alone", [])
      }
    }
  }
}
