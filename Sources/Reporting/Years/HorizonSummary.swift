import SiteModel

/// A plan over several years on one screen: what to build when, what each year costs, what waits for what.
public enum HorizonSummary {
  /// Lines of at most `width` columns; `files` are the names of what was written in `folder`.
  public static func text(
    _ result: HorizonResult, width: Int = 80, color: Bool = false, folder: String? = nil,
    files: [String] = []
  ) -> String {
    let document = HorizonDocument(result)
    var page = SummaryPage(width: max(60, width), color: color)
    page.title("\(document.site): \(document.statement)")
    if document.hasPlan {
      page.presentValue(document)
      page.finance(result.finance)
      page.firstPower(document)
      page.builds(document)
      page.years(document)
      page.waiting(document)
      page.answers(document)
    } else {
      page.violations(document)
    }
    page.proof(document, seconds: result.stages.reduce(0) { $0 + $1.seconds })
    if !result.warnings.isEmpty {
      let warnings = HorizonWording.count(result.warnings.count, "warning")
      page.wrap("\(warnings), see findings.txt", indent: "")
    }
    if let folder {
      page.wrap(
        files.isEmpty ? "Files: \(folder)" : "Files: \(folder): \(files.joined(separator: ", "))",
        indent: "")
    }
    return page.lines.joined(separator: "\n") + "\n"
  }
}

extension SummaryPage {
  private static let mostBuilds = 24
  private static let costLines = 10

  /// The objective by component, the most expensive first, and what is no cash.
  fileprivate mutating func presentValue(_ document: HorizonDocument) {
    heading("Present value", columns: [("USD", 18)])
    let costs = document.costs ?? []
    let cash = costs.filter { $0.nature == SitePlan.CostLine.Nature.cash.rawValue }
    let sums = HorizonText.unique(cash.map(\.component)).map { name in
      (name: name, amount: cash.filter { $0.component == name }.reduce(0) { $0 + $1.amount })
    }.filter { $0.amount.magnitude >= 0.5 }
      .enumerated().sorted { ($1.element.amount, $0.offset) < ($0.element.amount, $1.offset) }
      .map(\.element)
    for sum in sums.prefix(Self.costLines) {
      row(sum.name, [(FigureText.grouped(sum.amount), 18)])
    }
    if sums.count > Self.costLines {
      let rest = sums.dropFirst(Self.costLines).reduce(0) { $0 + $1.amount }
      row("\(sums.count - Self.costLines) others", [(FigureText.grouped(rest), 18)])
    }
    let others: [(SitePlan.CostLine.Nature, String)] = [
      (.unserved, "value of unserved load"), (.waiting, "value lost by waiting for power"),
      (.carbonPrice, "price of CO2"), (.nonCash, "battery degradation (non-cash)"),
      (.sharedPrice, "price of what sites share (not cash)"),
    ]
    for (nature, name) in others {
      let amount = document.natures?[nature.rawValue] ?? 0
      if amount.magnitude >= 0.5 { row(name, [(FigureText.grouped(amount), 18)]) }
    }
    row("all costs", [(FigureText.grouped(document.objective ?? 0), 18)])
    if let cost = document.costPerServed {
      row("cost per MWh served (cash), LCOE", [(FigureText.grouped(cost, places: 2), 18)])
    }
  }

  fileprivate mutating func firstPower(_ document: HorizonDocument) {
    blank()
    guard let first = document.firstPower else {
      line("First power: none within the horizon")
      return
    }
    line("First power: \(first.date) (month \(first.month) of the horizon)")
  }

  /// What comes and goes, by date.
  fileprivate mutating func builds(_ document: HorizonDocument) {
    heading("Build", columns: [("amount", 20), ("capital USD", 18)])
    let events = BuildEvent.all(of: document)
    for event in events.prefix(Self.mostBuilds) {
      let name = HorizonText.name(event.component, event.capacity, in: document)
      let money = event.revenue.map { -$0 } ?? event.capital ?? 0
      row(
        "\(event.date) \(event.what) \(name)",
        [
          (HorizonText.amount(event.amount, event.unit), 20),
          (money.magnitude < 0.5 ? "" : FigureText.grouped(money), 18),
        ])
    }
    if events.count > Self.mostBuilds {
      wrap("and \(events.count - Self.mostBuilds) more in builds.csv")
    }
    if events.isEmpty { line("  nothing") }
  }

