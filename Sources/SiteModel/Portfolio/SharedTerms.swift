/// What a site shares with others of a portfolio, and on what terms: what it pays for each, which is no cash,
/// and how much of it is its own.
///
/// A site file knows nothing of it: whoever plans many sites hands it to each.
public struct SharedTerms: Sendable, Equatable, Codable {
  /// One thing that is shared.
  public struct Term: Sendable, Equatable, Codable {
    /// What it is called in tables, such as `second_life_battery` or `capital_usd`.
    public var name: String
    /// What is counted of it.
    public var measure: Measure
    /// USD a year for each unit of it that a plan uses. Nobody pays it.
    public var price: Double
    /// Most that the site may use; nil: any.
    public var most: Double?

    /// A term of a site.
    public init(name: String, measure: Measure, price: Double, most: Double? = nil) {
      (self.name, self.measure, self.price, self.most) = (name, measure, price, most)
    }
  }

  /// What is counted of a plan.
  public enum Measure: Sendable, Hashable, Codable {
    /// What is bought or rented of components, by what may be said of them (`Site.equipmentWords`); over a
    /// horizon only what comes before a month of it, where one is given.
    case equipment(words: [String], per: EquipmentUnit, before: Int?)
    /// Price of all that is bought, before credits, USD.
    case capital
    /// Emissions of a year inside the boundary of the site's cap, t CO2e; of a horizon those of its mean year.
    case emissions
    /// Modules that are there.
    case modules

    /// The unit of the amount.
    public var unit: String {
      switch self {
      case .equipment(_, let per, _): per.rawValue
      case .capital: "USD"
      case .emissions: "t CO2e/year"
      case .modules: "module"
      }
    }

    /// Whether only whole numbers of it can be used.
    public var isWhole: Bool {
      switch self {
      case .equipment(_, .unit, _), .modules: true
      default: false
      }
    }
  }

  /// How equipment is counted.
  public enum EquipmentUnit: String, Sendable, Codable, CaseIterable {
    /// Gensets, packs, blocks.
    case unit
    case megawatt = "MW"
    case megawattHour = "MWh"
  }

  /// How many modules of a load may be there.
  public struct Modules: Sendable, Equatable, Codable {
    /// The load's name at its site.
    public var load: String
    /// Least and most modules; planning chooses where they differ.
    public var least: Double
    /// Most modules.
    public var most: Double

    /// Modules of a load.
    public init(load: String, least: Double, most: Double) {
      (self.load, self.least, self.most) = (load, least, most)
    }
  }

  /// All that is shared.
  public var terms: [Term]
  /// Loads whose modules are placed; all others keep theirs.
  public var modules: [Modules]

  /// Terms of a site.
  public init(terms: [Term] = [], modules: [Modules] = []) {
    (self.terms, self.modules) = (terms, modules)
  }

  /// Whether a plan is just what it is without them: nothing has a price, a limit or modules to place.
  package var isNeutral: Bool {
    modules.isEmpty && terms.allSatisfy { $0.price == 0 && $0.most == nil }
  }

  /// Modules of a load as shares of those that it has, where they are placed.
  package func shares(of load: String, having count: Double) -> ClosedRange<Double>? {
    guard let own = modules.first(where: { $0.load == load }), count > 0 else { return nil }
    return own.least / count...max(own.least, own.most) / count
  }
}

extension Site {
  /// What a portfolio may call a component's equipment: its type, the technologies that its defaults came
  /// from, and the field's word for all machines like it.
  package func equipmentWords(of component: any Component) -> Set<String> {
    let kind = type(of: component).kind
    let technologies = defaults.filter { $0.component == component.name }.compactMap { used in
      used.origin.hasPrefix("technologies/") && used.origin.hasSuffix(".yaml")
        ? String(used.origin.dropFirst("technologies/".count).dropLast(".yaml".count)) : nil
    }
    let groups = Self.equipmentGroups.filter { $0.value.contains(kind) }.map(\.key)
    return Set([kind] + technologies + groups)
  }

  /// Words for several types of components at once.
  package static let equipmentGroups = [
    "gensets": ["flared_gas", "pipeline_gas"],
    "turbines": ["gas_turbine", "combined_cycle"],
    "packs": ["second_life_battery"],
  ]
}

extension SitePlan {
  /// What a plan uses of one thing that sites share.
  public struct SharedUse: Sendable, Equatable {
    /// What it is called in tables.
    public var name: String
    /// In the unit of its measure.
    public var amount: Double

    package init(name: String, amount: Double) { (self.name, self.amount) = (name, amount) }
  }
}
