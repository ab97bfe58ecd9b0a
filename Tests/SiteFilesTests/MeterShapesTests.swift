import Foundation
import SiteFiles
import SiteModel
import Testing
import Tabular

@Suite("Meters as people have them")
struct MeterShapesTests {
  private static let plain = SiteModel.Calendar(year: 2025, daylightSaving: .none)
  private static let saving = SiteModel.Calendar(year: 2025, daylightSaving: .unitedStates)
  private static let pacific = SiteModel.Calendar(
    year: 2025, daylightSaving: .unitedStates, utcOffsetMinutes: -480)

  private func read(_ text: String, _ calendar: SiteModel.Calendar = plain) throws -> MeterFile {
    let fixture = try Fixture()
    try fixture.write("meter", text)
    return try MeterFile.read(
      fixture.root.appendingPathComponent("meter").path, calendar: calendar)
  }

  /// The first finding's message and help.
  private func finding(
    _ text: String, _ calendar: SiteModel.Calendar = plain
  ) throws -> (message: String, help: String, count: Int) {
    let error = try #require(throws: Findings.self) { try read(text, calendar) }
    let first = try #require(error.all.first)
    return (first.message, first.help, error.all.count)
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// One stamp in several shapes: 31 January 2025, 23:45.
  @Test(
    "stamps of spreadsheets, meters and data platforms",
    arguments: [
      "2025-01-31T23:45", "2025-01-31 23:45:00", "2025-01-31 23:45:00.000", "2025/01/31 23:45",
      "1/31/2025 23:45", "01/31/25 11:45 PM", "1/31/2025 11:45:00 PM", "31.1.2025 23:45",
      "31/01/2025 23:45", "31-Jan-2025 23:45", "45688.9895833",
    ])
  func stamps(_ first: String) throws {
    // Thirty minutes on is 1 February 0:15, in the same shape.
    let other = [
      "2025-01-31T23:45": "2025-02-01T00:15", "2025-01-31 23:45:00": "2025-02-01 00:15:00",
      "2025-01-31 23:45:00.000": "2025-02-01 00:15:00.000", "2025/01/31 23:45": "2025/02/01 0:15",
      "1/31/2025 23:45": "2/1/2025 0:15", "01/31/25 11:45 PM": "02/01/25 12:15 AM",
      "1/31/2025 11:45:00 PM": "2/1/2025 12:15:00 AM", "31.1.2025 23:45": "1.2.2025 0:15",
      "31/01/2025 23:45": "01/02/2025 00:15", "31-Jan-2025 23:45": "1-Feb-2025 00:15",
      "45688.9895833": "45689.0104167",
    ]
    let next = try #require(other[first])
    let found = try finding("start,import_kw\n\(first),1\n\(next),2\n")
    // Read, and refused only for where it begins.
    #expect(found.message == "the file begins within an hour, at 2025-01-31T23:45")
  }

  /// A year of hours, 1,000 kW in the second of each day: 365 MWh.
  @Test(
    "hours of the local clock are those of standard time: 8,760 with one missing and one doubled")
  func localClock() throws {
    let spring = (31 + 28 + 8) * 24 + 2
    let fall = (31 + 28 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 1) * 24 + 1
    var text = "start,import_kw\n"
    for hour in 0..<8760 {
      let shown = Self.saving.standardTime(
        minute: 60 * (hour >= spring && hour < fall ? hour + 1 : hour))
      text += "\(shown.month)/\(shown.day)/2025 \(shown.hour):00,\(hour)\n"
    }
    let file = try read(text, Self.saving)
    #expect(file.first == 0 && file.imports.count == 8760)
    #expect(file.imports == (0..<8760).map { Double($0) * 1e-3 })
    #expect(file.notes.contains { $0.contains("local clock") })
    // The clock's repeated hour written once leaves an hour out.
    let lines = text.split(separator: "\n")
    let short = lines.enumerated().filter { $0.offset != fall + 1 }.map { $0.element + "\n" }
    let found = try finding(short.joined(), Self.saving)
    #expect(found.message == "the step 2025-11-02T01:00 is missing" && found.count == 1)
    #expect(found.help.contains("repeated hour stands twice"))
  }

  @Test("stamps with an offset are brought to the site's standard time")
  func offsets() throws {
    let text = "start,import_kw\n2025-07-01T07:00Z,1\n2025-07-01T08:00Z,2\n"
    // 7:00 UTC is 23:00 Pacific standard time of the day before: hour 181 × 24 − 1.
    #expect(try read(text, Self.pacific).first == 181 * 24 - 1)
    let daylight = "start,import_kw\n2025-07-01T00:00-07:00,1\n2025-07-01T01:00-07:00,2\n"
    #expect(try read(daylight, Self.pacific).first == 181 * 24 - 1)
    #expect(try finding(text, Self.saving).help.contains("utc_offset_hours"))
  }

  @Test("stamps at the end of steps, by the header or by where the file begins and ends")
  func endStamps() throws {
    let header = "hour_ending,import_kw\n2025-03-01T01:00,1\n2025-03-01T02:00,2\n"
    #expect(try read(header).first == 59 * 24)
    var month = "start,import_kw\n"
    for hour in 1...(31 * 24) {
      month += "2025-01-\(two(1 + (hour - 1) / 24))T\(two((hour - 1) % 24 + 1)):00,1\n"
    }
    #expect(try read(month).first == 0 && read(month).imports.count == 744)
  }

  /// 250 kWh in each quarter-hour are 1,000 kW.
  @Test(
    "kWh and kW are said by the header",
    arguments: [("import_kw", 0.25), ("import_kwh", 1), ("Import (MWh)", 1000), ("import_mw", 250)])
  func units(_ name: String, _ megawatts: Double) throws {
    let text = "start,\(name)\n2025-01-01T00:00,250\n2025-01-01T00:15,250\n"
    #expect(try read(text).imports == [megawatts, megawatts])
  }

  @Test("help never calls kWh kW")
  func help() throws {
    let text = "start,usage_kwh\n2025-01-01T00:00,250\n2025-01-01T00:15,250\n"
    let error = try #require(throws: Findings.self) { try read(text) }
    let unknown = try #require(error.all.first { $0.message.contains("usage_kwh") })
    #expect(unknown.help.contains("import_kwh") && !unknown.help.contains("kw "))
  }

  private func quarters(_ steps: some Sequence<Int>) -> String {
    "start,import_kw\n"
      + steps.map { step -> String in
        let moment = Self.plain.standardTime(minute: step * 15)
        return "2025-\(two(moment.month))-\(two(moment.day))T\(two(moment.hour)):"
          + "\(two(moment.minute % 60)),500\n"
      }.joined()
  }

  @Test("a gap and rows that stand twice are one finding each")
  func gaps() throws {
    let gap = try finding(quarters((0..<1000)) + quarters(1010..<1200).dropFirst(16))
    #expect(
      gap.message
        == "10 steps are missing after 2025-01-11T09:45: 2025-01-11T10:00 to 2025-01-11T12:15")
    #expect(gap.count == 1)
    let doubled = try finding(quarters(0..<1000) + quarters(900..<1200).dropFirst(16))
    #expect(doubled.message == "100 steps appear again, 2025-01-10T09:00 to 2025-01-11T09:45")
    #expect(doubled.count == 1)
  }

