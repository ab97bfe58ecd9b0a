import Resources
import SiteModel
import Units
import Tabular

/// Reads `site.yaml` to a site.
struct SiteReader {
  let reading: Reading
  let name: String

  var folder: String { "sites/\(name)" }

  /// - Parameters:
  ///   - member: one of `scenarios_together`, as which it is read; nil: as it is.
  ///   - last: values that replace those of the member as well.
  func read(
    _ overrides: [Override], scenario: String? = nil, member: String? = nil,
    setting last: [Override] = []
  ) -> Site? {
    guard
      let source = reading.source(
        "\(folder)/site.yaml", named: nil, what: "site file",
        help: "write it, or start with new-site")
    else { return nil }
    guard let written = reading.mapping(source) else { return nil }
    let inScenario =
      scenario.map { reading.apply(scenario: $0, in: folder, to: written) } ?? written
    var entries = reading.apply(overrides, to: inScenario)
    reading.siteFolder = folder
    let top = Place(source: source, line: 1, column: 1, length: 1)
    let together = together(in: &entries, member, top)
    if !last.isEmpty { entries = reading.apply(last, to: entries) }
    reportUnknown(entries)
    func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key == key } }
    func required(_ key: String, _ help: String) -> YAMLEntry? {
      let found = entry(key)
      if found == nil { reading.report("the site needs '\(key)'", at: top, help: help) }
      return found
    }
    readSteps(entry, required)
    reading.dollarYear = required(
      "dollar_year", "write the year of all prices, such as dollar_year: 2026"
    )
    .flatMap { reading.year($0.node, what: "dollar_year") }
    let rate = required("real_discount_rate", "write real_discount_rate: 0.08, for instance")
      .flatMap { discountRate($0.node) }
    let gapAim = entry("mip_gap_aim").flatMap { readGapAim($0.node) }
    reading.notes += reading.list(entry("notes"))
    let description = entry("description").flatMap { reading.text($0.node, what: "description") }
    let location = entry("location").flatMap { reading.location($0) }
    checkLongitude(location, entry("location"))
    let weather = entry("weather").flatMap {
      WeatherSection(
        reading: reading, folder: folder, location: location,
        namesLocation: entry("location") != nil
      ).read($0)
    }
    let owner = entry("owner").flatMap { reading.text($0.node, what: "owner") }
    let group = entry("group").flatMap { reading.text($0.node, what: "group") }
    let components =
      required("components", "write the components by name")
      .map { reading.components($0, folder: folder) } ?? []
    let horizon = entry("horizon").flatMap { self.horizon($0, rate: rate) }
    check(datesOf: components, entry("components"), against: horizon, entry("horizon"))
    let finance = finance(
      entry("finance"), components, entry("components"), rate: rate, horizon,
      overHorizon: entry("horizon") != nil)
    let uptime = policy(entry("uptime"), UptimePolicy.parameters, "uptime")
    let emissions = policy(entry("emissions"), EmissionsPolicy.parameters, "emissions")
    if let list = entry("components") {
      check(list, cover: entry("uptime"))
      if let steps = reading.steps {
        let horizon = Horizon(calendar: steps.calendar, stepMinutes: steps.stepMinutes)
        checkLoadFactor(of: components, over: horizon, list)
        checkExports(of: components, over: horizon, list)
        checkMeteredDemand(of: components, over: horizon, list)
        checkSupply(of: components, over: horizon, list)
        checkConnection(of: components, over: horizon, list)
      }
      checkFailures(of: components, list)
      checkCharging(of: components, list)
      if let uptime, let place = entry("uptime") ?? entry("components") {
        checkYears(UptimePolicy(values: uptime), components, place)
      }
    }
    if let emissions {
      reading.notes += EmissionsPolicy.notes(on: emissions)
      let place = entry("emissions") ?? entry("components")
      for problem in EmissionsPolicy.problems(in: emissions, beside: components) {
        guard let place else { continue }
        reading.report(
          problem.message,
          at: reading.place(of: problem, place, entry("emissions")?.node.entries ?? []),
          help: problem.help)
      }
    }
    if let scenario { reading.notes.append("scenario: \(scenario)") }
    if let member { reading.notes.append("in scenario \(member) of \(ScenariosSection.key)") }
    reading.notes += overrides.map { "set on the command line: \($0.keyPath)=\($0.value)" }
    if !reading.hasErrors { reading.warnOfUnusedColumns() }
    guard !reading.hasErrors, let steps = reading.steps, let dollarYear = reading.dollarYear,
      let rate, let uptime, let emissions
    else { return nil }
    var site = Site(
      name: name, description: description ?? "", location: location?.site, owner: owner,
      group: group, calendar: steps.calendar, stepMinutes: steps.stepMinutes,
      dollarYear: dollarYear, realDiscountRate: rate, planningHorizon: horizon, weather: weather,
      components: components, uptime: UptimePolicy(values: uptime),
      emissions: EmissionsPolicy(values: emissions), defaults: reading.defaults,
      inputs: reading.inputs.sorted { $0.path < $1.path }, notes: reading.notes)
    if let gapAim { site.mipGapAim = gapAim }
    site.scenario = scenario
    site.scenariosTogether = together
    site.member = member
    site.finance = finance
    return site
  }

  private func readGapAim(_ node: YAMLNode) -> Double? {
    guard let aim = reading.number(node, what: "mip_gap_aim", unit: "fraction") else { return nil }
    guard (1e-6...0.1).contains(aim) else {
      reading.report(
        "mip_gap_aim is \(DecimalText.plain(aim)), outside 0.000001 to 0.1", at: node.place,
        help: "write a fraction of the cost such as 0.0001")
      return nil
    }
    return aim
  }

  /// The clock alone: what the import of a series needs before the site has one.
  func readClock() -> Calendar? {
    guard
      let source = reading.source(
        "\(folder)/site.yaml", named: nil, what: "site file", help: "write it, or leave --site out"),
      let entries = reading.mapping(source)
    else { return nil }
    func entry(_ key: String, _ help: String) -> YAMLEntry? {
      let found = entries.first { $0.key == key }
      if found == nil {
        reading.report(
          "the site needs '\(key)'", at: Place(source: source, line: 1, column: 1, length: 1),
          help: help)
      }
      return found
    }
    readSteps({ key in entries.first { $0.key == key } }, entry)
    return reading.steps?.calendar
  }

  /// The weather alone: what the generator of example series needs before those series exist.
  func readWeather() -> SiteWeather? {
    guard
      let source = reading.source("\(folder)/site.yaml", named: nil, what: "site file", help: ""),
      let entries = reading.mapping(source)
    else { return nil }
    func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key == key } }
    readSteps(entry) { key, _ in entry(key) }
    let location = entry("location").flatMap { reading.location($0) }
    _ = entry("weather").map {
      WeatherSection(
        reading: reading, folder: folder, location: location,
        namesLocation: entry("location") != nil
      ).read($0)
    }
    return reading.weather
  }

  /// The modelled steps, once year, clock and step are sound.
  private func readSteps(
    _ entry: (String) -> YAMLEntry?, _ required: (_ key: String, _ help: String) -> YAMLEntry?
  ) {
    let year = required("year", "write the modelled year, such as year: 2025")
      .flatMap { reading.year($0.node, what: "year") }
    let table = KeyTable(reading: reading, origin: .site(folder: folder))
    let saving = required("daylight_saving", "write daylight_saving: united_states, or none")
      .flatMap {
        table.word(
          $0.node, of: Calendar.DaylightSaving.allCases.map(\.rawValue), what: "daylight_saving")
      }.flatMap(Calendar.DaylightSaving.init)
    let step = stepMinutes(entry("step_minutes"))
    let offset = entry("utc_offset_hours").flatMap { reading.utcOffset($0.node) }
    guard let year, let saving, let step else { return }
    reading.steps = StepCalendar(
      calendar: Calendar(year: year, daylightSaving: saving, utcOffsetMinutes: offset),
      stepMinutes: step)
  }

  private func reportUnknown(_ entries: [YAMLEntry]) {
    let keys = SiteKeys.all.map(\.key)
    let components = entries.first { $0.key == "components" }?.node.entries ?? []
    for entry in entries where !keys.contains(entry.key) {
      if let owner = components.first(where: { $0.node.entry(entry.key) != nil }) {
        reading.report(
          "unknown key '\(entry.key)' of the site", at: entry.keyPlace,
          help: "write it below its component: components.\(owner.key).\(entry.key)")
        continue
      }
      reading.report(
        "unknown key '\(entry.key)' of the site", at: entry.keyPlace,
        help: Reading.component(like: entry.key, in: entries).map {
          "write it below components: components.\($0)"
        } ?? Suggestion.help(for: entry.key, in: keys, known: "keys"))
    }
  }

  private func stepMinutes(_ entry: YAMLEntry?) -> Int? {
    guard let entry else {
      reading.defaults.append(
        Site.UsedDefault(component: "site", key: "step_minutes", value: "60", origin: "built in"))
      return 60
    }
    guard let step = reading.number(entry.node, what: "step_minutes", unit: "minutes") else {
      return nil
    }
    guard [60, 30, 15].contains(step) else {
      reading.report(
        "step_minutes is \(DecimalText.plain(step))", at: entry.node.place,
        help: "write 60, 30 or 15")
      return nil
    }
    return Int(step)
  }

  private func discountRate(_ node: YAMLNode) -> Double? {
    guard let rate = reading.number(node, what: "real_discount_rate", unit: "fraction") else {
      return nil
    }
    guard (0...0.5).contains(rate) else {
      reading.report(
        "real_discount_rate is \(DecimalText.plain(rate)), outside 0 to 0.5", at: node.place,
        help: rate >= 1 && rate <= 50
          ? "a fraction of 1, not percent: \(DecimalText.perCent(rate))"
          : "write a rate such as 0.08")
      return nil
    }
    return rate
  }

  func policy(
    _ entry: YAMLEntry?, _ specs: [ParameterSpec], _ name: String
  ) -> ParameterValues? {
    guard let entry else {
      return KeyTable(reading: reading, origin: .site(folder: folder)).values(
        of: specs, in: [], owner: name, place: Place(file: SourceText(path: "", bytes: [])),
        label: (name, ""))
    }
    guard let entries = entry.node.entries else {
      reading.report(
        "\(name) is \(entry.node.description), not keys and values", at: entry.keyPlace,
        help: "known keys: \(specs.map(\.key).joined(separator: ", "))")
      return nil
    }
    return KeyTable(reading: reading, origin: .site(folder: folder)).values(
      of: specs, in: entries, owner: name, place: entry.keyPlace, label: (name, ""))
  }

  /// A site needs load, something else to serve it, and what its contingencies speak of.
  private func check(_ list: YAMLEntry, cover uptime: YAMLEntry?) {
    let types = (list.node.entries ?? []).compactMap { entry -> String? in
      if case .scalar(let word, _)? = entry.node.entry("type")?.node.value { return word }
      return nil
    }
    guard !types.isEmpty else { return }
    let loads = reading.catalogue.words(ofLoads: true)
    if !types.contains(where: loads.contains) {
      reading.report(
        "the site has no load", at: list.keyPlace,
        help: "add a component of type \(loads.joined(separator: " or "))")
    }
    if types.allSatisfy(loads.contains) {
      reading.report(
        "the site has nothing that supplies power", at: list.keyPlace,
        help: "add a component of type "
          + reading.catalogue.words(ofLoads: false).joined(separator: ", "))
    }
    guard case .sequence(let cover)? = uptime?.node.entry("cover")?.node.value else { return }
    for item in cover {
      guard case .scalar(let word, _) = item.value,
        let contingency = UptimePolicy.Contingency(rawValue: word)
      else { continue }
      let kinds = reading.catalogue.kinds.filter { $0.contingencies.contains(contingency) }.map {
        $0.kind
      }
      guard !kinds.contains(where: types.contains) else { continue }
      reading.report(
        "cover names \(word), but the site has nothing that could be lost so", at: item.place,
        help: "add a component of type \(kinds.joined(separator: " or ")), "
          + "or leave \(word) out")
    }
  }

  /// A promise needs to know how everything fails.
  private func checkFailures(of components: [any Component], _ list: YAMLEntry) {
    let promises = components.loads.contains(where: \.promisesUptime)
    for component in components where promises && !component.missingFailureKeys.isEmpty {
      let place = list.node.entries?.first { $0.key == component.name }?.keyPlace ?? list.keyPlace
      let keys = component.missingFailureKeys.joined(separator: ", ")
      reading.report(
        "an uptime target needs to know how '\(component.name)' fails", at: place,
        help: "write \(keys), or leave the uptime targets out")
    }
  }

  /// A certificate of few years shows little, even if nothing is short in them.
  private func checkYears(
    _ uptime: UptimePolicy, _ components: [any Component], _ entry: YAMLEntry
  ) {
    guard let least = uptime.leastYears(for: components), uptime.certifyYears < least else {
      return
    }
    let key = UptimePolicy.certifyYearsKey
    let written = entry.node.entries?.first { $0.key == key.key }
    reading.report(
      "\(key.key) is \(uptime.certifyYears), too few for the uptime target: even without any shortage it "
        + "takes \(least) years", at: written?.keyPlace ?? entry.keyPlace,
      help: Double(least) <= key.range.upperBound
        ? "write \(key.key): \(least) or more, or a lower uptime_target_fraction"
        : "write a lower uptime_target_fraction, or state shorter repairs")
  }

  /// Demand that is metered over less than a step and planned on the step's mean: what it may come to for
  /// the site's greatest load.
  private func checkMeteredDemand(
    of components: [any Component], over horizon: Horizon, _ list: YAMLEntry
  ) {
    let load = Power(loads(of: components, over: horizon).max() ?? 0, .megawatts)
    for grid in components.grids {
      let interval = Int(grid.tariff.rules.billingInterval.in(.minutes).rounded())
      let limit = min(grid.greatestImport, load)
      let yearly = grid.tariff.demandCharges(at: limit).in(.usd)
      guard interval < horizon.stepMinutes, yearly > 0,
        let entry = list.node.entries?.first(where: { $0.key == grid.name }),
        entry.node.entry(Grid.intraHourPeakName) == nil
      else { continue }
      let dollars = DecimalText.plain((0.05 * yearly).rounded())
      let power = DecimalText.plain(limit.in(.megawatts))
      reading.report(
        "tariff '\(grid.tariff.name)' bills demand over \(interval) minutes, and steps are \(horizon.stepMinutes): the plan "
          + "pays for no peak within a step",
        at: entry.node.entry("tariff")?.keyPlace ?? entry.keyPlace,
        help:
          "write \(Grid.intraHourPeakName), from the load's own quarter-hours; at 1.05 demand charges are "
          + "5 % higher, \(dollars) USD a year where \(power) MW are imported; 1 says that the load is even",
        severity: .warning)
    }
  }

  /// MW of all loads, step by step.
  private func loads(of components: [any Component], over horizon: Horizon) -> [Double] {
    var total = [Double](repeating: 0, count: horizon.count)
    for load in components.loads {
      for (step, power) in load.facilityLoad(over: horizon).enumerated() {
        total[step] += power.in(.megawatts)
      }
    }
    return total
  }

  /// The site's load may be too uneven for a tariff.
  private func checkLoadFactor(
    of components: [any Component], over horizon: Horizon, _ list: YAMLEntry
  ) {
    let grids = components.grids
    guard grids.contains(where: { $0.tariff.rules.eligibility.leastLoadFactor != nil }) else {
      return
    }
    let total = loads(of: components, over: horizon)
    guard let greatest = total.max(), greatest > 0 else { return }
    let factor = total.reduce(0, +) / Double(total.count) / greatest
    for grid in grids {
      guard let least = grid.tariff.rules.eligibility.leastLoadFactor, factor < least,
        let entry = list.node.entries?.first(where: { $0.key == grid.name })
      else { continue }
      reading.report(
        "tariff '\(grid.tariff.name)' is for load factors of at least \(DecimalText.plain(least)); "
          + "that of the site's load is \(DecimalText.plain((factor * 1000).rounded() / 1000))",
        at: entry.node.entry("tariff")?.keyPlace ?? entry.keyPlace,
        help: "name a tariff for this load")
    }
  }
}
