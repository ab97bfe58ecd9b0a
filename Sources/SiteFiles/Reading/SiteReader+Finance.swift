import SiteModel
import Tabular
import Units

/// How the money of a site is taxed and borrowed.
extension SiteReader {
  /// The section `finance:`; nil without one, or after findings.
  func finance(
    _ entry: YAMLEntry?, _ components: [any Component], _ list: YAMLEntry?, rate: Double?,
    _ horizon: PlanningHorizon?, overHorizon: Bool
  ) -> Finance? {
    guard let entry else {
      checkNeedsFinance(components, list)
      return nil
    }
    if let other = entry.node.entry("real_discount_rate") {
      reading.report(
        "there is one discount rate, the site's", at: other.keyPlace,
        help: "write real_discount_rate at the top of the site file, and leave it out here")
      return nil
    }
    guard let values = policy(entry, Finance.parameters, "finance") else { return nil }
    let problems = Finance.problems(in: values, overHorizon: overHorizon)
    for problem in problems {
      reading.report(
        problem.message, at: entry.node.entry(problem.key)?.keyPlace ?? entry.keyPlace,
        help: problem.help)
    }
    checkReference(values, entry)
    guard problems.isEmpty, let rate, let credits = CreditFile.read(named: entry.keyPlace, reading)
    else { return nil }
    let services = services(values, horizon)
    var treatments: [String: Finance.Treatment] = [:]
    for component in components where !type(of: component).buildingPrices.isEmpty {
      guard let own = list?.node.entries?.first(where: { $0.key == component.name }) else {
        continue
      }
      checkYears(of: component, own)
      treatments[component.name] =
        TreatmentReader(
          reading: reading, component: component, entry: own, credits: credits, services: services,
          constructionMonths: Int(values[Finance.constructionKey].in(.count))
        ).treatment
    }
    reading.notes.append(
      "Tax credits are those of data/\(CreditFile.path), no legal advice: ask counsel before you rely on "
        + "them.")
    return Finance(values: values, treatments: treatments, realRate: rate)
  }

  /// Months in which something can be placed in service.
  private func services(_ values: ParameterValues, _ horizon: PlanningHorizon?) -> [CalendarMonth] {
    if let horizon {
      let first = 12 * horizon.startYear
      return (0..<12 * horizon.years).map { CalendarMonth(count: first + $0) }
    }
    guard case .word(let text)? = values.value(of: Finance.serviceKey) else { return [] }
    return CalendarMonth(text).map { [$0] } ?? []
  }

  /// Keys that say nothing where capital is spread before tax.
  private func checkNeedsFinance(_ components: [any Component], _ list: YAMLEntry?) {
    for component in components {
      let entry = list?.node.entries?.first { $0.key == component.name }
      for key in TaxKeys.keys {
        guard let written = entry?.node.entry(key) else { continue }
        reading.report(
          "\(key) is for a site whose money is taxed", at: written.keyPlace,
          help: "write 'finance:' with inflation_fraction_per_year, or leave \(key) out")
      }
    }
  }

  private func checkReference(_ values: ParameterValues, _ entry: YAMLEntry) {
    guard case .word(let name)? = values.value(of: Finance.referenceKey) else { return }
    let known = ((try? reading.disk.names(in: "\(folder)/scenarios")) ?? [])
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    guard !known.contains(name) else { return }
    reading.report(
      "the site has no scenario '\(name)' to be set beside",
      at: entry.node.entry(Finance.referenceKey)?.keyPlace ?? entry.keyPlace,
      help: Suggestion.help(for: name, in: known, known: "scenarios"))
  }

  /// A cash flow has whole years.
  private func checkYears(of component: any Component, _ entry: YAMLEntry) {
    for spec in type(of: component).parameters {
      guard let unit = KeyTable.unit(of: spec), unit.suffix == "years",
        case .number(let years)? = component.values.value(of: spec.key), years != years.rounded()
      else { continue }
      reading.report(
        "\(spec.key) of '\(component.name)' is \(DecimalText.plain(years)), and finance counts whole years",
        at: entry.node.entry(spec.key)?.keyPlace ?? entry.keyPlace,
        help: "write \(spec.key): \(Int(max(1, years.rounded())))")
    }
  }
}

