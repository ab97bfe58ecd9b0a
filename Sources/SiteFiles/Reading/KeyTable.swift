import SiteModel
import Tabular

/// Reads mappings by tables of statements about keys.
struct KeyTable {
  let reading: Reading
  let origin: Origin

  /// Reports keys that no statement knows; returns the known keys that they probably mean.
  func reportUnknown(
    in entries: [YAMLEntry], specs: [ParameterSpec], others: [String] = [], of owner: String
  ) -> [String] {
    let known = others + specs.map(\.key)
    var meant: [String] = []
    for entry in entries where !known.contains(entry.key) {
      if let spec = Self.otherUnit(entry.key, specs) {
        meant.append(spec.key)
        let symbol = Self.symbol(spec) ?? "its unit"
        reading.report(
          "unknown key '\(entry.key)' of \(owner)", at: entry.keyPlace,
          help: KeyQuantity.agree(entry.key, spec)
            ? "write '\(spec.key)', in \(symbol)"
            : "'\(spec.key)' is in \(symbol), which is another quantity: give a number in that unit"
        )
        continue
      }
      if let help = GasNames.help(for: entry.key, known: known) {
        reading.report(
          "unknown key '\(entry.key)' of \(owner)", at: entry.keyPlace, help: help)
        continue
      }
      let near = Suggestion.nearest(
        to: entry.key,
        in: known.filter { name in
          specs.first { $0.key == name }.map { KeyQuantity.agree(entry.key, $0) } ?? true
        })
      if let near { meant.append(near) }
      reading.report(
        "unknown key '\(entry.key)' of \(owner)", at: entry.keyPlace,
        help: near.map { "did you mean '\($0)'?" }
          ?? (known.isEmpty ? "there are no keys" : "known keys: \(known.joined(separator: ", "))"))
    }
    return meant
  }

  /// The statement whose key is the same but for the unit.
  private static func otherUnit(_ key: String, _ specs: [ParameterSpec]) -> ParameterSpec? {
    let units = [
      "usd", "kusd", "mw", "kw", "w", "gw", "mwh", "kwh", "gwh", "kg", "g", "t", "lb", "mcf",
      "mmcf",
      "mmbtu", "btu", "gj", "hours", "hour", "h", "minutes", "minute", "min", "years", "year",
      "months",
      "days", "fraction", "percent", "pct", "count", "mwdc", "kwdc", "per",
    ]
    var best: (spec: ParameterSpec, length: Int)?
    for spec in specs {
      guard let stem = stem(of: spec), stem.count > best?.length ?? 0 else { continue }
      let rest = key.hasPrefix(stem + "_") ? key.dropFirst(stem.count + 1) : key == stem ? "" : "?"
      if rest.isEmpty || rest.split(separator: "_").allSatisfy({ units.contains(String($0)) }) {
        best = (spec, stem.count)
      }
    }
    return best?.spec
  }

  /// The key without its unit.
  private static func stem(of spec: ParameterSpec) -> String? {
    guard let suffix = unit(of: spec)?.suffix else { return nil }
    let words = spec.key.split(separator: "_").map(String.init)
    let ending = suffix.split(separator: "_").map(String.init)
    for start in words.indices.dropFirst()
    where words[start...].starts(with: ending, by: { $0.hasPrefix($1) }) {
      return words[..<start].joined(separator: "_")
    }
    return nil
  }

  static func unit(of spec: ParameterSpec) -> UnitDescription? {
    switch spec.kind {
    case .number(let unit, _), .series(let unit, _): unit
    default: nil
    }
  }

  static func symbol(_ spec: ParameterSpec) -> String? { unit(of: spec)?.symbol }

  /// What a missing key needs, in words.
  static func wanted(_ spec: ParameterSpec) -> String {
    switch spec.kind {
    case .number(let unit, let range), .series(let unit, let range):
      "write \(spec.key): \(spec.meaning) (\(unit.symbol), \(DecimalText.plain(range)))"
    case .choice(let words, _):
      "write \(spec.key): \(spec.meaning) (\(words.joined(separator: ", ")))"
    default: "write \(spec.key): \(spec.meaning)"
    }
  }

  /// The built-in value of a key that nobody wrote, and its text.
  static func builtIn(_ spec: ParameterSpec) -> (ParameterValue, String)? {
    if case .default(let number) = spec.presence {
      return (.number(number), DecimalText.plain(number))
    }
    if case .choice(_, .some(let word)) = spec.kind { return (.word(word), word) }
    return nil
  }

  /// All values of a mapping without a technology: of a policy or of a record.
  func values(
    of specs: [ParameterSpec], in entries: [YAMLEntry], owner: String, place: Place,
    label: (component: String, prefix: String)
  ) -> ParameterValues? {
    let meant = reportUnknown(in: entries, specs: specs, of: owner)
    var values = ParameterValues()
    var isComplete = true
    for spec in specs {
      if let entry = entries.first(where: { $0.key == spec.key }) {
        if let value = value(spec, entry, label) {
          values.set(spec.key, value)
        } else {
          isComplete = false
        }
      } else if let (value, text) = Self.builtIn(spec) {
        values.set(spec.key, value)
        reading.defaults.append(
          Site.UsedDefault(
            component: label.component, key: label.prefix + spec.key, value: text,
            origin: "built in"))
      } else if spec.presence == .required {
        isComplete = false
        if !meant.contains(spec.key) {
          reading.report("\(owner) needs '\(spec.key)'", at: place, help: Self.wanted(spec))
        }
      }
    }
    return isComplete ? values : nil
  }
}
