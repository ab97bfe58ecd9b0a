import Resources
import SiteModel
import Units
import Tabular

/// Fills in the series of a component that follow from the site's weather or its wells.
///
/// What is written, in the site or in the technology, wins; keys of the site that then have no effect
/// are findings.
struct Derivation {
  let reading: Reading
  let component: YAMLEntry
  let type: any Component.Type
  let entries: [YAMLEntry]

  private func isWritten(_ key: String) -> Bool { entries.contains { $0.key == key } }

  private var series: [WeatherSeries] { (type as? any WeatherDriven.Type)?.weatherSeries ?? [] }

  /// Fills in what is missing.
  func fill(_ values: inout ParameterValues) {
    for one in series {
      switch one {
      case .solarOutput(let key): solar(key, &values)
      case .windOutput(let key): wind(key, &values)
      case .cooling(let pue, let water, let method, let needs):
        load(pue, water: water, method: method, needs: needs, &values)
      case .gasOfWells(let volume, let heat): wells(volume, heat: heat, &values)
      case .gensetDerating(let burnsFieldGas):
        engines(&values, gas: burnsFieldGas ? GasComposition(values: values) : nil)
      }
    }
  }

  /// Whether a series is still missing after `fill`, for a reason that has a finding of its own.
  func hasFailed(_ values: ParameterValues) -> Bool {
    guard reading.namesWeather else { return false }
    func lacks(_ key: String) -> Bool { values.value(of: key) == nil }
    return series.contains { one in
      switch one {
      case .solarOutput(let key), .windOutput(let key): lacks(key)
      case .cooling(let pue, _, _, let needs): lacks(pue) && !lacks(needs)
      case .gasOfWells, .gensetDerating: false
      }
    }
  }

  /// Puts a derived series behind a key, and tells the plan how it came about.
  func set(
    _ key: String, _ series: [Double], _ how: String, in values: inout ParameterValues
  ) {
    values.set(key, .series(series))
    reading.defaults.append(
      Site.UsedDefault(component: component.key, key: key, value: how, origin: "derived"))
    reading.derived.append(
      DerivedSeries(
        component: component.key, kind: type.kind, key: key, how: how, values: series))
  }

  /// Whether `key` is to be derived; keys about how are findings where it is not.
  func derives(_ key: String, unless isKnown: Bool, how keys: [String]) -> SiteWeather? {
    if !isKnown, let weather = reading.weather { return weather }
    // Bad weather has its own finding.
    if !isKnown, reading.namesWeather { return nil }
    for entry in entries where keys.contains(entry.key) {
      reading.report(
        isKnown
          ? "\(entry.key) has no effect beside \(key)"
          : "\(entry.key) has no effect without weather", at: entry.keyPlace,
        help: isKnown
          ? "leave out \(key), and it is derived; or leave out \(entry.key)"
          : "write 'weather:' at the top of the site file, or leave out \(entry.key)")
    }
    return nil
  }

  private func solar(_ key: String, _ values: inout ParameterValues) {
    let how = SolarArrayKeys.parameters.map(\.key)
    guard let weather = derives(key, unless: values.value(of: key) != nil, how: how) else { return }
    if values.optional(SolarArrayKeys.mounting) == .weatherFile {
      guard let given = weather.givenOutput else {
        let place = entries.first { $0.key == SolarArrayKeys.mounting.key }?.node.place
        reading.report(
          "the weather holds no solar output", at: place ?? component.keyPlace,
          help: "only PVWatts files do: write one_axis_tracking or fixed")
        return
      }
      set(key, given, "AC output of \(weather.weather.origin)", in: &values)
      return
    }
    var array = SolarArray(values, at: weather.weather.place)
    // Inverters that are sized apart clip in the plan; one kW of them for each kW of modules clips nothing.
    if values.optional(SolarArrayKeys.inverterPrice) != nil { array.directToAlternating = 1 }
    set(
      key, weather.output(of: array), "\(array.words)", in: &values)
  }

  private func load(
    _ key: String, water: String, method: String, needs: String, _ values: inout ParameterValues
  ) {
    let isKnown = values.value(of: key) != nil || values.value(of: needs) == nil
    guard let weather = derives(key, unless: isKnown, how: [method]) else { return }
    var word = CoolingMethod.dryLiquid
    if case .word(let text)? = values.value(of: method) {
      word = CoolingMethod(rawValue: text) ?? word
    }
    let cooling = Cooling(word)
    let how = "\(word.rawValue) cooling"
    set(key, weather.powerUsageEffectiveness(of: cooling), how, in: &values)
    if values.value(of: water) == nil {
      set(water, weather.water(of: cooling), how, in: &values)
    }
  }

  private func engines(_ values: inout ParameterValues, gas: GasComposition?) {
    let output = EngineSiteKeys.output.key
    let heat = EngineSiteKeys.heatRateFactor.key
    let specs = EngineSiteKeys.parameters + (gas == nil ? [] : EngineSiteKeys.gasParameters)
    let how = specs.map(\.key)
    let isKnown = isWritten(output)
    guard let weather = derives(output, unless: isKnown, how: how) else {
      if !isKnown, how.contains(where: { values.value(of: $0) != nil }) {
        reading.notes.append(
          "\(component.key): its power is not derated, because the site has no weather")
      }
      return
    }
    guard how.contains(where: { values.value(of: $0) != nil }) else { return }
    let engines = EngineSurroundings(values, gas: gas)
    let words = "\(engines.words)"
    set(output, weather.output(of: engines), words, in: &values)
    if engines.fuelPerDegree > 0, !isWritten(heat) {
      set(heat, weather.heatRateFactor(of: engines), words, in: &values)
    }
  }

  private func wells(_ key: String, heat: String, _ values: inout ParameterValues) {
    guard case .records(let records)? = values.value(of: GasWellKeys.wells),
      let steps = reading.steps
    else { return }
    for known in [key, heat] where values.value(of: known) != nil {
      reading.report(
        "wells have no effect beside \(known)",
        at: entries.first { $0.key == GasWellKeys.wells }?.keyPlace ?? component.keyPlace,
        help: "leave out one of them")
      return
    }
    let year = steps.calendar.year
    guard
      let field = GasField(
        values, records: records, year: year,
        report: { key, record, message in
          reading.report(
            message,
            at: reading.place(
              of: ParameterProblem(key: key, record: record, message: "", help: ""), component,
              entries), help: "write a date such as 2025-03-01")
        })
    else { return }
    let outlook = values.optional(GasWellKeys.outlook) ?? .expected
    let series = field.perHour(
      GasField.Outlook(outlook), days: steps.calendar.dayCount, stepMinutes: steps.stepMinutes)
    set(key, series, "\(records.count) wells, \(outlook.rawValue)", in: &values)
    let gas = GasComposition(values: values)
    let carbon = gas.hydrocarbonCarbon + gas.carbonDioxide
    reading.gas.append(
      ComponentWells(
        component: component.key, field: field, outlook: GasField.Outlook(outlook),
        heatingValue: gas.heatingValue,
        carbonDioxidePerMMBtu: carbon.in(.kilogramsPerMMBtu),
        methaneNumber: gas.methaneNumber))
  }
}
