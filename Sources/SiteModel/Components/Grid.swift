import LinearProgramming
public import Units

/// A grid connection: imports under a tariff up to a limit, and exports if there is a price for them.
public struct Grid: Component {
  /// The word after `type:` in a site file.
  public static let kind = "grid"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "A grid connection with an import limit, a tariff and optional exports."

  /// The name that the site gave it.
  public let name: String
  /// What imports are charged.
  public let tariff: Tariff
  /// Hourly price behind indexed energy lines.
  public let indexPrice: StepSeries<Per<MoneyDimension, EnergyDimension>>?
  /// Price paid for exports.
  public let exportPrice: StepSeries<Per<MoneyDimension, EnergyDimension>>?
  /// Emission factors of imports by gas.
  public let carbonDioxide: StepSeries<Per<CarbonDimension, EnergyDimension>>
  /// Methane of imports.
  public let methane: StepSeries<Per<CarbonDimension, EnergyDimension>>
  /// Nitrous oxide of imports.
  public let nitrousOxide: StepSeries<Per<CarbonDimension, EnergyDimension>>
  let importLimit: StepSeries<PowerDimension>
  let exportLimit: StepSeries<PowerDimension>

  static let tariffKey = "tariff"
  static let importKey = SeriesParameter<PowerDimension>(
    "import_limit_mw", .megawatts, 0...20_000, "most that can be taken from the grid")
  static let exportKey = SeriesParameter<PowerDimension>(
    "export_limit_mw", .megawatts, 0...20_000, .default(0), "most that can be fed into the grid")
  static let exportPriceKey = SeriesParameter<Per<MoneyDimension, EnergyDimension>>(
    "export_price_usd_per_mwh", .usdPerMegawattHour, -5000...20_000, .optional, "paid for exports")
  static let indexKey = SeriesParameter<Per<MoneyDimension, EnergyDimension>>(
    "index_price_usd_per_mwh", .usdPerMegawattHour, -5000...20_000, .optional,
    "hourly price behind the tariff's indexed energy lines")
  static let carbonDioxideKey = SeriesParameter<Per<CarbonDimension, EnergyDimension>>(
    "co2_kg_per_mwh", .kilogramsPerMegawattHour, -2000...3000, "CO2 of imports")
  static let methaneKey = SeriesParameter<Per<CarbonDimension, EnergyDimension>>(
    "ch4_kg_per_mwh", .kilogramsPerMegawattHour, 0...10, .default(0), "methane of imports")
  static let nitrousOxideKey = SeriesParameter<Per<CarbonDimension, EnergyDimension>>(
    "n2o_kg_per_mwh", .kilogramsPerMegawattHour, 0...10, .default(0), "nitrous oxide of imports")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [
      importKey.spec,
      ParameterSpec(
        key: tariffKey, kind: .tariff, presence: .required,
        meaning: "name of a file in data/tariffs"),
      indexKey.spec, exportKey.spec, exportPriceKey.spec, carbonDioxideKey.spec, methaneKey.spec,
      nitrousOxideKey.spec,
    ]
  }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems: [ParameterProblem] = []
    if case .tariff(let tariff)? = values.value(of: tariffKey), tariff.needsIndexPrice,
      values.optional(indexKey) == nil
    {
      problems.append(
        ParameterProblem(
          key: tariffKey, message: "tariff '\(tariff.name)' has indexed energy but no price series",
          help: "write \(indexKey.key)"))
    }
    let exports = values[exportKey].maximum > .zero
    if exports, values.optional(exportPriceKey) == nil {
      problems.append(
        ParameterProblem(
          key: exportKey.key, message: "exports have a limit but no price",
          help: "write \(exportPriceKey.key) (0 if nothing is paid)"))
    }
    if exports, case .tariff(let tariff)? = values.value(of: tariffKey) {
      problems += arbitrage(tariff, values)
    }
    return problems
  }

  /// Exports dearer than imports in the same hour would be unbounded profit up to the limits.
  private static func arbitrage(_ tariff: Tariff, _ values: ParameterValues) -> [ParameterProblem] {
    guard let paid = values.optional(exportPriceKey) else { return [] }
    let cheapest = tariff.lines.compactMap { line -> EnergyPrice? in
      if case .energy(_, let price) = line.charge { return price }
      return nil
    }.min()
    guard let cheapest, paid.maximum > cheapest else { return [] }
    return [
      ParameterProblem(
        key: exportPriceKey.key,
        message:
          "exports are paid up to \(paid.maximum.in(.usdPerMegawattHour)) USD/MWh, more than "
          + "the cheapest import at \(cheapest.in(.usdPerMegawattHour)) USD/MWh",
        help: "a price for exports must not exceed the price of imports in the same hour")
    ]
  }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    if case .tariff(let tariff)? = values.value(of: Self.tariffKey) {
      self.tariff = tariff
    } else {
      tariff = Tariff(name: "none", lines: [])
    }
    indexPrice = values.optional(Self.indexKey)
    exportPrice = values.optional(Self.exportPriceKey)
    carbonDioxide = values[Self.carbonDioxideKey]
    methane = values[Self.methaneKey]
    nitrousOxide = values[Self.nitrousOxideKey]
    importLimit = values[Self.importKey]
    exportLimit = values[Self.exportKey]
  }
}

