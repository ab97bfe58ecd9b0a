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
  /// Demand that the contract reserves; nil if none is written.
  public let contractCapacity: Power?
  /// Whether the plan chooses the contract capacity; it is then the detail `contract_capacity_mw` of the plan.
  public let choosesContractCapacity: Bool
  /// Power factor of the imports; nil if none is written, and then no line needs it.
  public let powerFactor: Double?
  /// Greatest demand within a step over its mean.
  public let intraHourPeakFactor: Double
  /// Chance a month that imports cover the loss of a unit.
  public let unitTripProbability: Double
  /// Hours of the coincident peaks of the tariff's lines.
  public let coincidentPeaks: CoincidentPeaks
  /// Peaks that the meter has already seen.
  public let meteredPeaks: MeteredPeaks
  /// Emission factors of imports by gas.
  public let carbonDioxide: StepSeries<Per<CarbonDimension, EnergyDimension>>
  /// Methane of imports.
  public let methane: StepSeries<Per<CarbonDimension, EnergyDimension>>
  /// Nitrous oxide of imports.
  public let nitrousOxide: StepSeries<Per<CarbonDimension, EnergyDimension>>
  /// Most that can be taken at each step.
  public let importLimit: StepSeries<PowerDimension>
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
  static let contractKey = Parameter<PowerDimension>(
    "contract_capacity_mw", .megawatts, 0...20_000, .optional,
    "demand that the contract reserves; what contract demand and contract minimums are billed on")
  static let chooseContractKey = ChoiceParameter<YesNo>(
    "choose_contract_capacity", default: .no,
    "whether the plan chooses the contract capacity, up to the import limit")
  static let powerFactorKey = Parameter<NumberDimension>(
    "power_factor", .factor, 0.5...1, .optional,
    "power factor of the imports, for reactive and power-factor charges")
  static let intraHourKey = Parameter<NumberDimension>(
    "intra_hour_peak_factor", .factor, 1...3, .default(1),
    "greatest demand within a step over its mean, where a step is longer than the billing interval")
  static let voltageKey = Parameter<NumberDimension>(
    "connection_kv", .kilovolts, 0.1...1000, .optional,
    "voltage of the connection, for tariffs that ask for one")
  static let tripKey = Parameter<NumberDimension>(
    "unit_trip_probability", .probability, 0...1, .default(1),
    "chance a month that imports cover the loss of a unit, which billed demand then remembers")
  static let coincidentPeaksKey = "coincident_peaks"
  static let meteredPeaksKey = "metered_peaks"
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
      indexKey.spec, exportKey.spec, exportPriceKey.spec, contractKey.spec, chooseContractKey.spec,
      powerFactorKey.spec, intraHourKey.spec, voltageKey.spec, tripKey.spec,
      ParameterSpec(
        key: coincidentPeaksKey, kind: .coincidentPeaks, presence: .optional,
        meaning: "hours of the coincident peaks: line,peak,start,probability"),
      ParameterSpec(
        key: meteredPeaksKey, kind: .meteredPeaks, presence: .optional,
        meaning: "peaks that the meter has already seen: line,year,month,peak_kw"),
      carbonDioxideKey.spec, methaneKey.spec, nitrousOxideKey.spec,
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
    contractCapacity = values.optional(Self.contractKey)
    choosesContractCapacity = values[Self.chooseContractKey] == .yes
    powerFactor = values.optional(Self.powerFactorKey)?.in(.factor)
    intraHourPeakFactor = values[Self.intraHourKey].in(.factor)
    unitTripProbability = values[Self.tripKey].in(.probability)
    if case .coincidentPeaks(let peaks)? = values.value(of: Self.coincidentPeaksKey) {
      coincidentPeaks = peaks
    } else {
      coincidentPeaks = CoincidentPeaks([])
    }
    if case .meteredPeaks(let peaks)? = values.value(of: Self.meteredPeaksKey) {
      meteredPeaks = peaks
    } else {
      meteredPeaks = MeteredPeaks([])
    }
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
        guard case .demand(let demand) = line.charge, let rate = demand.tiers.first?.price else {
          return nil
        }
        let steps = month.steps.filter { isWithin(demand.window, $0, setting) }
        return steps.isEmpty ? nil : (line, rate, month, steps)
      }
    }
  }

  private func isWithin(_ window: TariffWindow, _ step: Int, _ setting: Setting) -> Bool {
    let moment = setting.horizon.clock(step)
    return window.contains(moment, tariff.rules.dayKind(of: moment))
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
    case .fixed(let amount, each: let period):
      return Expression(
        (period == .month ? 12 : Double(setting.horizon.calendar.dayCount)) * amount)
    case .energy(let window, let tiers), .rider(let window, let tiers):
      return setting.yearly(
        EnergyDimension.self, { v.imports[$0] },
        per: { isWithin(window, $0, setting) ? 1 : 0 }
      ).times(tiers.tiers.first?.price ?? .zero)
    case .indexedEnergy(let factor, let adder):
      return setting.yearly(
        MoneyDimension.self, { v.imports[$0] },
        per: { step in
          let price = factor * (indexPrice?[step] ?? .zero) + adder
          return price.in(.usdPerMegawattHour) / 1000
        })
    case .demand:
      var sum = Expression<MoneyDimension>.zero
      for peak in v.peaks where peak.line == line {
        sum.add(peak.power.times(peak.month.weight * peak.rate))
      }
      return sum
    case .reactive, .contractDemand, .coincidentPeak, .minimumBill, .export, .indexedExport:
      return .zero
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