  @Test("rows and columns of commas, and the last row first")
  func commas() throws {
    let text = ",,,\nstart,import_kw,,\n2025-01-01T01:00,2,,\n2025-01-01T00:00,1,,\n,,,\n"
    let short = try finding(text)
    #expect(short.message.contains("out of order") || short.message.contains("first two stamps"))
    let three = "start,import_kw,\n1/1/2025 2:00,3,\n1/1/2025 1:00,2,\n1/1/2025 0:00,1,\n,,\n"
    let file = try read(three)
    #expect(file.first == 0 && file.imports == [0.001, 0.002, 0.003])
  }

  @Test("a column without stamps has a start, or is the site's year and warns")
  func bare() throws {
    let numbers = String(repeating: "250\n", count: 8760)
    let year = try read("import_kw\n" + numbers)
    #expect(year.first == 0 && year.imports.count == 8760)
    #expect(year.warnings.contains { $0.message.contains("no stamps") })
    let started = try read("# start: 2024-09-01T00:00\nimport_kw\n" + numbers)
    #expect(started.year.calendar.year == 2024 && started.first == (366 - 122) * 24)
    #expect(started.warnings.isEmpty)
    #expect(try finding("import_kw\n250\n250\n").message == "the file has no stamps and 2 rows")
  }

