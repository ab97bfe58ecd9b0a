public import Units

/// The GPU modules' facility load, in classes that must be served, may be shifted or may be paused.
public struct GPULoad: Component {
  /// The word after `type:` in a site file.
  public static let kind = "gpu_load"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "GPU modules and their cooling, in classes: firm inference, deferrable batch, interruptible training."

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  /// Facility power for each MW of IT; nil where the facility load is given.
  public let powerUsageEffectiveness: StepSeries<NumberDimension>?
  /// GPU modules at the site; nil where the facility load is given.
  public let modules: Double?
  /// Litres of water for each kWh of IT; nil where nobody says how the modules are cooled.
  package let water: StepSeries<NumberDimension>?
  package let classes: [LoadClass]
  /// MW of sub-second swing for each MW of interruptible training.
  package let fastSwing: Double
  /// When its modules are there, in a horizon; nil: all of them, always.
  package let arrivals: LoadArrivals?
  /// What an interruption costs, by class; without those that do not say.
  let work: [String: GPUWork]

  package static let modulesKey = Parameter<NumberDimension>(
    "modules", .count, 1...100_000, .optional, "GPU modules at the site")
  static let leastModulesKey = Parameter<NumberDimension>(
    "min_modules", .count, 0...100_000, .optional,
    "least modules here where a portfolio places them; else as many as 'modules'")
  static let mostModulesKey = Parameter<NumberDimension>(
    "max_modules", .count, 1...100_000, .optional,
    "most modules here where a portfolio places them; else as many as 'modules'")
  static let moduleKey = Parameter<PowerDimension>(
    "it_mw_per_module", .megawatts, 0.001...100, .optional, "IT power of one module at full use")
  package static let pueKey = SeriesParameter<NumberDimension>(
    "pue_fraction", .fraction, 1...3, .optional,
    "facility power for each MW of IT power; derived from cooling and weather where it is left out")
  package static let coolingKey = ChoiceParameter<CoolingMethod>(
    "cooling",
    "how modules are cooled, where pue_fraction is derived from weather: dry_liquid unless written")
  package static let waterKey = SeriesParameter<NumberDimension>(
    "water_l_per_kwh", .litresPerKilowattHour, 0...20, .optional,
    "water evaporated for each kWh of IT; derived like pue_fraction where both are left out")
  static let facilityKey = SeriesParameter<PowerDimension>(
    "facility_load_mw", .megawatts, 0...20_000, .optional,
    "facility load as a series of its own, instead of modules")
  static let swingKey = Parameter<NumberDimension>(
    "fast_swing_mw_per_mw_training", .megawattPerMegawatt, 0...1, .default(0),
    "battery power held back in every step for the sub-second swings of each MW of interruptible "
      + "training; 0.3 to 0.6 at islanded sites")
  static let classesKey = "classes"

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [
      modulesKey.spec, leastModulesKey.spec, mostModulesKey.spec, moduleKey.spec, pueKey.spec,
      coolingKey.optionalSpec, waterKey.spec,
      facilityKey.spec, GPUWork.powerKey.spec, swingKey.spec,
      ParameterSpec(
        key: classesKey, kind: .records(LoadClass.parameters), presence: .required,
        meaning: "classes of load by name; their shares sum to 1"),
    ] + LoadArrivals.parameters
  }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems: [ParameterProblem] = []
    let byModules = [modulesKey.key, moduleKey.key, pueKey.key]
    let given = byModules.filter { values.value(of: $0) != nil }
    let isSeries = values.optional(facilityKey) != nil
    if isSeries ? !given.isEmpty : given.count < byModules.count {
      problems.append(
        ParameterProblem(
          key: isSeries ? facilityKey.key : modulesKey.key,
          message: isSeries
            ? "the load is given twice: as a series and by \(given.joined(separator: ", "))"
            : "the load is not given completely",
          help: "write \(byModules.joined(separator: ", ")), or \(facilityKey.key) alone; "
            + "with 'weather:' at the site \(pueKey.key) is derived"))
    }
    problems += placementProblems(in: values)
    guard case .records(let records)? = values.value(of: classesKey) else { return problems }
    let shares = records.reduce(0) { $0 + $1.values[LoadClass.shareKey].in(.fraction) }
    if (shares - 1).magnitude > 1e-9 {
      problems.append(
        ParameterProblem(
          key: classesKey,
          message: "the shares of the classes sum to \(shares.rounded(toPlaces: 9)), not 1",
          help: "write shares that sum to 1"))
    }
    problems += LoadArrivals.problems(in: values)
    problems += records.flatMap { record in
      LoadClass.problems(in: record, facilityIsSeries: isSeries)
        + GPUWork.problems(in: record, each: values.optional(GPUWork.powerKey))
    }
    if problems.isEmpty, GPULoad(name: "", values: values).peak == .zero {
      problems.append(
        ParameterProblem(
          key: isSeries ? facilityKey.key : modulesKey.key,
          message: "the load is zero in every step",
          help: "a site without load has nothing to plan: write a load"))
    }
    return problems
  }

  /// Limits that a planner may move: less load.
  public static var adjustableLimits: [AdjustableLimitRule] {
    [
      AdjustableLimitRule(modulesKey.spec, .down(to: 1)),
      AdjustableLimitRule(facilityKey.spec, .share),
    ]
  }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    arrivals = LoadArrivals(values)
    fastSwing = values[Self.swingKey].in(.megawattPerMegawatt)
    var records: [NamedValues] = []
    if case .records(let known)? = values.value(of: Self.classesKey) { records = known }
    let work = records.compactMap { record in
      GPUWork(record.values, each: values.optional(GPUWork.powerKey)).map { (record.name, $0) }
    }
    self.work = Dictionary(work) { first, _ in first }
    if let series = values.optional(Self.facilityKey) {
      classes = records.map { LoadClass(name: $0.name, values: $0.values, facility: series) }
      powerUsageEffectiveness = nil
      modules = nil
      water = nil
    } else {
      let count = values.optional(Self.modulesKey)?.in(.count) ?? 0
      modules = count
      let full = count * (values.optional(Self.moduleKey) ?? .zero)
      let pue = values.optional(Self.pueKey) ?? .constant(Number(1, .fraction))
      powerUsageEffectiveness = values.optional(Self.pueKey)
      water = values.optional(Self.waterKey)
      let facility = pue.map { $0.in(.fraction) * full }
      classes = records.map {
        LoadClass(name: $0.name, values: $0.values, facility: facility, overhead: pue)
      }
    }
  }

  /// Whether some class promises an availability.
  public var promisesUptime: Bool { classes.contains { $0.target != nil } }

  /// Names of the classes that no plan may shed, and that promise no certified uptime.
  package var unsheddableClasses: [String] {
    classes.filter { ($0.sheddable == 0 || $0.plannedCap == 0) && $0.target == nil }.map(\.name)
  }

  /// Demand of a class before shifting and shedding, and facility power for each unit of IT power.
  package func work(of name: String) -> (
    demand: StepSeries<PowerDimension>, overhead: StepSeries<NumberDimension>
  )? {
    classes.first { $0.name == name }.map { ($0.demand, $0.overhead) }
  }

  /// Facility load at a step if everything is served as it comes.
  package func demand(at step: Int) -> Power { classes.reduce(.zero) { $0 + $1.demand[step] } }

  /// Greatest facility load of the year.
  package var peak: Power {
    // Classes may peak apart; the sum of peaks is enough as a measure.
    classes.reduce(.zero) { $0 + $1.demand.maximum }
  }
}
