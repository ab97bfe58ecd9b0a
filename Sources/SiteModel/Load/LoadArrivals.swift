package import Units

/// When the modules of a load are delivered in a horizon, and what each hour of waiting for power loses.
package struct LoadArrivals: Sendable {
  /// Whether modules wait for power, or are served from their delivery on.
  package enum Energising: String, CaseIterable, Sendable {
    case delivered
    case chosen
  }

  /// Whose value a served MWh is.
  package enum Basis: String, CaseIterable, Sendable {
    /// The landlord's rent.
    case lease
    /// What the operator earns less what is not spent while modules wait.
    case computeMargin = "compute_margin"
    /// The price of GPU-hours, less the GPUs' own cost where that is written.
    case gpuHours = "gpu_hours"
  }

  private let table: Schedule
  /// Modules of the whole load; nil where it is a series.
  private let modules: Double?
  /// Whether the plan chooses when modules are energised.
  package let isChosen: Bool
  /// What a MWh is worth that waiting modules are not served.
  package let value: EnergyPrice
  /// Whose value it is; nil where none is stated.
  package let basis: Basis?
  /// What a MW of waiting modules saves in a year, being bought later.
  package let savedByWaiting: PowerPrice

  static let deliveries = ScheduleParameter(
    "module_deliveries", of: ["modules", "fraction"], isCumulative: true,
    "modules that have been delivered, in all, from a month of the horizon on; a fraction of "
      + "facility_load_mw where the load is a series")
  static let energisingKey = ChoiceParameter<Energising>(
    "modules_energised",
    "whether modules are served from their delivery on, or the plan chooses when")
  static let valueKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "value_of_served_mwh_usd", .usdPerServedMegawattHour, 0...1e6, .optional,
    "worth of a MWh served to modules that would wait for power; required where they may wait")
  static let basisKey = ChoiceParameter<Basis>(
    "value_basis",
    "whose value it is: a landlord's lease, an operator's compute_margin, or the price of gpu_hours"
  )
  static let processorCostKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "gpu_capex_usd_per_mw", .usdPerMegawatt, 0...1e9, .optional,
    "price of the GPUs of a MW of facility load, which are bought with their modules: only with "
      + "value_basis: gpu_hours")
  static let processorLifeKey = Parameter<YearsDimension>(
    "gpu_life_years", .years, 1...15, .optional,
    "life of the GPUs, over which waiting saves their price")

  static var parameters: [ParameterSpec] {
    [
      deliveries.spec, energisingKey.optionalSpec, valueKey.spec, basisKey.optionalSpec,
      processorCostKey.spec, processorLifeKey.spec,
    ]
  }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems: [ParameterProblem] = []
    func report(_ key: String, _ message: String, _ help: String) {
      problems.append(ParameterProblem(key: key, message: message, help: help))
    }
    let waits = values.optional(energisingKey) == .chosen
    if let table = values.optional(deliveries) {
      let modules = values.optional(GPULoad.modulesKey)?.in(.count)
      let name = modules == nil ? "fraction" : "modules"
      let most = table.rows.compactMap { $0.amounts[name] }.max()
      if most == nil {
        report(
          deliveries.key, "the table says nothing of \(name)",
          "write rows such as {month: 0, \(name): \(modules == nil ? "0.5" : "4")}")
      } else if let most, most > modules ?? 1 {
        let all = (modules ?? 1).rounded(toPlaces: 6)
        report(
          deliveries.key, "\(most.rounded(toPlaces: 6)) \(name) are delivered, of \(all)",
          "lower the table, or raise the load that it is a part of")
      }
    } else if waits {
      report(
        energisingKey.key, "modules may wait for power, but none are delivered",
        "write \(deliveries.key): {month: 0, modules: 4} for each delivery, in all")
    }
    if waits != (values.optional(valueKey) != nil) {
      report(
        waits ? energisingKey.key : valueKey.key,
        waits
          ? "modules may wait for power, but waiting costs nothing"
          : "a value of served energy decides nothing: modules are served from their delivery on",
        waits
          ? "write \(valueKey.key) and \(basisKey.key): 282 for a lease of 175 USD/kW-month, for instance"
          : "write \(energisingKey.key): chosen, or leave it out")
    }
    if (values.optional(valueKey) != nil) != (values.optional(basisKey) != nil) {
      report(
        values.optional(valueKey) != nil ? valueKey.key : basisKey.key,
        "a value of served energy needs to say whose it is",
        "write \(basisKey.key): \(Basis.allCases.map(\.rawValue).joined(separator: ", or "))")
    }
    let ofProcessors = [
      values.value(of: processorCostKey.key) != nil, values.value(of: processorLifeKey.key) != nil,
    ]
    if ofProcessors.contains(true),
      ofProcessors.contains(false) || values.optional(basisKey) != .gpuHours
    {
      report(
        ofProcessors[0] ? processorCostKey.key : processorLifeKey.key,
        "the GPUs' own cost is not given completely, or not for the price of GPU-hours",
        "write \(processorCostKey.key) and \(processorLifeKey.key) with \(basisKey.key): gpu_hours")
    }
    return problems
  }

  /// The arrivals of a load; nil where all of it is there from the beginning.
  init?(_ values: ParameterValues) {
    guard let table = values.optional(Self.deliveries) else { return nil }
    self.table = table
    modules = values.optional(GPULoad.modulesKey)?.in(.count)
    isChosen = values.optional(Self.energisingKey) == .chosen
    value = values.optional(Self.valueKey) ?? .zero
    basis = values.optional(Self.basisKey)
    let price = values.optional(Self.processorCostKey) ?? .zero
    let life = values.optional(Self.processorLifeKey)?.in(.years) ?? 1
    savedByWaiting = (1 / life) * price
  }

  /// The share of the whole load that has been delivered in a month of the horizon.
  package func share(in month: Int) -> Double {
    guard let modules else { return table.amount("fraction", in: month) }
    return table.amount("modules", in: month) / modules
  }
}

extension LoadArrivals {
  /// The share of the whole load that has been delivered, at each step of a year.
  package func byStep(of year: PlannedYear) -> [Double] {
    var shares = [Double](repeating: 0, count: year.steps.count)
    for (place, month) in year.steps.months.enumerated() {
      let share = share(in: year.firstMonth + place)
      for step in month.steps { shares[step] = share }
    }
    return shares
  }
}

extension GPULoad {
  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { LoadArrivals.parameters.map(\.key) }

  /// The months in which modules are delivered.
  public var dates: [(key: String, months: ClosedRange<Int>)] {
    values.optional(LoadArrivals.deliveries)?.span
      .map { [(key: LoadArrivals.deliveries.key, months: $0)] } ?? []
  }

  /// The load in a year of a horizon, as it has grown.
  public func inYear(_ year: PlannedYear) -> any Component {
    let growth = year.factor(year.horizon.loadGrowth)
    guard growth != 1 else { return self }
    var values = values
    for key in [Self.moduleKey.key, Self.facilityKey.key] {
      if let load = values.value(of: key) { values.set(key, load.scaled(by: growth)) }
    }
    return GPULoad(name: name, values: values)
  }
}
