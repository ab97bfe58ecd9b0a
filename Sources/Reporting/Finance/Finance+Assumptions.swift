import SiteModel

extension Finance {
  /// A key and what stands behind it.
  struct Assumption: Sendable, Equatable {
    /// The key.
    let key: String
    /// Its unit; empty for words.
    let unit: String
    /// What it means.
    let meaning: String
    /// Its number, written or built in.
    let number: Double?
    /// Its word, where it is no number.
    let word: String
    /// Whether anything stands behind it.
    var isGiven: Bool { number != nil || !word.isEmpty }
  }

  /// All keys, in the order of the documentation.
  var assumptions: [Assumption] {
    Self.parameters.map { spec in
      var (number, word): (Double?, String) = (nil, "")
      switch values.value(of: spec.key) {
      case .number(let own)?: number = own
      case .word(let own)?: word = own
      default:
        if case .default(let own) = spec.presence { number = own }
        if case .choice(_, .some(let own)) = spec.kind { word = own }
      }
      var unit = ""
      if case .number(let own, _) = spec.kind { unit = own.symbol }
      return Assumption(
        key: spec.key, unit: unit, meaning: spec.meaning, number: number, word: word)
    }
  }
}
