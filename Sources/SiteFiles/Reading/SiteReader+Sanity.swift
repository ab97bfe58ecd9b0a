import SiteModel
import Units
import Tabular

/// Values within their ranges that are absurd beside the rest of the site: each is a warning.
extension SiteReader {
  /// A sign of longitude that the clock contradicts; noon by the sun is about noon on the clock.
  func checkLongitude(_ location: WrittenLocation?, _ entry: YAMLEntry?) {
    guard let location, let place = entry?.node.entry("longitude")?.node.place,
      let calendar = reading.steps?.calendar
    else { return }
    let longitude = location.longitude
    let isWrong: Bool
    let clock: String
    if let minutes = calendar.utcOffsetMinutes {
      let hours = Double(minutes) / 60
      // Clocks are up to three and a half hours off the sun.
      isWrong =
        (longitude / 15 - hours).magnitude > 3.5 && (-longitude / 15 - hours).magnitude <= 3.5
      clock = "utc_offset_hours is \(DecimalText.plain(hours))"
    } else {
      isWrong = calendar.daylightSaving == .unitedStates && longitude > 0 && longitude < 170
      clock = "daylight_saving is united_states"
    }
    guard isWrong else { return }
    let side = longitude > 0 ? "east" : "west"
    reading.report(
      "longitude \(DecimalText.plain(longitude)) is \(side) of Greenwich, but \(clock)",
      at: place,
      help: "west is negative: did you mean longitude: \(DecimalText.plain(-longitude))?",
      severity: .warning)
  }

  /// A load far above all that could ever supply it: kW in a column of MW, most likely.
  func checkSupply(of components: [any Component], over horizon: Horizon, _ list: YAMLEntry) {
    let most = components.supply.map(Self.mostSupply)
    let supply = most.reduce(0) { $0 + ($1 ?? 0) }
    guard supply > 0 else { return }
    // Beside sources that may be of any size, only a load in another unit is so far above the others.
    let isBounded = !most.contains(nil)
    let slip = isBounded ? 10.0 : 100
    for load in components.loads {
      let peak = load.facilityLoad(over: horizon).map { $0.in(.megawatts) }.max() ?? 0
      guard peak > slip * supply,
        let entry = list.node.entries?.first(where: { $0.key == load.name })
      else { continue }
      let key = entry.node.entry("facility_load_mw") ?? entry.node.entry("it_mw_per_module")
      reading.report(
        "the load '\(load.name)' reaches \(DecimalText.plain(peak.rounded())) MW, beside "
          + "\(DecimalText.plain(supply.rounded())) MW of all "
          + (isBounded ? "possible supply" : "supply whose size has a limit"),
        at: key?.keyPlace ?? entry.keyPlace,
        help: "are these kW? \(DecimalText.plain(peak.rounded())) kW are "
          + "\(DecimalText.plain((peak).rounded() / 1000)) MW: name the column in _kw",
        severity: .warning)
    }
  }

  /// A connection far above all that the site could ever take: kW in a key of MW, most likely.
  func checkConnection(of components: [any Component], over horizon: Horizon, _ list: YAMLEntry) {
    let peak = components.loads.reduce(0) { sum, load in
      sum + (load.facilityLoad(over: horizon).map { $0.in(.megawatts) }.max() ?? 0)
    }
    guard peak > 0 else { return }
    for grid in components.grids {
      guard case .number(let limit)? = grid.values.value(of: "import_limit_mw"),
        limit > 100 * peak,
        let entry = list.node.entries?.first(where: { $0.key == grid.name })?.node
          .entry("import_limit_mw")
      else { continue }
      reading.report(
        "import_limit_mw is \(DecimalText.plain(limit)), beside a load of at most "
          + "\(DecimalText.plain((peak * 10).rounded() / 10)) MW",
        at: entry.node.place,
        help:
          "is this in kW? \(DecimalText.plain(limit)) kW are \(DecimalText.plain(limit / 1000)) MW",
        severity: .warning)
    }
  }

  /// A store that the sun alone may charge, at a site without any.
  func checkCharging(of components: [any Component], _ list: YAMLEntry) {
    guard !components.contains(where: { $0 is any SolarGenerating }) else { return }
    for case let store as any Storing in components where store.storage.chargesFromSolar {
      guard
        let entry = list.node.entries?.first(where: { $0.key == store.name })?.node
          .entry("charging")
      else { continue }
      reading.report(
        "'\(store.name)' is charged by solar alone, and no component is a solar field",
        at: entry.node.place, help: "write charging: any, or add a component of type solar",
        severity: .warning)
    }
  }

  /// The most that a component can supply in MW; 0 of stores, nil where nothing limits it.
  private static func mostSupply(_ component: any Component) -> Double? {
    let values = component.values
    func number(_ key: String) -> Double? { values.value(of: key).flatMap(greatest) }
    if component is any Storing { return 0 }
    if component.isConnection { return number("import_limit_mw") }
    if type(of: component).capacityBasis == .directCurrent { return number("land_limit_mwdc") }
    guard let unit = number("unit_mw"), let count = number("max_units") else { return nil }
    return unit * count
  }

  private static func greatest(_ value: ParameterValue) -> Double? {
    switch value {
    case .number(let number): number
    case .series(let numbers): numbers.max()
    default: nil
    }
  }
}
