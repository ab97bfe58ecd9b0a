package import Units

/// When a connection is energised in a horizon, in which steps, and how its prices move.
enum GridDates {
  static let energised = Parameter<NumberDimension>(
    "energised_month", .count, 0...479, .optional,
    "month of the horizon in which it is energised: what it bills begins then; 0 unless written")
  static let steps = ScheduleParameter(
    "import_limit_steps", of: ["mw"], isCumulative: false,
    "most that can be taken from a month of the horizon on, up to import_limit_mw")
  static let nonFirm = Parameter<NumberDimension>(
    "non_firm_until_month", .count, 0...480, .optional,
    "month of the horizon until which the utility may curtail it, so that no reserve counts on it")
  static let connectionCost = Parameter<MoneyDimension>(
    "connection_cost_usd", .usd, 0...1e10, .optional,
    "paid once, in the year in which it is energised")
  static let energyEscalation = escalation("energy", "energy")
  static let demandEscalation = escalation("demand", "demand, reactive demand and contract demand")
  static let fixedEscalation = escalation("fixed", "fixed charges and minimum bills")
  static let laterTariff = "later_tariff"
  static let laterTariffMonth = Parameter<NumberDimension>(
    "later_tariff_month", .count, 12...468, .optional,
    "month of the horizon from which later_tariff holds, the first of a year: 12, 24, 36")

  private static func escalation(_ group: String, _ lines: String) -> Parameter<NumberDimension> {
    Parameter(
      "\(group)_price_escalation_fraction_per_year", .fractionPerYear, -0.5...0.5, .optional,
      "real change of the prices of \(lines), from one year of the horizon to the next")
  }

  static var parameters: [ParameterSpec] {
    [
      energised.spec, steps.spec, nonFirm.spec, connectionCost.spec, energyEscalation.spec,
      demandEscalation.spec, fixedEscalation.spec,
      ParameterSpec(
        key: laterTariff, kind: .tariff, presence: .optional,
        meaning: "name of a file in data/tariffs that holds later in the horizon"),
      laterTariffMonth.spec,
    ]
  }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems: [ParameterProblem] = []
    let month = values.optional(laterTariffMonth).map { Int($0.in(.count)) }
    if (month == nil) != (values.value(of: laterTariff) == nil) {
      problems.append(
        ParameterProblem(
          key: month == nil ? laterTariff : laterTariffMonth.key,
          message: "a later tariff needs its name and its month",
          help: "write \(laterTariff) and \(laterTariffMonth.key), or neither"))
    }
    if let month, month % 12 != 0 {
      problems.append(
        ParameterProblem(
          key: laterTariffMonth.key,
          message: "the tariff would change within a year, in month \(month)",
          help: "write the first month of a year: \(month / 12 * 12) or \(month / 12 * 12 + 12)"))
    }
    if let energised = values.optional(energised)?.in(.count),
      let first = values.optional(steps)?.rows.first(where: { ($0.amounts["mw"] ?? 0) > 0 }),
      Double(first.month) < energised
    {
      problems.append(
        ParameterProblem(
          key: steps.key,
          message: "import begins in month \(first.month), before energised_month",
          help:
            "begin the steps with month \(Int(energised)), or write energised_month: \(first.month)"
        ))
    }
    return problems
  }

  /// The month of the horizon in which something can first be taken.
  static func energisedMonth(_ values: ParameterValues) -> Int {
    if let month = values.optional(energised) { return Int(month.in(.count)) }
    return values.optional(steps)?.rows.first { ($0.amounts["mw"] ?? 0) > 0 }?.month ?? 0
  }
}

extension Grid {
  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { GridDates.parameters.map(\.key) }

  /// The months that each of its dates speaks of.
  public var dates: [(key: String, months: ClosedRange<Int>)] {
    let months = [GridDates.energised, GridDates.laterTariffMonth].compactMap { key in
      values.optional(key).map { (key: key.key, months: Int($0.in(.count))...Int($0.in(.count))) }
    }
    let steps = values.optional(GridDates.steps)?.span
    return months + (steps.map { [(key: GridDates.steps.key, months: $0)] } ?? [])
  }