  fileprivate mutating func years(_ document: HorizonDocument) {
    heading(
      "Year",
      columns: [
        ("cash USD", 15), ("MWh served", 13), ("waiting", 11), ("USD/MWh", 10), ("t CO2e", 12),
      ])
    for year in document.years ?? [] {
      row(
        year.count > 1 ? "\(year.year)–\(year.year + year.count - 1)" : "\(year.year)",
        [
          (FigureText.grouped(year.cash), 15), (FigureText.grouped(year.served), 13),
          (FigureText.grouped(year.waiting), 11),
          (year.costPerServed.map { FigureText.grouped($0, places: 2) } ?? "", 10),
          (FigureText.grouped(year.emissionTotals.insideCapBoundary), 12),
        ])
    }
  }

  /// What waits, until when and for what.
  fileprivate mutating func waiting(_ document: HorizonDocument) {
    guard let waiting = document.waiting, !waiting.isEmpty else { return }
    heading("Waiting for power", columns: [("MW at most", 14)])
    for stretch in waiting {
      row(
        "\(stretch.from.date) until \(stretch.until.date)",
        [(HorizonText.number(stretch.greatest), 14)])
      if stretch.reasons.isEmpty { wrap(HorizonText.reasons(stretch), indent: "    ") }
      for reason in stretch.reasons { wrap(reason, indent: "    ") }
    }
  }

  /// What a month of each date is worth, and the plan that waits for the grid.
  fileprivate mutating func answers(_ document: HorizonDocument) {
    guard let answers = document.answers else { return }
    if !answers.dates.isEmpty {
      heading("Value of a month, USD", columns: [("earlier saves", 17), ("later costs", 17)])
      for date in answers.dates {
        func figure(_ amount: Double?) -> String { amount.map { FigureText.grouped($0) } ?? "" }
        let path = date.whatMoved.trimmingPrefix("components.")
        row(
          "\(path) (\(date.date))", [(figure(date.earlier), 17), (figure(date.later), 17)])
      }
    }
    for rent in answers.rents {
      wrap(
        "\(rent.component): rented at \(FigureText.grouped(rent.rent, places: 2)) USD/kW-month, "
          + (rent.breakEven.map { "break-even at \(FigureText.grouped($0, places: 2))" }
            ?? "there is no plan without it"),
        indent: "")
    }
    if let alone = answers.gridAlone {
      blank()
      wrap(
        "Waiting for the grid alone: \(FigureText.grouped(alone.objective)) USD, first power "
          + (alone.firstPower?.date ?? "never"), indent: "")
      if let cost = alone.costPerBridged {
        wrap(
          "Bridge power: \(FigureText.grouped(cost, places: 2)) USD for each of "
            + "\(FigureText.grouped(alone.bridged)) MWh bridged", indent: "")
      }
    }
  }

  fileprivate mutating func violations(_ document: HorizonDocument) {
    guard let violations = document.violations, !violations.isEmpty else { return }
    heading("What stands in the way, in the plan that comes closest")
    for violation in violations {
      wrap(
        "\(violation.policy): \(violation.meaning), at most \(FigureText.size(violation.greatest)) "
          + violation.unit)
    }
  }

  /// The certificate over the horizon, and what solved it.
  fileprivate mutating func proof(_ document: HorizonDocument, seconds: Double) {
    blank()
    if document.hasPlan, let certificate = document.certificate {
      func figure(_ value: Exact?) -> String {
        value.map { FigureText.scientific($0.value) } ?? "undefined"
      }
      wrap(
        "Certificate of the horizon \(certificate.figures.passed ? "passed" : "not reached"): gap "
          + "\(figure(certificate.figures.relativeGap)), residuals \(figure(certificate.figures.primalResidual)) and "
          + figure(certificate.figures.dualResidual), indent: "")
    }
    let (program, solver) = (document.program, document.solver)
    var text =
      "\(solver.name) \(solver.version), \(solver.method), "
      + "\(FigureText.grouped(Double(solver.iterations))) iterations; "
      + "\(FigureText.grouped(Double(program.rows))) rows, "
      + "\(FigureText.grouped(Double(program.columns))) columns"
    if seconds > 0 { text += "; \(FigureText.grouped(seconds, places: 1)) s" }
    wrap(text, indent: "")
  }
}
