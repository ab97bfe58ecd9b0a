import Components
import SiteModel
import Testing

@Suite("catalogue: every component, every key")
struct CatalogueTests {
  /// All keys by where they are written.
  private static var all: [(place: String, spec: ParameterSpec)] {
    func flat(_ place: String, _ specs: [ParameterSpec]) -> [(String, ParameterSpec)] {
      specs.flatMap { spec in
        var found = [(place, spec)]
        if case .records(let inner) = spec.kind { found += flat("\(place).\(spec.key)", inner) }
        return found
      }
    }
    return Catalogue.standard.kinds.flatMap { flat($0.kind, $0.parameters) }
      + flat("uptime", UptimePolicy.parameters) + flat("emissions", EmissionsPolicy.parameters)
  }

  @Test("every component in the folder is in the catalogue")
  func complete() throws {
    let files = try Sources.files(in: "Components").map(\.name)
      .filter { !$0.contains("/Parts/") && !$0.contains("+") }
      .compactMap { $0.split(separator: "/").last?.split(separator: ".").first.map(String.init) }
    let subjects = ["Grid", "GPULoad"]
    #expect((files + subjects).sorted() == Catalogue.standard.kinds.map { "\($0)" }.sorted())
    #expect(files.count >= 6)
  }

  @Test("kinds are words that find their component")
  func kinds() {
    let kinds = Catalogue.standard.kinds.map { $0.kind }
    #expect(Set(kinds).count == kinds.count)
    for kind in Catalogue.standard.kinds {
      #expect(Catalogue.standard.kind(named: kind.kind).map { "\($0)" } == "\(kind)")
      #expect(kind.kind.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil)
      #expect(kind.summary.hasSuffix("."))
    }
    #expect(Catalogue.standard.kind(named: "fusion") == nil)
  }

  @Test("keys are unique, in small letters, and say what they mean")
  func keys() {
    let places = Self.all.map { "\($0.place).\($0.spec.key)" }
    #expect(Set(places).count == places.count)
    for (place, spec) in Self.all {
      #expect(spec.key.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, "\(place).\(spec.key)")
      #expect(spec.meaning.count >= 8, "\(place).\(spec.key)")
    }
  }

  /// The words of the unit stand in the key, in order: `fixed_om_fraction_of_capex_per_year` is a
  /// fraction per year, `land_limit_mwdc` MW of direct current. Counts name what they count.
  @Test("every number has a unit that its key names")
  func units() {
    for (place, spec) in Self.all {
      let unit: UnitDescription
      switch spec.kind {
      case .number(let description, _), .series(let description, _), .monthly(let description, _):
        unit = description
      default: continue
      }
      #expect(!unit.symbol.isEmpty && unit.scale > 0, "\(place).\(spec.key)")
      guard unit.suffix != "count" else { continue }
      var words = spec.key.split(separator: "_")[...]
      for part in unit.suffix.split(separator: "_") {
        let found = words.firstIndex { $0 == part || $0 == part + "dc" }
        #expect(found != nil, "\(place).\(spec.key) does not name \(unit.suffix)")
        if let found { words = words[(found + 1)...] }
      }
    }
  }

  @Test("ranges are ranges, and defaults lie within them")
  func ranges() {
    for (place, spec) in Self.all {
      switch spec.kind {
      case .number(_, let range), .series(_, let range), .monthly(_, let range):
        #expect(range.lowerBound < range.upperBound, "\(place).\(spec.key)")
        #expect(range.lowerBound.isFinite && range.upperBound.isFinite, "\(place).\(spec.key)")
        if case .default(let value) = spec.presence {
          #expect(range.contains(value), "\(place).\(spec.key)")
        }
      case .choice(let words, let initial):
        #expect(words.count >= 2, "\(place).\(spec.key)")
        #expect(initial.map(words.contains) ?? true, "\(place).\(spec.key)")
        #expect(initial == nil || spec.presence == .optional, "\(place).\(spec.key)")
      case .choices(let words):
        #expect(!words.isEmpty, "\(place).\(spec.key)")
      case .records(let inner):
        #expect(!inner.isEmpty, "\(place).\(spec.key)")
      case .schedule(let names, _):
        #expect(!names.isEmpty, "\(place).\(spec.key)")
      case .text, .tariff, .factors, .coincidentPeaks, .meteredPeaks, .years:
        break
      }
    }
  }

  @Test("money is marked, so that it can be moved between dollar years")
  func money() {
    for (place, spec) in Self.all {
      switch spec.kind {
      case .number(let unit, _), .series(let unit, _):
        #expect(unit.isMoney == unit.suffix.contains("usd"), "\(place).\(spec.key)")
      default: continue
      }
    }
  }
}