extension Grid: Formulated {
  struct Variables: Sendable {
    let imports: Series<PowerDimension>
    let exports: Series<PowerDimension>?
    /// Billed peaks: one demand line and month each.
    let peaks: [Peak]
  }

  /// The greatest import that one demand line bills in one month.
  struct Peak: Sendable {
    let line: Tariff.Line
    let rate: PowerPrice
    let month: Horizon.Month
    let steps: [Int]
    let power: Expression<PowerDimension>
  }

  func declare(in program: inout LinearProgram, _ setting: Setting) -> Variables {
    let billed = billedPeaks(setting)
    // A peak over all steps of a month carries the import limit for each of them.
    let covered = Set(
      importLimit.isConstant
        ? billed.filter { $0.steps.count == $0.month.steps.count }.flatMap(\.steps) : [])
    let imports: Series<PowerDimension> = program.series(
      name, "import", steps: setting.horizon.count
    ) { t in
      let limit = importLimit[t].in(.megawatts)
      return covered.contains(t) ? .nonNegative(impliedUpTo: limit) : .limits(0, limit)
    }
    var exports: Series<PowerDimension>?
    if exportLimit.maximum > .zero {
      exports = program.series(name, "export", steps: setting.horizon.count) { t in
        .limits(0, exportLimit[t].in(.megawatts))
      }
    }
    let peaks = billed.map { peak in
      let greatest = peak.steps.map { importLimit[$0] }.max() ?? .zero
      return Peak(
        line: peak.line, rate: peak.rate, month: peak.month, steps: peak.steps,
        power: program.column(
          name, "peak_\(peak.line.name)_\(peak.month.month)", .limits(0, greatest.in(.megawatts))))
    }
    return Variables(imports: imports, exports: exports, peaks: peaks)
  }

  private typealias BilledPeak = (
    line: Tariff.Line, rate: PowerPrice, month: Horizon.Month, steps: [Int]
  )

  private func billedPeaks(_ setting: Setting) -> [BilledPeak] {
    setting.horizon.months.flatMap { month in
      tariff.lines.compactMap { line -> BilledPeak? in
        guard case .monthlyDemand(let window, let rate) = line.charge else { return nil }
        let steps = month.steps.filter { window.contains(setting.horizon.clock($0)) }
        return steps.isEmpty ? nil : (line, rate, month, steps)
      }
    }
  }

