import SiteModel
import Tabular

extension RateDraft {
  /// Who published the rates, when they held and who may take them.
  mutating func writeHead(dollarYear: Int?) {
    let start = date("startdate")
    let end = date("enddate")
    writeDollars(dollarYear, start, end)
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
      let interval = window < 15 ? 15 : window
      if [15, 30, 60].contains(interval) {
        text.comments.append("billing_interval_minutes: \(DecimalText.plain(interval))")
      }
      if interval != window || ![15, 30, 60].contains(window) {
        leaveOut(
          "demandwindow",
          "\(DecimalText.plain(window)); demand is billed over 15, 30 or 60 minutes, here "
            + "\([15, 30, 60].contains(interval) ? DecimalText.plain(interval) : "60")")
      }
    }
    text.comments.append("holidays: none")
  }

  /// Prices are those of the day until which they were in force, so far as the record knows: its end, else
  /// when it was last looked at, else its start.
  private mutating func writeDollars(_ given: Int?, _ start: RateDate?, _ end: RateDate?) {
    let revised = lastRevision
    guard let year = given ?? end?.year ?? revised?.year ?? start?.year else {
      if fields.node("startdate") == nil {
        fields.report(
          "the record has no startdate, so that the year of its prices is unknown", about: "",
          help: "give the year: --dollar-year 2026")
      }
      return
    }
    text.comments.append("dollar_year: \(year)")
    guard given == nil else { return }
    if end != nil {
      leaveOut(
        "enddate", "the dollars are taken to be of \(year), until when the prices were in force")
    } else if revised != nil {
      leaveOut(
        "revisions", "the dollars are taken to be of \(year), when the record was last revised")
    } else {
      leaveOut("startdate", "the dollars are taken to be of \(year), its own year")
    }
  }

  /// When the database's editors last saw the prices.
  private var lastRevision: RateDate? {
    var last: RateDate?
    var nodes: [YAMLNode] = []
    if case .sequence(let found)? = fields.node("revisions")?.value { nodes = found }
    for node in nodes + [fields.node("latest_update")].compactMap({ $0 }) {
      guard let date = RateDate(node), date.text > last?.text ?? "" else { continue }
      last = date
    }
    return last
  }

  private func date(_ field: String) -> RateDate? {
    guard let node = fields.node(field) else { return nil }
    guard let date = RateDate(node) else {
      fields.report(
        "\(field) is \(node.description), not a day", at: node.place,
        help: "write seconds since 1 January 1970, or a day such as 2024-10-01")
      return nil
    }
    return date
  }

  private mutating func limit(_ field: String, _ key: String, per scale: Double) {
    guard let value = fields.number(field) else { return }
    text.comments.append("\(key): \(DecimalText.plain(RateText.rounded(value / scale)))")
  }

  /// Charges that do not depend on use; the same one under an old key and a new one counts once.
  mutating func writeFixed() {
    let unit = fields.text("fixedchargeunits") ?? "$/month"
    let charge = fields.number("fixedchargefirstmeter") ?? 0
    let old = fields.number("fixedmonthlycharge") ?? 0
    if charge != 0 { writeFixed(charge, unit) }
    guard old != 0 else { return }
    // Days of a month, on the average of the leap cycle: 365.25 / 12.
    let monthly = unit == "$/day" ? charge * 30.4375 : unit == "$/year" ? charge / 12 : charge
    if charge == 0 {
      writeFixed(old, "$/month")
    } else if (monthly - old).magnitude > 0.01 * old.magnitude {
      fields.report(
        "fixedmonthlycharge says \(DecimalText.plain(old)), and fixedchargefirstmeter "
          + "\(DecimalText.plain(charge)) \(unit): one charge with two amounts",
        about: "fixedmonthlycharge", help: "remove one of them")
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

  /// The least that a month or a day costs; no row can say the least that a year does.
  mutating func writeLimits() {
    if let yearly = fields.number("annualmincharge"), yearly != 0 {
      noYearlyMinimum("annualmincharge", yearly)
    }
    let unit = fields.text("minchargeunits") ?? "$/month"
    guard let charge = fields.number("mincharge"), charge != 0 else { return }
    if unit == "$/year" { return noYearlyMinimum("mincharge", charge) }
    guard unit == "$/month" || unit == "$/day" else {
      fields.report(
        "minchargeunits is '\(unit)'", about: "minchargeunits", help: "write $/month or $/day")
      return
    }
    add(
      RateText.Row(
        line: "minimum_bill", kind: "minimum_bill", rate: charge,
        unit: unit == "$/day" ? "USD/day" : "USD/month"))
  }

  private func noYearlyMinimum(_ key: String, _ charge: Double) {
    let usd = DecimalText.plain(charge)
    let month = DecimalText.plain((charge / 12 * 100).rounded() / 100)
    fields.report(
      "\(key) asks for \(usd) USD a year at least, which no row of a tariff can say",
      about: key,
      help:
        "write 0 there if the year's bill is above \(usd) USD; else \"mincharge\": \(month) and "
        + "\"minchargeunits\": \"$/month\", the same where every month is below it")
  }

  /// Every field that no row holds, in the order of the record.
  mutating func nameUnread() {
    for field in fields.unread where !Self.withoutMeaning.contains(field.key) {
      let value = Self.shown(field.entry.node)
      if field.key == "servicetype", value == "Bundled" { continue }
      if field.key == "approved" {
        if value == "true" { continue }
      } else if value.isEmpty || value == "0" || value == "false" {
        continue
      }
      let why = Self.reasons[field.key].map { " (\($0))" } ?? ""
      leaveOut(field.entry.key, "\(value)\(why)")
    }
  }

  /// Fields that describe the record and not the bill.
  private static let withoutMeaning: Set<String> = [
    "country", "eiaid", "is_default", "revisions", "sector", "sourceparent", "supersedes",
  ]

  private static let reasons = [
    "approved": "the database's editors have not approved the record",
    "servicetype": "a part of the service is billed elsewhere",
    "coincidentratestructure": "write coincident_peak rows, and the site's file of peaks",
    "coincidentrateschedule": "write coincident_peak rows, and the site's file of peaks",
    "demandreactivepowercharge": "the record does not say how much is free; write a reactive row",
    "dgrules": "write '# netting:' if the site may net",
    "usenetmetering": "write '# netting:' if the site may net",
    "energyattrs": "prices in words: look for riders and taxes",
    "demandattrs": "prices in words: look for riders and taxes",
    "fixedattrs": "prices in words: look for riders and taxes",
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

  /// Seconds since 1970, milliseconds as the bulk download has them, or a text such as
  /// `2024-10-01 00:00:00`; nil for others.
  init?(_ node: YAMLNode) {
    guard case .scalar(let text, _) = node.value else { return nil }
    if let number = DecimalText.number(Array(text.utf8)) {
      // 1970 to 2170.
      let seconds = number > 6.3e9 ? number / 1000 : number
      guard (0...6.3e9).contains(seconds) else { return nil }
      self.init(seconds: seconds)
      return
    }
    let parts = text.prefix(10).split(separator: "-").map { Int($0) }
    guard parts.count == 3, text.utf8.count >= 10, let year = parts[0], let month = parts[1],
      let day = parts[2], (1900...2200).contains(year), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(seconds: Double) {
    // Days since 1 March of year 0 (proleptic Gregorian): Richards, in the Explanatory Supplement to the
    // Astronomical Almanac (2013), with eras of 400 years.
    let days = Int((seconds / 86_400).rounded(.down)) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let ofEra = days - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: ofYear - (153 * shifted + 2) / 5 + 1)
  }

  var text: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
