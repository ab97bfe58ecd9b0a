public import SiteModel
import Tabular

/// The JSON Schema of `site.yaml`, from the keys that the reader uses: an editor completes and explains
/// them by it.
///
/// It knows words, units and ranges; what keys have to do with each other `sitemix check` says.
public enum SiteSchema {
  /// Its path below the data folder.
  public static let path = "schema/site.schema.json"

  /// The first line of a site, which names the schema to an editor.
  static let comment = "# yaml-language-server: $schema=../../\(path)"

  /// The file's text.
  public static func text(_ catalogue: Catalogue) -> String {
    let document = object(
      SiteKeys.all.map {
        ($0.key, top($0.key, catalogue).with(["description": .text($0.meaning)]))
      },
      required: ["year", "daylight_saving", "dollar_year", "real_discount_rate", "components"])
    let head: JSONValue = [
      "$schema": "http://json-schema.org/draft-07/schema#", "title": "site.yaml of Sitemix",
    ]
    let kinds = catalogue.kinds.map { ($0.kind, component($0)) }
    guard case .object(let first) = head, case .object(let rest) = document else { return "" }
    let members =
      first + rest + [(key: "definitions", value: .object(kinds.map { (key: $0, value: $1) }))]
    return String(decoding: JSONValue.object(members).document, as: UTF8.self)
  }

  /// What may stand behind a key at the top.
  private static func top(_ key: String, _ catalogue: Catalogue) -> JSONValue {
    switch key {
    case "location":
      object([
        ("latitude", number(-90...90)), ("longitude", number(-180...180)),
        ("elevation_m", number(-500...9000)),
      ])
    case "weather":
      object([
        ("monthly_means", ["type": "string"]), ("file", ["type": "string"]),
        ("seed", ["type": "integer"]), ("other_seeds", list(["type": "integer"])),
        ("other_files", list(["type": "string"])),
      ])
    case "year", "dollar_year": ["type": "integer", "minimum": 1990, "maximum": 2100]
    case "daylight_saving":
      ["enum": .texts(Calendar.DaylightSaving.allCases.map(\.rawValue))]
    case "utc_offset_hours": number(-12...14)
    case "step_minutes": ["enum": [60, 30, 15], "default": 60]
    case "real_discount_rate": number(0...0.5)
    case "mip_gap_aim": number(1e-6...0.1)
    case "notes": list(["type": "string"])
    case "components": components(catalogue)
    case "horizon":
      object(
        keys(of: PlanningHorizon.parameters, in: key),
        required: ["years", PlanningHorizon.startKey])
    case ScenariosSection.key: scenarios
    case "finance":
      object(keys(of: Finance.parameters, in: key), required: ["inflation_fraction_per_year"])
    case "uptime": object(keys(of: UptimePolicy.parameters, in: key))
    case "emissions": object(keys(of: EmissionsPolicy.parameters, in: key))
    default: ["type": "string"]
    }
  }

  /// A list of scenarios, or what they are made from.
  private static var scenarios: JSONValue {
    let member = object(
      [
        ("name", ["type": "string"]), ("probability", number(0...1)),
        ("overlay", ["type": "string"]), ("set", ["type": "object"]),
      ], required: ["name"])
    let source: JSONValue = [
      "enum": .texts(ScenariosTogether.Source.allCases.map(\.rawValue))
    ]
    let first = [(ScenariosSection.listKey, list(member)), (ScenariosSection.sourceKey, source)]
    let own = object(first + keys(of: ScenariosTogether.parameters, in: ScenariosSection.key))
    return ["anyOf": [list(member), own]]
  }

  /// Components by name; the keys of each follow its type.
  private static func components(_ catalogue: Catalogue) -> JSONValue {
    [
      "type": "object",
      "additionalProperties": [
        "type": "object",
        "properties": ["type": ["enum": .texts(catalogue.kinds.map { $0.kind })]],
        "required": ["type"],
        "allOf": .array(
          catalogue.kinds.map { kind in
            [
              "if": ["properties": ["type": ["const": .text(kind.kind)]]],
              "then": ["$ref": .text("#/definitions/\(kind.kind)")],
            ]
          }),
      ],
    ]
  }