  func constrain(_ v: Variables, in program: inout LinearProgram, _ setting: Setting) {
    let family = program.family(name, "billed_peak")
    for peak in v.peaks {
      for t in peak.steps {
        // B(m) ≥ g(t) for every step of the month's window
        program.require(family, at: t, peak.power .>= v.imports[t])
      }
    }
  }

  func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    guard let exports = v.exports else { return v.imports[step] }
    return v.imports[step] - exports[step]
  }

  func costs(_ v: Variables, _ setting: Setting) -> [CostTerm] {
    var terms = tariff.lines.map { line in
      CostTerm(line: line.name, amount: cost(of: line, v, setting))
    }
    if let exports = v.exports, let exportPrice {
      terms.append(
        CostTerm(
          line: "export_revenue",
          amount: setting.yearly(
            MoneyDimension.self, { exports[$0] },
            per: { -exportPrice[$0].in(.usdPerMegawattHour) / 1000 })))
    }
    return terms
  }

  private func cost(of line: Tariff.Line, _ v: Variables, _ setting: Setting)
    -> Expression<MoneyDimension>
  {
    switch line.charge {
    case .fixedMonthly(let amount):
      return Expression(12 * amount)
    case .rider(let price):
      return setting.yearly(EnergyDimension.self) { v.imports[$0] }.times(price)
    case .energy(let window, let price):
      return setting.yearly(
        EnergyDimension.self, { v.imports[$0] },
        per: { window.contains(setting.horizon.clock($0)) ? 1 : 0 }
      ).times(price)
    case .indexedEnergy(let adder):
      return setting.yearly(
        MoneyDimension.self, { v.imports[$0] },
        per: { step in
          let price = (indexPrice?[step] ?? .zero) + adder
          return price.in(.usdPerMegawattHour) / 1000
        })
    case .monthlyDemand(_, let rate):
      var sum = Expression<MoneyDimension>.zero
      for peak in v.peaks where peak.line == line {
        sum.add(peak.power.times(peak.month.weight * rate))
      }
      return sum
    }
  }

  func emissions(_ v: Variables, _ setting: Setting) -> [EmissionTerm] {
    [
      EmissionTerm(
        source: "grid", scope: 2,
        amount: setting.yearly(
          CarbonDimension.self, { v.imports[$0] },
          per: { factor(at: $0, setting.gwpSet).in(.kilogramsPerMegawattHour) / 1000 }))
    ]
  }

  /// CO2e of imports at a step, by gas and GWP set.
  private func factor(at t: Int, _ gwp: GWPSet) -> EnergyIntensity {
    carbonDioxide[t] + gwp.methane * methane[t] + gwp.nitrousOxide * nitrousOxide[t]
  }

  func reserve(_ v: Variables, at step: Int, _ setting: Setting) -> ReserveTerm {
    let headroom = Expression(importLimit[step]) - v.imports[step]
    return ReserveTerm(bridging: headroom, lasting: headroom, lostWithGrid: v.imports[step])
  }

  func firmUnits(_ v: Variables) -> FirmUnits? {
    FirmUnits(capacity: Expression(importLimit.minimum), unit: .zero)
  }

  func limits(_ v: Variables) -> [LimitTerm] {
    let imports = (0..<v.imports.count).map { v.imports[$0] } + v.peaks.map(\.power)
    return [
      LimitTerm(
        component: name, name: "import_limit", unit: "MW",
        columns: imports.map { $0.converted(by: 1) })
    ]
  }

  func read(_ v: Variables, at point: [Double], _ setting: Setting) -> SitePlan.ComponentPlan {
    var plan = SitePlan.ComponentPlan(component: name, kind: Self.kind)
    let imports = v.imports.values(at: point, in: .megawatts)
    plan.power = Power(imports.max() ?? 0, .megawatts)
    plan.flows = [.init(key: "import_mw", role: .supply, values: imports)]
    if let exports = v.exports {
      plan.flows.append(
        .init(key: "export_mw", role: .use, values: exports.values(at: point, in: .megawatts)))
    }
    return plan
  }
}