/// Finds how one component is taxed.
private struct TreatmentReader {
  let reading: Reading
  let component: any Component
  let entry: YAMLEntry
  let credits: CreditTable
  let services: [CalendarMonth]
  let constructionMonths: Int

  private var values: ParameterValues { component.values }
  private var kind: any Component.Type { type(of: component) }

  var treatment: Finance.Treatment {
    let depreciation = values.optional(TaxKeys.depreciation) ?? kind.taxClass.depreciation
    if let simple = entry.node.entry(TaxKeys.simpleCredit) {
      reading.report(
        "with finance: credits come from data/\(CreditFile.path), not from \(TaxKeys.simpleCredit)",
        at: simple.keyPlace,
        help: "leave it out, or write \(TaxKeys.credit.key): investment, production or none")
    }
    let begun = begun
    let choice = values.optional(TaxKeys.credit) ?? .investment
    guard choice != .none else { return Finance.Treatment(depreciation: depreciation) }
    guard let technology = kind.taxClass.technology else {
      if let written = entry.node.entry(TaxKeys.credit.key) {
        reading.report(
          "there is no tax credit for \(kind.kind)", at: written.keyPlace,
          help: "leave \(TaxKeys.credit.key) out")
      }
      return Finance.Treatment(depreciation: depreciation)
    }
    let eligible = values.optional(TaxKeys.eligible)?.in(.fraction) ?? 1
    let rows = services.map { service in
      credits.row(
        technology, choice,
        begun: begun ?? CalendarMonth(count: service.count - constructionMonths), inService: service
      )
    }
    let rates = rows.map { row in row.map(passes) ?? false ? row?.rate ?? 0 : 0 }
    say(rows, technology)
    guard choice == .production else {
      return Finance.Treatment(
        depreciation: depreciation, investmentCredits: rates.map { eligible * $0 })
    }
    if services.count > 1, let written = entry.node.entry(TaxKeys.credit.key) {
      reading.report(
        "a credit by energy is not followed over a horizon", at: written.keyPlace,
        help: "write \(TaxKeys.credit.key): investment or none")
    }
    return Finance.Treatment(
      depreciation: depreciation,
      productionCredit: EnergyPrice(rates.first ?? 0, .usdPerMegawattHour))
  }

  /// When its construction began, where it is written.
  private var begun: CalendarMonth? {
    guard case .word(let text)? = values.value(of: TaxKeys.constructionStart) else { return nil }
    let month = CalendarMonth(text)
    if month == nil {
      reading.report(
        "'\(text)' is not a month",
        at: entry.node.entry(TaxKeys.constructionStart)?.keyPlace ?? entry.keyPlace,
        help: "write a year and a month, such as 2026-06")
    }
    return month
  }

  /// Whether a credit's share of products from elsewhere is kept; kept where nobody says.
  private func passes(_ row: CreditTable.Row) -> Bool {
    guard let least = row.leastAssistance, let own = values.optional(TaxKeys.assistance) else {
      return true
    }
    return own.in(.fraction) >= least
  }

  /// What a reader of the plan must know of the credit.
  private func say(_ rows: [CreditTable.Row?], _ technology: String) {
    let known = rows.compactMap { $0 }
    guard !known.isEmpty else {
      reading.notes.append("\(component.name): no tax credit of \(technology) on its dates.")
      return
    }
    let thresholds = known.compactMap(\.leastAssistance)
    guard let greatest = thresholds.max(), let least = thresholds.min() else { return }
    guard let own = values.optional(TaxKeys.assistance)?.in(.fraction) else {
      reading.notes.append(
        "\(component.name): material assistance not checked: its credit needs a ratio of "
          + "\(DecimalText.plain(greatest)).")
      return
    }
    guard own < greatest else { return }
    let threshold = DecimalText.plain(own < least ? least : greatest)
    reading.report(
      "the material-assistance ratio of '\(component.name)' is \(DecimalText.plain(own)), below "
        + "\(threshold): it has no tax credit"
        + (own < least ? "" : " from the date on that asks for it"),
      at: entry.node.entry(TaxKeys.assistance.key)?.keyPlace ?? entry.keyPlace,
      help: "buy more that no prohibited foreign entity made, or write \(TaxKeys.credit.key): none",
      severity: .warning)
  }
}
