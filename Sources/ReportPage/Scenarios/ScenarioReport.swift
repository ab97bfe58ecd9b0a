public import Reporting
public import SiteModel
import Tabular

/// The page of a plan for several scenarios: what is built in all of them and in some, what each costs, and what
/// every plan costs in every scenario.
///
/// Its figures are those of `plan.json`. Its pictures are drawn already, so that it needs no script.
public struct ScenarioReport: Sendable {
  let site: Site
  let document: ScenarioDocument
  private let evidence: [Evidence]
  private let version: String
  private let palette: Palette

  /// The page of a plan.
  public init(site: Site, document: ScenarioDocument, beside surroundings: Report.Surroundings) {
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
        contents.add(builds)
        contents.add(scenarios)
        contents.add(regret)
      } else {
        contents.add(
          Page.Section(
            id: "violations", title: "What stands in the way",
            paragraphs: (document.violations ?? []).map {
              "\($0.policy): \($0.meaning), at most \(FigureText.size($0.greatest)) \($0.unit)."
            }))
      }
      var proof = ProofTable(unit: unit, key: "usd")
      proof.add(
        lowerBound: document.lowerBound, gap: document.mipGap,
        named: "distance of the plan's cost from it, over all scenarios (MIP gap)")
      if let certificate = document.certificate {
        proof.add(certificate, named: "certificate of the joined program", money: unit)
      }
      let sections =
        document.frame.inputSections(evidence) + [
          document.frame.limitsOfModel, proof.section(document.frame),
          document.frame.reproduction(of: site.name, version: version),
        ]
      for section in sections { contents.add(section) }
      let count = (document.scenarios ?? []).count
      let heading = Page.Heading(
        file: "report.html", kind: "Power plan for \(HorizonWording.count(count, "scenario"))",
        title: site.name, description: document.description, statement: document.statement,
        status: document.status, facts: facts, command: "make optimise SITE=\(site.name)",
        hasChartFolder: false, source: "plan.json")
      return try contents.page(heading, script: nil, version: version)
    }
  }

  var unit: String { document.isOverYears ? "USD" : "USD/year" }
  private var energyUnit: String { document.isOverYears ? "MWh" : "MWh/year" }

  private var facts: [Page.Fact] {
    guard let expected = document.expectedCost else { return [] }
    let all = document.scenarios ?? []
    func million(_ amount: Double) -> String { FigureText.grouped(amount / 1e6, places: 3) }
    var facts = [
      Page.Fact(
        name: "Expected cost", value: million(expected), unit: "million \(unit)",
        beside: "mean over \(all.count) scenarios", key: "expected_cost_usd",
        exact: PlainNumber.text(expected))
    ]
    if let worst = all.max(by: { $0.cost < $1.cost }) {
      facts.append(
        Page.Fact(
          name: "Most expensive scenario", value: million(worst.cost), unit: "million \(unit)",
          beside: worst.name, key: "", exact: ""))
    }
    if let short = all.max(by: { $0.hoursShort < $1.hoursShort }) {
      facts.append(
        Page.Fact(
          name: "Hours short", value: FigureText.grouped(short.hoursShort),
          unit: document.isOverYears ? "h" : "h/year",
          beside: short.hoursShort > 0 ? "at most, in \(short.name)" : "in every scenario", key: "",
          exact: ""))
    }
    if let perfect = document.valueOfPerfectInformation {
      facts.append(
        Page.Fact(
          name: "Value of perfect information", value: million(perfect), unit: "million \(unit)",
          beside: "what knowing the scenario first would save",
          key: "value_of_perfect_information_usd", exact: PlainNumber.text(perfect)))
    }
    return facts
  }

  // MARK: - What is built

  private var builds: Page.Section {
    let builds = document.builds ?? []
    let names = (document.scenarios ?? []).map(\.name)
    func table(_ caption: String, _ own: [ScenarioDocument.Build], _ isInAll: Bool) -> Page.Table {
      let dates: [Page.Cell] = document.isOverYears ? [.text("date"), .text("what")] : []
      let amounts: [Page.Cell] = isInAll ? [.right("amount")] : names.map { .right($0) }
      return Page.Table(
        caption, head: dates + [.text("component"), .text("capacity")] + amounts + [.text("unit")],
        rows: own.map { build in
          let when: [Page.Cell] =
            document.isOverYears ? [.text(build.date ?? ""), .text(build.kind)] : []
          let values = build.amounts.members.map(\.value)
          let shown = isInAll ? Array(values.prefix(1)) : values
          return when + [.text(build.component), .text(build.capacity)]
            + shown.map { .size($0) } + [.text(build.unit)]
        })
    }
    var section = Page.Section(id: "builds", title: "What is built")
    let (common, some) = (builds.filter(\.isInAll), builds.filter { !$0.isInAll })
    if !common.isEmpty {
      section.tables.append(table("Built in all scenarios: the decisions of today.", common, true))
    }
    if !some.isEmpty {
      section.tables.append(
        table("Built in some scenarios only, once it is known which has come.", some, false))
    }
    if builds.isEmpty { section.paragraphs = ["Nothing is built."] }
    if some.isEmpty, !common.isEmpty {
      section.paragraphs = ["Nothing is built in some scenarios only."]
    }
    return section
  }

  // MARK: - What each costs

  private var scenarios: Page.Section {
    let all = document.scenarios ?? []
    var section = Page.Section(id: "scenarios", title: "Cost by scenario")
    let named = HorizonText.unique(
      site.components.map(\.name) + all.flatMap { $0.costs.members.map(\.key) })
    let bars = YearBars(
      title: "Cost by scenario", what: "Costs of each scenario, stacked by component",
      years: all.map(\.name),
      bands: named.map { name in
        .init(
          name: Report.words(name), color: palette.color(of: name),
          amounts: all.map { $0.costs[name] ?? 0 })
      },
      units: [
        (unit, 1), ("thousand \(unit)", 1e3), ("million \(unit)", 1e6), ("billion \(unit)", 1e9),
      ])
    section.pictures = [bars.picture, fan].compactMap(\.self)
    section.tables = [
      Page.Table(
        "The plan in each scenario. Cost holds cash, the value of unserved load, the CO2 price and wear.",
        head: [
          .text("scenario"), .right("probability"), .right("cost, \(unit)"),
          .right("cash, \(unit)"), .right("unserved value, \(unit)"),
          .right("served, \(energyUnit)"),
          .right("unserved, \(energyUnit)"), .right("hours short"), .right("t CO2e"),
        ],
        rows: all.map { own in
          [
            .text(own.name), .figure(own.probability, places: 3), .figure(own.cost),
            .figure(own.cash), .figure(own.unservedValue), .figure(own.served),
            .figure(own.unserved), .figure(own.hoursShort), .figure(own.emitted),
          ]
        })
    ]
    return section
  }

  private var fan: Page.Picture? {
    let regret = document.regret ?? []
    let plans = HorizonText.unique(regret.map(\.plan))
    let rows: [CostFan.Row] =
      regret.isEmpty
      ? [.init(name: "this plan", costs: (document.scenarios ?? []).map { ($0.name, $0.cost) })]
      : plans.map { plan in
        .init(
          name: plan,
          costs: regret.filter { $0.plan == plan }.compactMap { cell in
            cell.cost.map { (cell.scenario, $0) }
          })
      }
    return CostFan(rows: rows, unit: unit).picture
  }

  // MARK: - Every plan in every scenario

  private var regret: Page.Section {
    var section = Page.Section(id: "regret", title: "Regret: every plan in every scenario")
    guard let all = document.regret, !all.isEmpty else {
      section.paragraphs = [
        "Not computed: make years SITE=\(site.name) plans each scenario alone and runs every plan in every one."
      ]
      return section
    }
    let names = (document.scenarios ?? []).map(\.name)
    let plans = HorizonText.unique(all.map(\.plan))
    section.tables.append(
      Page.Table(
        "Cost of a plan in a scenario less that of the scenario's own plan, \(unit).",
        head: [.text("plan for")] + names.map { .right("in \($0)") },
        rows: plans.map { plan in
          [.text(plan)]
            + all.filter { $0.plan == plan }.map {
              $0.regret == nil ? .right("no plan") : .figure($0.regret)
            }
        }))
    section.tables.append(
      Page.Table(
        "What is served beside the money. Caps are broken before load that may not be shed is.",
        head: [
          .text("plan for"), .text("in"), .right("cost, \(unit)"), .right("served, \(energyUnit)"),
          .right("unserved, \(energyUnit)"), .right("of it load that may not be shed"),
          .right("hours short"),
          .text("cap"), .right("above it, t CO2e"),
        ],
        rows: all.map {
          [
            .text($0.plan), .text($0.scenario), .figure($0.cost), .figure($0.served),
            .figure($0.unserved), .figure($0.promisedUnserved), .figure($0.hoursShort),
            .text($0.cap),
            .figure($0.aboveCap),
          ]
        }))
    if let perfect = document.valueOfPerfectInformation,
      let stochastic = document.valueOfStochasticAnswer
    {
      section.paragraphs = [
        "Knowing the scenario before anything is built would save \(FigureText.grouped(perfect)) \(unit) "
          + "(value of perfect information). The plan for all of them saves "
          + "\(FigureText.grouped(stochastic)) \(unit) against the plan for \(names[0]) (value of the "
          + "stochastic answer)."
      ]
    }
    return section
  }
}
