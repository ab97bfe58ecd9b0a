import Foundation
import SiteFiles
import SiteModel
import Testing
import Tabular

@Suite("Series as spreadsheets have them")
struct SeriesImportTests {
  private let calendar = SiteModel.Calendar(year: 2025, daylightSaving: .none)

  private func read(
    _ text: String, _ change: (inout SeriesImport.Options) -> Void = { _ in }
  ) throws -> SeriesImport {
    let fixture = try Fixture()
    try fixture.write("series.csv", text)
    var options = SeriesImport.Options()
    change(&options)
    return try SeriesImport.read(
      fixture.root.appendingPathComponent("series.csv").path, calendar: calendar, options)
  }

  private func rows(_ made: SeriesImport) -> [String] {
    made.csv.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  /// 2.5 kWh a quarter-hour are 10 kW.
  @Test("semicolons, decimal commas and kWh, in a column that is named")
  func semicolons() throws {
    let made = try read(
      "Date/Time;Usage (kWh);Notes\n01.02.2025 00:00;2,5;a\n01.02.2025 00:15;1,25;b\n")
    #expect(
      rows(made) == ["hour_beginning,usage_kw", "2025-02-01T00:00,10", "2025-02-01T00:15,5"])
    #expect(made.notes.contains { $0.contains("semicolons") })
    #expect(made.notes.contains { $0.contains("'Notes' is left out") })
    #expect(made.notes.contains { $0.contains("energy of each step") })
  }

  @Test("date and time in two columns, another name, and means over hours")
  func twoColumns() throws {
    let made = try read(
      "Date,Start Time,Value\n1/1/2025,12:00 AM,1\n1/1/2025,12:30 AM,3\n1/1/2025,1:00 AM,5\n"
        + "1/1/2025,1:30 AM,5\n"
    ) {
      $0.columns = [("Value", "load_mw")]
      $0.stepMinutes = 60
    }
    #expect(rows(made) == ["hour_beginning,load_mw", "2025-01-01T00:00,2", "2025-01-01T01:00,5"])
  }

  /// 2 MWh in each hour, written as its end; 250 kW for twelve steps of five minutes.
  @Test("dates beside hours, and steps of five minutes")
  func hoursAndMinutes() throws {
    let hours = (1...24).map { "1/1/2025,\($0),2\n" }.joined()
    let day = try read("Date,HE,Load (MWh)\n" + hours)
    #expect(rows(day).count == 25)
    #expect(rows(day)[1] == "2025-01-01T00:00,2" && rows(day)[24] == "2025-01-01T23:00,2")
    let hour = (0..<12).map { "2025-01-01T00:\($0 < 2 ? "0" : "")\(5 * $0),\(250 + $0 / 3)\n" }
    let made = try read("time,kw\n" + hour.joined())
    #expect(
      rows(made) == [
        "hour_beginning,kw", "2025-01-01T00:00,250", "2025-01-01T00:15,251",
        "2025-01-01T00:30,252", "2025-01-01T00:45,253",
      ])
  }

  @Test("stamps under a name in another language are stamps all the same")
  func otherNames() throws {
    let made = try read("Zeitpunkt;Leistung (kW)\n13.02.2025 00:00;1,5\n13.02.2025 01:00;2\n")
    #expect(
      rows(made) == ["hour_beginning,leistung_kw", "2025-02-13T00:00,1.5", "2025-02-13T01:00,2"])
    let two = try read("Tag,Uhrzeit,kW\n2025-02-13,0:00,1\n2025-02-13,1:00,2\n")
    #expect(rows(two) == ["hour_beginning,kw", "2025-02-13T00:00,1", "2025-02-13T01:00,2"])
  }

  @Test("numbers without a name are told what is missing above them")
  func noNames() throws {
    let numbers = String(repeating: "1000\n", count: 8760)
    let error = #expect(throws: Findings.self) { try read(numbers) }
    #expect(error?.text.contains("write a line above it that says what they are") == true)
    #expect(rows(try read("load_mw\n" + numbers)).count == 8761)
  }

  @Test("what cannot be known is a finding")
  func findings() throws {
    #expect(throws: Findings.self) {
      try read("start,value\n2025-01-01T00:00,1\n2025-01-01T01:00,1\n")
    }
    #expect(throws: Findings.self) {
      try read("start,a_kwh\n2025-01-01T00:00,1\n2025-01-01T01:00,1\n") {
        $0.columns = [("a_kwh", "price_usd_per_mwh")]
      }
    }
    #expect(throws: Findings.self) {
      try read("start,a_kw\n2025-01-01T00:00,1\n2025-01-01T01:00,1\n") { $0.stepMinutes = 15 }
    }
  }

  @Test("a site reads bare columns, spreadsheets' stamps, energy and blank rows")
  func site() throws {
    let fixture = try Fixture()
    let text = try fixture.text(Fixture.load)
    let lines = text.split(separator: "\n")
    let bare = lines.map { $0.split(separator: ",").dropFirst().joined(separator: ",") + "\n" }
    try fixture.write(Fixture.load, bare.joined())
    #expect(fixture.read() == "a site")
    let stamped = lines.enumerated().map { index, line -> String in
      guard index > 0 else { return "\(line)\n" }
      let moment = calendar.standardTime(minute: 60 * (index - 1))
      return "\(moment.month)/\(moment.day)/2025 \(moment.hour):00"
        + line.dropFirst(16) + ",,\r\n"
    }
    try fixture.write(Fixture.load, stamped.joined() + ",,,,\r\n")
    #expect(fixture.read() == "a site")
    try fixture.write(Fixture.load, bare.dropLast().joined())
    #expect(fixture.read().contains("the file has no stamps and 8,759 rows"))
  }

  @Test("a column of energy stands for the power of a key")
  func energy() throws {
    let fixture = try Fixture()
    let limits =
      "hour_beginning,limit_kwh\n"
      + (try fixture.text(Fixture.load)).split(separator: "\n").dropFirst()
      .map { "\($0.prefix(16)),12000\n" }.joined()
    try fixture.write("sites/pad/limit.csv", limits)
    try fixture.replace(
      Fixture.site, "import_limit_mw: 12", "import_limit_mw: {file: limit.csv, column: limit_kwh}")
    let (site, _) = try fixture.folder.readSite(named: "pad")
    let grid = try #require(site.components.compactMap { $0 as? Grid }.first)
    #expect(
      grid.values.value(of: "import_limit_mw") == .series([Double](repeating: 12, count: 8760)))
  }
}
