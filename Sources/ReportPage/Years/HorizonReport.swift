public import Reporting
public import SiteModel
import Tabular

/// The page of a plan over several years: what to build when, and what each year costs, makes and emits.
///
/// Its figures are those of `plan.json`. Its pictures are drawn already, so that it needs no script.
public struct HorizonReport: Sendable {
  let site: Site
  let document: HorizonDocument
  let evidence: [Evidence]
  let version: String
  let palette: Palette

  /// The page of a plan that was made or read back.
  public init(site: Site, document: HorizonDocument, beside surroundings: Report.Surroundings) {
    self.site = site
    self.document = document
    evidence = surroundings.evidence
    version = surroundings.version
    palette = Palette(site.components.map(\.name), of: site)
  }

  /// `report.html`.
  public var page: OutputFile {
    get throws {
      var contents = Page.Contents()
      if document.hasPlan {
        contents.add(schedule)
        contents.add(timeToPower)
        contents.add(years)
        contents.add(presentValues)
        if let finance = document.finance {
          contents.add(FinanceSection.section(finance, dollarYear: document.dollarYear))
        }
      } else {
        contents.add(violations)
      }
      let sections =
        document.frame.inputSections(evidence) + [
          document.frame.limitsOfModel, quality,
          document.frame.reproduction(of: site.name, version: version),
        ]
      for section in sections { contents.add(section) }
      let heading = Page.Heading(
        file: "report.html",
        kind: "Power plan over \(HorizonWording.count(document.horizon.years, "year"))",
        title: site.name, description: document.description, statement: document.statement,
        status: document.status, facts: facts, command: "make report SITE=\(site.name)",
        hasChartFolder: false, source: "plan.json")
      return try contents.page(heading, script: nil, version: version)
    }
  }

  /// The answer in a few figures.
  private var facts: [Page.Fact] {
    guard document.hasPlan else { return [] }
    var facts: [Page.Fact] = []
    if let objective = document.objective {
      facts.append(
        Page.Fact(
          name: "Present value of all costs", value: FigureText.grouped(objective / 1e6, places: 2),
          unit: "million USD of \(document.dollarYear)",
          beside: document.lowerBound.map {
            "no plan costs less than \(FigureText.grouped($0 / 1e6, places: 2))"
          } ?? "", key: "", exact: ""))
    }
    if let cost = document.costPerServed {
      facts.append(
        Page.Fact(
          name: "Cost (LCOE)", value: FigureText.grouped(cost, places: 2),
          unit: "USD per MWh served", beside: bridgeCost, key: "cost_per_mwh_served_usd",
          exact: PlainNumber.text(cost)))
    }
    let first = document.firstPower
    facts.append(
      Page.Fact(
        name: "First power", value: first?.date ?? "never",
        unit: first.map { "month \($0.month) of the horizon" } ?? "", beside: gridAlone, key: "",
        exact: ""))
    facts.append(waitingFact)
    return facts
  }

  private var bridgeCost: String {
    (document.answers?.gridAlone?.costPerBridged).map {
      "bridge power: \(FigureText.grouped($0, places: 2)) USD per MWh bridged"
    } ?? ""
  }

  private var gridAlone: String {
    guard let alone = document.answers?.gridAlone else { return "" }
    return "waiting for the grid alone: \(alone.firstPower?.date ?? "never")"
  }

  private var waitingFact: Page.Fact {
    let stretches = document.waiting ?? []
    let months = stretches.reduce(0) { $0 + $1.until.month - $1.from.month }
    let greatest = stretches.map(\.greatest).max() ?? 0
    return Page.Fact(
      name: "Load waiting for power", value: HorizonText.number(greatest), unit: "MW at most",
      beside: stretches.isEmpty
        ? "nothing waits"
        : "in \(HorizonWording.count(months, "month")) from \(stretches[0].from.date)",
      key: "", exact: "")
  }

  /// Why there is no plan.
  private var violations: Page.Section {
    Page.Section(
      id: "violations", title: "What stands in the way",
      paragraphs: (document.violations ?? []).map {
        "\($0.policy): \($0.meaning), at most \(FigureText.size($0.greatest)) \($0.unit)."
      })
  }
}