  private static func component(_ kind: any Component.Type) -> JSONValue {
    let own: [(String, JSONValue)] = [
      ("type", ["const": .text(kind.kind), "description": .text(kind.summary)]),
      (
        "technology",
        [
          "type": "string",
          "description":
            "file of data/technologies whose values hold for keys that are not written",
        ]
      ),
    ]
    return object(own + keys(of: kind.parameters, in: nil), required: ["type"])
  }

  /// Keys of a mapping, and the old names of those that were renamed.
  private static func keys(
    of specs: [ParameterSpec], in section: String?
  ) -> [(String, JSONValue)] {
    specs.map { ($0.key, value($0)) }
      + RenamedKey.all.compactMap { word in
        guard word.section == nil || word.section == section,
          let spec = specs.first(where: { $0.key == word.new })
        else { return nil }
        let note = "is now called \(word.new)"
        return (
          word.old,
          value(spec).with([
            "description": .text(note), "deprecated": true, "deprecationMessage": .text(note),
          ])
        )
      }
  }
}

extension SiteSchema {
  /// What may stand behind a key. Null leaves a technology's value out.
  private static func value(_ spec: ParameterSpec) -> JSONValue {
    var unit: String?
    let form: JSONValue
    switch spec.kind {
    case .number(let own, let range): (unit, form) = (own.symbol, number(range))
    case .series(let own, let range):
      (unit, form) = (own.symbol, ["anyOf": [number(range), column]])
    case .monthly(let own, let range):
      let months = list(number(range)).with(["minItems": 12, "maxItems": 12])
      (unit, form) = (own.symbol, ["anyOf": [number(range), months]])
    // What YAML 1.1 reads as a truth value is a word here.
    case .choice(let words, _):
      form = [
        "enum": .array(words.map { .text($0) } + (words.contains("yes") ? [true, false] : []))
      ]
    case .choices(let words): form = list(["enum": .texts(words)])
    case .schedule(let names, _):
      let table = object(
        ["file", "month", "value"].map { ($0, ["type": "string"]) },
        required: ["file", "month", "value"])
      let row = object(
        (["month"] + names).map { ($0, ["type": "number", "minimum": 0]) }, required: ["month"])
      form = ["anyOf": [list(row), table]]
    case .years:
      form = ["anyOf": [["const": "all"], list(["type": "integer", "minimum": 1, "maximum": 40])]]
    case .records(let specs):
      form = ["type": "object", "additionalProperties": object(keys(of: specs, in: spec.key))]
    case .text, .tariff, .coincidentPeaks, .meteredPeaks, .factors: form = ["type": "string"]
    }
    var facts = spec.meaning
    if let unit, !unit.isEmpty { facts += " (\(unit))" }
    if spec.presence == .required { facts += "; required" }
    var whole: JSONValue = [
      "anyOf": [form, ["type": "null"]], "description": .text(facts),
    ]
    if let (value, _) = KeyTable.builtIn(spec) {
      switch value {
      case .number(let number): whole = whole.with(["default": .number(number)])
      case .word(let word): whole = whole.with(["default": .text(word)])
      default: break
      }
    }
    return whole
  }

  private static let column: JSONValue = object(
    [("file", ["type": "string"]), ("column", ["type": "string"])], required: ["file", "column"])

  private static func number(_ range: ClosedRange<Double>) -> JSONValue {
    [
      "type": "number", "minimum": .exact(range.lowerBound), "maximum": .exact(range.upperBound),
    ]
  }

  private static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

  private static func object(
    _ properties: [(String, JSONValue)], required: [String] = []
  ) -> JSONValue {
    let form: JSONValue = [
      "type": "object", "properties": .object(properties.map { (key: $0, value: $1) }),
      "additionalProperties": false,
    ]
    return required.isEmpty ? form : form.with(["required": .texts(required)])
  }
}