  /// The month of the horizon in which it is energised.
  package var energisedMonth: Int { GridDates.energisedMonth(values) }

  /// Whether the utility may not curtail it at a step.
  package func isFirm(_ step: Int) -> Bool { step >= firstFirmStep }

  /// Import that units at other hours can count on as well: the least from here to the next change of the
  /// limit that a date in a horizon makes, and of the whole year where there is none.
  package func firmImport(at step: Int) -> Power {
    let least = firmByStep.map { $0[step] } ?? importLimit.minimum
    return contractCapacity.map { min($0, least) } ?? least
  }

  /// What is paid once for it, in the year in which it is energised.
  package var connectionCost: Money { values.optional(GridDates.connectionCost) ?? .zero }

  /// The connection in a year of a horizon: what can be taken by month, and the prices of the year.
  public func inYear(_ year: PlannedYear) -> any Component {
    var values = values
    let months = year.steps.months
    let before = year.place(of: energisedMonth)
    let table = values.optional(GridDates.steps)
    var firmByStep: [Power]?
    if before > 0 || table != nil {
      var limit = (0..<year.steps.count).map { importLimit[$0].in(.megawatts) }
      let always = importLimit.minimum.in(.megawatts)
      var firm = [Power](repeating: .zero, count: year.steps.count)
      for (place, month) in months.enumerated() {
        let most =
          place < before
          ? 0 : table?.amount("mw", in: year.firstMonth + place) ?? .infinity
        for step in month.steps {
          limit[step] = min(limit[step], most)
          firm[step] = Power(min(always, most), .megawatts)
        }
      }
      firmByStep = firm
      values.set(Self.importKey.key, .series(limit))
    }
    let firm = values.optional(GridDates.nonFirm).map { year.place(of: Int($0.in(.count))) } ?? 0
    values.set(Self.tariffKey, .tariff(tariff(in: year)))
    let energy = year.factor(values.optional(GridDates.energyEscalation))
    for key in [Self.indexKey.key, Self.exportPriceKey.key] {
      if let price = values.value(of: key) { values.set(key, price.scaled(by: energy)) }
    }
    return Grid(
      name: name, values: values, monthsBefore: before,
      firstFirmStep: firm < months.count ? months[firm].steps[0] : year.steps.count,
      firmByStep: firmByStep)
  }

  private func tariff(in year: PlannedYear) -> Tariff {
    var held = tariff
    if let month = values.optional(GridDates.laterTariffMonth),
      year.firstMonth >= Int(month.in(.count)),
      case .tariff(let later)? = values.value(of: GridDates.laterTariff)
    {
      held = later
    }
    return held.escalated(
      energy: year.factor(values.optional(GridDates.energyEscalation)),
      demand: year.factor(values.optional(GridDates.demandEscalation)),
      fixed: year.factor(values.optional(GridDates.fixedEscalation)))
  }
}

extension Grid {
  /// What of the connection is not there yet in a month, in words; nil where all of it is.
  func shortfall(in month: Int, _ date: (Int) -> String) -> String? {
    if month < energisedMonth { return "\(name): not energised before \(date(energisedMonth))" }
    guard let steps = values.optional(GridDates.steps) else { return nil }
    let now = steps.amount("mw", in: month)
    guard let next = steps.rows.first(where: { $0.month > month && ($0.amounts["mw"] ?? 0) > now })
    else { return nil }
    return "\(name): no more than \(now.figure) MW before \(date(next.month))"
  }

  /// The most that can be taken in a month of the horizon, in MW, in its best hour.
  package func greatestImport(in month: Int) -> Double {
    guard month >= energisedMonth else { return 0 }
    let always = importLimit.maximum.in(.megawatts)
    let step = values.optional(GridDates.steps)?.amount("mw", in: month)
    return min(always, step ?? .infinity)
  }
}