  /// September 2024 begins 244 days into a leap year and ends, twelve months on, in August 2025.
  @Test("twelve months across the new year; not thirteen")
  func acrossYears() throws {
    func months(_ hours: Int) -> String {
      "start,import_kw\n"
        + (0..<hours).map { hour -> String in
          let ofYear = (366 - 122) * 24 + hour
          let isNext = ofYear >= 366 * 24
          let calendar = SiteModel.Calendar(year: isNext ? 2025 : 2024, daylightSaving: .none)
          let moment = calendar.standardTime(minute: 60 * (isNext ? ofYear - 366 * 24 : ofYear))
          return
            "\(calendar.year)-\(two(moment.month))-\(two(moment.day))T\(two(moment.hour)):00,500\n"
        }.joined()
    }
    let file = try read(months(8760))
    #expect(file.year.calendar.year == 2024 && file.first == 244 * 24)
    #expect(file.year.count == (366 + 365) * 24 && file.warnings.isEmpty)
    #expect(try finding(months(8761)).message.contains("more than twelve months"))
  }

  private static let readingType = """
    <entry><link rel="self" href="R/1"/><content><ReadingType><flowDirection>1</flowDirection>\
    <powerOfTenMultiplier>3</powerOfTenMultiplier><uom>72</uom></ReadingType></content></entry>
    """

  /// 1735718400 is 2025-01-01T08:00Z, the year's beginning on the Pacific coast; 250 kWh in 900 s are 1 MW.
  private func greenButton(_ readings: String) -> String {
    """
    <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">\(Self.readingType)
    <entry><content><espi:IntervalBlock xmlns:espi="http://naesb.org/espi">\(readings)\
    </espi:IntervalBlock></content></entry></feed>
    """
  }

  private func reading(_ start: Int, _ value: String = "250") -> String {
    "<espi:IntervalReading><espi:timePeriod><espi:duration>900</espi:duration><espi:start>\(start)"
      + "</espi:start></espi:timePeriod><espi:value>\(value)</espi:value></espi:IntervalReading>"
  }

  @Test("Green Button files")
  func greenButtonFiles() throws {
    let first = 1_735_718_400
    let text = greenButton((0..<8).map { reading(first + 900 * $0) }.joined())
    let file = try read(text, Self.pacific)
    #expect(file.first == 0 && file.year.stepMinutes == 15)
    #expect(file.imports == [Double](repeating: 1, count: 8))
    let estimated = text.replacing(
      "<espi:timePeriod>",
      with:
        "<espi:ReadingQuality><espi:quality>8</espi:quality></espi:ReadingQuality><espi:timePeriod>"
    )
    #expect(
      try read(estimated, Self.pacific).notes.last == "8 intervals are marked as estimated")
    let gap = greenButton(reading(first) + reading(first + 900 * 3))
    #expect(try finding(gap, Self.pacific).message.hasPrefix("2 steps are missing"))
    #expect(try finding(text, Self.saving).help.contains("utc_offset_hours"))
    #expect(try finding(greenButton(reading(first)) + "<a>").message.contains("XML"))
    #expect(
      try finding("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").message.contains("document type"))
    #expect(
      try finding(text.replacing("<uom>72", with: "<uom>169")).message.contains("no interval"))
  }
}
