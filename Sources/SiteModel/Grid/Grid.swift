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
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
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
  /// What imports carry.
  public let carbon: GridCarbon
  /// Most that can be taken at each step.
  public let importLimit: StepSeries<PowerDimension>
  package let exportLimit: StepSeries<PowerDimension>
  /// Months of the modelled year before it is energised: they have no bill, and nothing looks back to them.
  package let monthsBefore: Int
  /// The first step in which the utility may not curtail it.
  let firstFirmStep: Int
  /// Import to count on at each step, where dates in a horizon change it; nil: the least of the year.
  let firmByStep: [Power]?
  let failures: Failures?
  /// Keys about its failures that nobody wrote.
  public let missingFailureKeys: [String]

  /// Where a site writes what it is paid for exports.
  public static var exportPriceName: String { exportPriceKey.key }

  /// Where a site writes how far demand within a step exceeds its mean.
  public static var intraHourPeakName: String { intraHourKey.key }

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
  static let failureKeys = FailureKeys(
    rate: .perYear(
      Parameter(
        "outages_per_year", .perYear, 0...1000, .optional,
        "interruptions of the connection in a calendar year (SAIFI of the utility, with major events)"
      )),
    duration: Parameter(
      "outage_hours", .hours, 0.01...10_000, .optional,
      "mean length of an interruption (CAIDI of the utility, with major events)"),
    spread: "outage")
  static let coincidentPeaksKey = "coincident_peaks"
  static let meteredPeaksKey = "metered_peaks"

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [
      importKey.spec,
      ParameterSpec(
        key: tariffKey, kind: .tariff, presence: .required,
        meaning: "name of a file in data/tariffs, or NAME.csv in the folder of the site"),
      indexKey.spec, exportKey.spec, exportPriceKey.spec, contractKey.spec, chooseContractKey.spec,
      powerFactorKey.spec, intraHourKey.spec, voltageKey.spec, tripKey.spec,
      ParameterSpec(
        key: coincidentPeaksKey, kind: .coincidentPeaks, presence: .optional,
        meaning: "hours of the coincident peaks: line,peak,start,probability"),
      ParameterSpec(
        key: meteredPeaksKey, kind: .meteredPeaks, presence: .optional,
        meaning: "peaks that the meter has already seen: line,year,month,peak_kw"),
    ] + carbonParameters + failureKeys.specs + GridDates.parameters
  }

  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] {
    [
      AdjustableLimitRule(importKey.spec, .upPerMegawatt(3), worth: .init(limit: "import_limit")),
      AdjustableLimitRule(contractKey.spec, .upPerMegawatt(3)),
    ]
  }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.init(name: name, values: values, monthsBefore: 0, firstFirmStep: 0, firmByStep: nil)
  }

  /// A connection in a year of a horizon.
  init(
    name: String, values: ParameterValues, monthsBefore: Int, firstFirmStep: Int,
    firmByStep: [Power]?
  ) {
    (self.monthsBefore, self.firstFirmStep) = (monthsBefore, firstFirmStep)
    self.firmByStep = firmByStep
    self.name = name
    self.values = values
    if case .tariff(let tariff)? = values.value(of: Self.tariffKey) {
      self.tariff = tariff
    } else {
      tariff = Tariff(name: "none", lines: [])
    }
    indexPrice = values.optional(Self.indexKey)
    exportPrice = values.optional(Self.exportPriceKey)
    carbon = GridCarbon(values: values)
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
    failures = Self.failureKeys.read(values)
    missingFailureKeys = Self.failureKeys.missing(values)
  }
}

extension Grid {
  /// Most that can be taken at any step.
  public var greatestImport: Power { greatestLimit }

  /// Share of the time that the connection is there by its stated outages; nil where none are stated.
  public var statedAvailability: Double? {
    failures.map {
      $0.meanTimeToFailure.in(.hours)
        / ($0.meanTimeToFailure.in(.hours) + $0.meanTimeToRepair.in(.hours))
    }
  }
}
