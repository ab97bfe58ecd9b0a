import Foundation
import SiteFiles
import SiteModel
import Testing
import Tabular

/// What utilities put round the steps of a meter. Two hours of a January night: 1 MW, then 2 MW.
@Suite("Lines and stamps that utilities add to a meter")
struct MeterEdgesTests {
  private static let pacific = SiteModel.Calendar(
    year: 2025, daylightSaving: .unitedStates, utcOffsetMinutes: -480)

  private func read(_ bytes: Data) throws -> MeterFile {
    let fixture = try Fixture()
    try fixture.write("meter", bytes)
    return try MeterFile.read(
      fixture.root.appendingPathComponent("meter").path, calendar: Self.pacific)
  }

  private func read(_ text: String) throws -> MeterFile { try read(Data(text.utf8)) }

  private func finding(_ text: String) throws -> Finding {
    let error = try #require(throws: Findings.self) { try read(text) }
    return try #require(error.all.first)
  }

  @Test(
    "is the same meter however its stamps are written",
    arguments: [
      "start,import_kw\n20250101 0000,1000\n20250101 0100,2000\n",
      "start,import_kw\n202501010000,1000\n202501010100,2000\n",
      "start,import_kw\n20250101000000,1000\n20250101010000,2000\n",
      "start,import_kw\n20250101T0000,1000\n20250101T0100,2000\n",
      "start,import_kw\n2025010100,1000\n2025010101,2000\n",
      "start,import_kw\n2025-01-01 0000,1000\n2025-01-01 0100,2000\n",
      "start,import_kw\n\"Jan 1, 2025 12:00 AM\",1000\n\"Jan 1, 2025 1:00 AM\",2000\n",
      "start,import_kw\nWed 01 Jan 2025 00:00,1000\nWed 01 Jan 2025 01:00,2000\n",
      // 1 January 2025 0:00 of Pacific time is 1,735,718,400 s after 1970 began in universal time.
      "unix_seconds,import_kw\n1735718400,1000\n1735722000,2000\n",
      "timestamp,import_kw\n1735718400000,1000\n1735722000000,2000\n",
      "Timestamp (UTC),import_kw\n2025-01-01 08:00,1000\n2025-01-01 09:00,2000\n",
      "start_mst,import_kw\n2025-01-01 01:00,1000\n2025-01-01 02:00,2000\n",
    ])
  func stamps(_ text: String) throws {
    let file = try read(text)
    #expect(file.first == 0 && file.year.stepMinutes == 60 && file.imports == [1, 2])
  }

  @Test("lines above the header, units below it and totals at the end are left out, and told")
  func lines() throws {
    let file = try read(
      "Account,12345\n\"Service, Main St\"\n\nStart,Import\n,kWh\n1/1/2025 0:00,1000\n"
        + "1/1/2025 1:00,2000\n,\nTotal,3000\nPeak,2000\n")
    #expect(file.first == 0 && file.imports == [1, 2])
    #expect(
      file.notes.starts(with: [
        "lines 1 to 3 above the header are left out", "line 5 holds the units of the columns",
        "'Total' in line 9, 'Peak' in line 10 is no step and is left out",
      ]))
    let bare = try read("Meter 9\nimport_kw\n" + String(repeating: "1000\n", count: 8760))
    #expect(bare.imports.allSatisfy { $0 == 1 })
    #expect(bare.notes.first == "line 1 above the header is left out")
  }

  @Test("semicolons, decimal commas, points of thousands, quotes and UTF-16 are read")
  func separators() throws {
    let text =
      "Lastgang, Werk 1\nKunde;Muster\nStart;import_kw\n01.01.2025 00:00;1.000,0\n"
      + "\"01.01.2025 01:00\";\"2.000,0\"\n"
    #expect(try read(text).imports == [1, 2])
    let wide = try #require(text.data(using: .utf16))
    let file = try read(wide)
    #expect(file.imports == [1, 2] && file.notes.contains("the text is UTF-16"))
    #expect(
      file.notes.contains("columns are separated by semicolons, decimals by commas"))
  }

  @Test("commas between thousands are left out where they cannot be a decimal comma")
  func thousands() throws {
    let head = "start,import_kw\n2025-01-01T00:00,\"1,000\"\n2025-01-01T01:00,"
    let file = try read(head + "\"2,000.0\"\n")
    #expect(file.imports == [1, 2])
    #expect(file.notes == ["commas within numbers separate thousands"])
    #expect(try finding(head + "2000\n").help.contains("write 1000 without a separator"))
  }

  @Test("a register that counts on is no energy of steps")
  func register() throws {
    let rows = (0..<200).map { row in
      let hour = row % 24 < 10 ? "0\(row % 24)" : "\(row % 24)"
      return "2025-01-\(row / 24 < 9 ? "0" : "")\(row / 24 + 1)T\(hour):00,\(7 * row)\n"
    }
    let found = try finding("start,import_kwh\n" + rows.joined())
    #expect(found.message.contains("never falls: these are readings of a register"))
    #expect(found.line == 1 && found.column == 7)
    // A load that grows is one: mean power may rise all year.
    #expect(try read("start,import_kw\n" + rows.joined()).imports.count == 200)
  }

  @Test(
    "what is not read is told with what to do",
    arguments: [
      ("PK\u{3}\u{4}start,import_kw", "save its sheet as CSV"),
      ("%PDF-1.7", "ask for the numbers as CSV"),
      ("start,import_kw\n2025-01-01T00:00,\"$1,200.50\"\n2025-01-01T01:00,1\n", "alone: 1200.50"),
      ("start,import_kw\n2025-01-01T00:00,(12.5)\n2025-01-01T01:00,1\n", "alone: -12.5"),
      ("start,import_kw\n2025-01-01T00:00,#REF!\n2025-01-01T01:00,1\n", "mend the formula"),
      ("start,import_kw\n2025-01-01T00:00,-3\n2025-01-01T01:00,1\n", "such as export_kw"),
      ("2025-01-01T00:00,1\n2025-01-01T01:00,1\n", "the first line holds numbers where names"),
      ("start,kWh Delivered\n2025-01-01T00:00,3\n2025-01-01T01:00,1\n", "import_kwh"),
      (
        "Date,Time,kW\n2025-01-01,0:00,1\n2025-01-01,1:00,1\n",
        "sitemix import-series FILE --column 'kW=import_kw'"
      ),
      (
        "start,import_kw\n2025-01-01T00:00,1\n2025-01-01T00:05,1\n",
        "writes the means of 15 minutes"
      ),
    ])
  func help(_ text: String, _ help: String) throws {
    let error = try #require(throws: Findings.self) { try read(text) }
    #expect(error.text.contains(help))
  }
}
