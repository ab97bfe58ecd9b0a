import SiteModel

extension RateDraft {
  /// Who published the rates, when they held and who may take them.
  mutating func writeHead(dollarYear: Int?) {
    let start = date("startdate")
    let end = date("enddate")
    if let year = dollarYear ?? start?.year {
      text.comments.append("dollar_year: \(year)")
    } else if fields.node("startdate") == nil {
      fields.report(
        "the record has no startdate, so that the year of its prices is unknown", about: "",
        help: "give the year: --dollar-year 2026")
    }
    if dollarYear == nil, start != nil {
      leaveOut("startdate", "the year of the dollars is taken to be its own")
    }
    if let start {
      text.comments.append("effective: \(start.text)" + (end.map { " to \($0.text)" } ?? ""))
    }
    let names = [fields.text("utility"), fields.text("name")].compactMap { $0 }
    let record = fields.text("label").map { ", record \($0)" } ?? ""
    let page = [fields.text("source"), fields.text("uri")].compactMap { $0 }
    text.comments.append(
      "source: \(names.joined(separator: ", ")); OpenEI Utility Rate Database\(record)"
        + page.map { "; \($0)" }.joined())
    limit("peakkwcapacitymin", "minimum_mw", per: 1000)
    limit("peakkwcapacitymax", "maximum_mw", per: 1000)
    limit("voltageminimum", "minimum_kv", per: 1000)
    limit("voltagemaximum", "maximum_kv", per: 1000)
    if let window = fields.number("demandwindow") {
      if [15, 30, 60].contains(window) {
        text.comments.append("billing_interval_minutes: \(DecimalText.plain(window))")
      } else {
        leaveOut("demandwindow", "\(DecimalText.plain(window)); it must be 15, 30 or 60 minutes")
      }
    }
    text.comments.append("holidays: none")
  }

  private func date(_ field: String) -> RateDate? {
    guard let seconds = fields.number(field) else { return nil }
    // 1970 to 2170; milliseconds would lie far beyond.
    guard (0...6.3e9).contains(seconds) else {
      fields.report(
        "\(field) is \(DecimalText.plain(seconds))", about: field,
        help: "write seconds since 1 January 1970")
      return nil
    }
    return RateDate(seconds: seconds)
  }

  private mutating func limit(_ field: String, _ key: String, per scale: Double) {
    guard let value = fields.number(field) else { return }
    text.comments.append("\(key): \(DecimalText.plain(RateText.rounded(value / scale)))")
  }

  /// Charges that do not depend on use.
  mutating func writeFixed() {
    if let charge = fields.number("fixedchargefirstmeter"), charge != 0 {
      writeFixed(charge, fields.text("fixedchargeunits") ?? "$/month")
    } else {
      _ = fields.text("fixedchargeunits")
    }
    if let charge = fields.number("fixedmonthlycharge"), charge != 0 {
      writeFixed(charge, "$/month")
    }
  }

  private mutating func writeFixed(_ charge: Double, _ unit: String) {
    let isYearly = unit == "$/year"
    guard isYearly || unit == "$/month" || unit == "$/day" else {
      fields.report(
        "fixedchargeunits is '\(unit)'", about: "fixedchargeunits",
        help: "write $/month, $/day or $/year")
      return
    }
    add(
      RateText.Row(
        line: "customer_charge", kind: "fixed",
        rate: RateText.rounded(isYearly ? charge / 12 : charge),
        unit: unit == "$/day" ? "USD/day" : "USD/month",
        note: isYearly ? "\(DecimalText.plain(charge)) USD a year" : ""))
  }

  /// The least that a month costs.
  mutating func writeLimits() {
    let units = fields.text("minchargeunits") ?? "$/month"
    for key in ["minmonthlycharge", "mincharge"] {
      guard let charge = fields.number(key), charge != 0 else { continue }
      guard key == "minmonthlycharge" || units == "$/month" else {
        leaveOut(key, "\(DecimalText.plain(charge)) \(units); only a month can have a minimum")
        continue
      }
      add(
        RateText.Row(line: "minimum_bill", kind: "minimum_bill", rate: charge, unit: "USD/month"))
    }
  }

  /// Every field that no row holds, in the order of the record.
  mutating func nameUnread() {
    for entry in fields.unread where !Self.withoutMeaning.contains(entry.key) {
      let value = Self.shown(entry.node)
      if entry.key == "servicetype", value == "Bundled" { continue }
      if entry.key == "approved" {
        if value == "true" { continue }
      } else if value.isEmpty || value == "0" || value == "false" {
        continue
      }
      let why = Self.reasons[entry.key].map { " (\($0))" } ?? ""
      leaveOut(entry.key, "\(value)\(why)")
    }
  }

  /// Fields that describe the record and not the bill.
  private static let withoutMeaning: Set<String> = [
    "country", "eiaid", "is_default", "revisions", "sector", "sourceparent", "supersedes",
    "energyattrs", "demandattrs", "fixedattrs",
  ]

  private static let reasons = [
    "approved": "the database's editors have not approved the record",
    "servicetype": "a part of the service is billed elsewhere",
    "coincidentratestructure": "write coincident_peak rows, and the site's file of peaks",
    "coincidentrateschedule": "write coincident_peak rows, and the site's file of peaks",
    "demandreactivepowercharge": "the record does not say how much is free; write a reactive row",
    "dgrules": "write '# netting:' if the site may net",
    "usenetmetering": "write '# netting:' if the site may net",
    "annualmincharge": "only a month can have a minimum",
    "voltagecategory": "eligibility in words",
    "phasewiring": "eligibility in words",
  ]

  /// A value on one line, shortened.
  private static func shown(_ node: YAMLNode) -> String {
    switch node.value {
    case .scalar(let text, _):
      let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return line.count > 800 ? "\(line.prefix(800))…" : line
    case .sequence(let nodes): return nodes.isEmpty ? "" : "a list of \(nodes.count)"
    case .mapping: return "a mapping"
    case .null: return ""
    }
  }
}

/// A day by universal time, as the database stores it: seconds since 1970.
struct RateDate {
  let year: Int
  let month: Int
  let day: Int

  init(seconds: Double) {
    // Days since 1 March of year 0 (proleptic Gregorian): Richards, in the Explanatory Supplement to the
    // Astronomical Almanac (2013), with eras of 400 years.
    let days = Int((seconds / 86_400).rounded(.down)) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let ofEra = days - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    day = ofYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var text: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
