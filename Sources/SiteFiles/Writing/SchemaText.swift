public import SiteModel
import Tabular
import TariffFiles

/// What may be written in a site file, from the tables that the reader uses.
public struct SchemaText {
  private let catalogue: Catalogue

  /// The tables of these kinds of component.
  public init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  /// The keys of one kind of component, of `uptime` or `emissions`; without a word, of the whole file.
  public func describe(_ kind: String?) -> String {
    guard let kind else { return overview }
    if let component = catalogue.kind(named: kind) {
      return Self.block("type: \(kind)", component.summary, component.parameters)
    }
    if let policy = Self.policies.first(where: { $0.name == kind }) {
      return Self.block("\(policy.name):", policy.meaning, policy.parameters)
    }
    if kind == "tariff" { return Self.tariff }
    return "there is nothing called '\(kind)' to describe\n"
      + "help: \(Suggestion.help(for: kind, in: words, known: "words"))\n"
  }

  /// What can be described: kinds of components, policies, and tariffs.
  public var words: [String] {
    catalogue.kinds.map { $0.kind } + Self.policies.map(\.name) + ["tariff"]
  }

  /// All of it as one page of documentation.
  public var page: String {
    let intro =
      "# Keys of the input files\n\n"
      + "Every key with unit, range, default and meaning; `sitemix describe` prints the same.\n"
    return
      ([intro, "## The site\n\n```text\n\(describe(nil))```\n"]
      + words.map { "## \($0)\n\n```text\n\(describe($0))```\n" }).joined(separator: "\n")
  }

  private static let policies: [(name: String, meaning: String, parameters: [ParameterSpec])] = [
    (
      "horizon", "The years that a site is planned for, and when it may be built.",
      PlanningHorizon.parameters
    ),
    (
      ScenariosSection.key,
      "Scenarios that one plan holds in: scenarios: [{name, probability, overlay, set}], or from: "
        + ScenariosTogether.Source.allCases.map(\.rawValue).joined(separator: " | ") + ".",
      ScenariosTogether.parameters
    ),
    ("finance", "How money is taxed, borrowed and looked at.", Finance.parameters),
    ("uptime", "How much may fail without firm load being cut.", UptimePolicy.parameters),
    ("emissions", "Limits and a price for greenhouse gases.", EmissionsPolicy.parameters),
  ]

  private var overview: String {
    let width = SiteKeys.all.map(\.key.count).max() ?? 0
    var lines = ["site.yaml", ""]
    lines += SiteKeys.all.map { "  \(Self.padded($0.key, width))  \($0.meaning)" }
    lines += ["", "types of components (sitemix describe TYPE):", ""]
    let kinds = catalogue.kinds.map { ($0.kind, $0.summary) }
    let kindWidth = kinds.map(\.0.count).max() ?? 0
    lines += kinds.map { "  \(Self.padded($0.0, kindWidth))  \($0.1)" }
    lines += [
      "",
      "A component may name a technology (data/technologies/NAME.yaml), whose values hold for keys that",
      "the site does not write; 'key: null' leaves one of them out.",
      "A key marked 'series' takes a number, or {file: NAME.csv, column: NAME}: the first column",
      "\(StampColumn.standardName) holds stamps such as 2025-01-01T00:00 (local standard time), one row for each",
      "step of the year, and the name of the other column ends in its unit.",
      "",
      "Also: sitemix describe " + (Self.policies.map(\.name) + ["tariff"]).joined(separator: " | "),
      "",
    ]
    return lines.joined(separator: "\n")
  }

  private static func block(_ title: String, _ summary: String, _ specs: [ParameterSpec]) -> String
  {
    ([title, summary, ""] + specs.flatMap { lines($0, indent: "  ") } + [""]).joined(
      separator: "\n")
  }

  private static func lines(_ spec: ParameterSpec, indent: String) -> [String] {
    var facts: [String]
    var nested: [ParameterSpec] = []
    switch spec.kind {
    case .number(let unit, let range):
      facts = ["\(unit.symbol), \(DecimalText.plain(range))"]
    case .series(let unit, let range):
      facts = ["series, \(unit.symbol), \(DecimalText.plain(range))"]
    case .choice(let words, _): facts = ["one of \(words.joined(separator: ", "))"]
    case .monthly(let unit, let range):
      facts = ["twelve months or one number, \(unit.symbol), \(DecimalText.plain(range))"]
    case .choices(let words): facts = ["a list of \(words.joined(separator: ", "))"]
    case .text: facts = ["text"]
    case .tariff: facts = ["the name of a tariff"]
    case .coincidentPeaks, .meteredPeaks: facts = ["the name of a CSV file of the site"]
    case .factors(let quantity):
      facts = ["the name of a set of factors, in \(quantity.units.joined(separator: " or "))"]
    case .schedule(let names, _):
      facts = ["a list such as [{month: 9, \(names[0]): 4}], or {file, month, value}"]
      if names.count > 1 { facts[0] += "; one of \(names.joined(separator: ", "))" }
    case .years: facts = ["all, or a list of years from 1"]
    case .records(let specs):
      facts = ["records by name"]
      nested = specs
    }
    if let (_, text) = KeyTable.builtIn(spec) {
      facts.append("default \(text)")
    } else {
      facts.append(spec.presence == .required ? "required" : "optional")
    }
    return [
      "\(indent)\(spec.key)", "\(indent)  \(facts.joined(separator: "; "))",
      "\(indent)  \(spec.meaning)",
    ]
      + nested.flatMap { lines($0, indent: indent + "    ") }
  }

  private static var tariff: String {
    var lines = [
      "data/tariffs/NAME.csv",
      "One row a charge line; the local clock decides months, days and hours.",
      "What each kind bills, with examples: data/tariffs/README.md.",
      "", "  # dollar_year: 2026      the year of its prices; required, above the header",
      "  # source: …              where the prices come from",
      "  # effective: …           since when",
      "  further keys: "
        + TariffHead.keys.filter { !["dollar_year", "source", "effective"].contains($0) }
        .joined(separator: ", "),
      "  \(TariffTable.columns.joined(separator: ","))",
      "  and where a kind uses them: \(TariffTable.optionalColumns.joined(separator: ", "))", "",
    ]
    for kind in TariffKind.allCases {
      let units = kind.units.map(\.name).joined(separator: " or ")
      lines.append(
        "  kind \(Self.padded(kind.rawValue, 19))"
          + [
            units.isEmpty ? "no rate" : "in \(units)",
            kind.hasWindow ? "months, days and hours" : "",
            kind.mayBeNegative ? "may be negative" : "",
            kind.required.isEmpty ? "" : "needs \(kind.required.joined(separator: ", "))",
            optional(kind).isEmpty ? "" : "may have \(optional(kind))",
          ].filter { !$0.isEmpty }.joined(separator: "; "))
    }
    lines += [
      "", "  months  all, or 6-9, or 1-5;10-12, or from day to day 6/15-9/14",
      "  days    all, or some of "
        + TariffTable.days.dropFirst().joined(separator: ", "),
      "  hours   all, or 13-18 (13:00 to 18:00), or 6:30-9:45, or 0-6;22-24",
      "  energy lines price each hour of each month and day kind exactly once, or energy_index all of them",
      "",
    ]
    return lines.joined(separator: "\n")
  }

  private static func optional(_ kind: TariffKind) -> String {
    kind.allowed.filter { !kind.required.contains($0) }.joined(separator: ", ")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
