import Resources
import SiteModel
import Units
import Tabular

/// Keys of a site in the words of the resources that they describe.

extension SolarArray {
  /// An array as its keys have it, at a place.
  init(_ values: ParameterValues, at place: WeatherPlace) {
    func number(_ parameter: Parameter<NumberDimension>, _ usual: Double) -> Double {
      values.optional(parameter)?.in(parameter.unit) ?? usual
    }
    switch values.optional(SolarArrayKeys.mounting) ?? .tracking {
    case .fixed:
      self.init(
        mounting: .fixed(
          tilt: number(SolarArrayKeys.tilt, max(0, place.latitude.magnitude - 5)),
          azimuth: number(SolarArrayKeys.azimuth, place.latitude < 0 ? 0 : 180)))
    case .tracking, .weatherFile:
      self.init(
        mounting: .oneAxisTracking(
          groundCover: number(SolarArrayKeys.groundCover, 0.35),
          limit: number(SolarArrayKeys.rotation, 60)))
    }
    directToAlternating = number(SolarArrayKeys.ratio, directToAlternating)
    inverterEfficiency = number(SolarArrayKeys.inverter, inverterEfficiency)
    losses = number(SolarArrayKeys.losses, losses)
    temperatureCoefficient = number(SolarArrayKeys.coefficient, temperatureCoefficient)
    albedo = number(SolarArrayKeys.albedo, albedo)
    soiling = values.optional(SolarArrayKeys.soiling) ?? soiling
    snow = values.optional(SolarArrayKeys.snow) ?? snow
  }

  /// What it is, for the plan.
  var words: String {
    let stands =
      switch mounting {
      case .fixed(let tilt, let azimuth):
        "fixed at \(DecimalText.plain(tilt)) degrees facing \(DecimalText.plain(azimuth))"
      case .oneAxisTracking(let cover, let limit):
        "one-axis tracking to \(DecimalText.plain(limit)) degrees, ground cover "
          + DecimalText.plain(cover)
      }
    return stands + ", \(DecimalText.plain(directToAlternating)) DC to AC, losses "
      + "\(DecimalText.plain(losses)) beside soiling and snow"
  }
}

extension Cooling {
  init(_ word: CoolingMethod) {
    switch word {
    case .dryLiquid: self = .dryLiquid
    case .adiabatic: self = .adiabatic
    case .air: self = .air
    }
  }
}

extension EngineSurroundings {
  /// Engines as their keys have them; `gas` is field gas.
  init(_ values: ParameterValues, gas: GasComposition?) {
    self.init()
    func number(_ parameter: Parameter<NumberDimension>) -> Double? {
      values.optional(parameter)?.in(parameter.unit)
    }
    fullPowerTemperature = number(EngineSiteKeys.temperature) ?? 0
    lossPerDegree = number(EngineSiteKeys.lossPerDegree) ?? 0
    fuelPerDegree = number(EngineSiteKeys.fuelPerDegree) ?? 0
    fullPowerAltitude = number(EngineSiteKeys.altitude) ?? 0
    lossPer300Metres = number(EngineSiteKeys.lossPer300Metres) ?? 0
    if let gas, let full = number(EngineSiteKeys.methaneNumber) {
      let loss = number(EngineSiteKeys.lossPerPoint) ?? 0
      fuelLoss = min(1, loss * max(0, full - gas.methaneNumber))
    }
  }

  /// What they lose to, for the plan.
  var words: String {
    var parts: [String] = []
    if lossPerDegree > 0 {
      parts.append("heat above \(DecimalText.plain(fullPowerTemperature)) °C")
    }
    if lossPer300Metres > 0 {
      parts.append("elevation above \(DecimalText.plain(fullPowerAltitude)) m")
    }
    if fuelLoss > 0 {
      parts.append("rich gas (\(DecimalText.plain((fuelLoss * 1000).rounded() / 10)) %)")
    }
    return parts.isEmpty ? "nothing lost" : "derated for \(parts.joined(separator: ", "))"
  }
}

extension GasField.Outlook {
  init(_ word: GasWellKeys.Outlook) {
    switch word {
    case .expected: self = .expected
    case .p90: self = .p90
    case .p50: self = .p50
    case .p10: self = .p10
    }
  }
}

extension GasField {
  /// Wells as their keys have them; nil after reports of dates that are none.
  init?(
    _ values: ParameterValues, records: [NamedValues], year: Int,
    report: (_ key: String, _ record: String?, _ message: String) -> Void
  ) {
    func day(_ key: String, of values: ParameterValues, record: String?) -> Int? {
      guard case .word(let text)? = values.value(of: key) else { return nil }
      if let day = CivilDate.day(text, since: year) { return day }
      report(key, record, "'\(text)' is not a date")
      return nil
    }
    var wells: [GasWell] = []
    for record in records {
      let values = record.values
      guard let first = day(GasWellKeys.firstFlow, of: values, record: record.name) else {
        continue
      }
      wells.append(
        GasWell(
          initialRate: values[GasWellKeys.initialRate].in(.mcfPerDay),
          decline: GasDecline(
            initialDecline: values[GasWellKeys.decline].in(.fractionPerMonth),
            exponent: values[GasWellKeys.exponent].in(.exponent),
            leastDecline: values[GasWellKeys.leastDecline].in(.fractionPerYear) / 12),
          gasOilRatioGrowth: values[GasWellKeys.ratioGrowth].in(.fractionPerYear),
          firstFlow: first))
    }
    self.init(wells: wells)
    if values.value(of: GasWellKeys.lineDate) != nil {
      guard let line = day(GasWellKeys.lineDate, of: values, record: nil) else { return nil }
      lineConnects = line
    }
    guard wells.count == records.count else { return nil }
    dayVariation = values.optional(GasWellKeys.dayVariation)?.in(.fraction) ?? 0
    wellUncertainty = values.optional(GasWellKeys.uncertainty)?.in(.fraction) ?? 0
    seed = Int(values.optional(GasWellKeys.seed)?.in(.count) ?? 1)
  }
}

/// Dates such as `2025-03-01`.
enum CivilDate {
  /// Days from 1 January of a year, negative before it; nil for what is no date.
  static func day(_ text: String, since year: Int) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.count == 3,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let found = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1900...2200).contains(found), (1...12).contains(month)
    else { return nil }
    let calendar = Calendar(year: found, daylightSaving: .none)
    guard day >= 1, day <= calendar.days(inMonth: month) else { return nil }
    let within = (1..<month).reduce(day - 1) { $0 + calendar.days(inMonth: $1) }
    return within + days(before: found) - days(before: year)
  }

  private static func days(before year: Int) -> Int {
    let past = year - 1
    return 365 * past + past / 4 - past / 100 + past / 400
  }
}
