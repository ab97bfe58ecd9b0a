import Foundation

extension Case {
  /// A case in which lines of the load series are changed; line 0 is the header.
  private static func lines(
    _ name: String, _ change: @escaping @Sendable (inout [String]) -> Void
  ) -> Case {
    Case(name) { try $0.lines(Fixture.load, change) }
  }

  private static let header = "hour_beginning,inference_load_factor_fraction,output_kw_per_kwdc"

  static let series: [Case] = [
    Case("no series file") { try $0.remove(Fixture.load) },
    Case("a folder in place of a series") { try $0.remove(Fixture.load, makingFolder: true) },
    Case("an empty series") { try $0.write(Fixture.load, "") },
    Case("a header alone") { try $0.write(Fixture.load, header + "\n") },
    lines("short") { $0.removeSubrange(8700...8760) },
    lines("long") { $0.insert("2026-01-01T00:00,0.5,0", at: 8761) },
    Case("the leap day is missing", set: ["year=2028"]) {
      let year = Fixture.series(year: 2028)
      try $0.write(
        Fixture.load,
        year.split(separator: "\n").filter { !$0.hasPrefix("2028-02-29") }.joined(separator: "\n"))
    },
    Case("a leap year is a day too short", set: ["year=2028"]) {
      let lines = Fixture.series(year: 2028).split(separator: "\n").prefix(8761)
      try $0.write(Fixture.load, lines.joined(separator: "\n"))
    },
    lines("a leap day in a year without") {
      $0.insert(contentsOf: ["2025-02-29T00:00,0.5,0", "2025-02-29T01:00,0.5,0"], at: 1417)
    },
    Case("another year", set: ["year=2026"]),
    Case("half-hours for hours") {
      try $0.write(Fixture.load, Fixture.series(year: 2025, stepMinutes: 30))
    },
    lines("a duplicated hour") { $0.insert($0[10], at: 11) },
    lines("a missing hour") { $0.remove(at: 100) },
    lines("a gap") { $0.removeSubrange(100...150) },
    lines("out of order") { $0.swapAt(20, 21) },
    lines("a stamp between steps") { $0[3] = "2025-01-01T02:10,0.5,0" },
    lines("an early row") { $0.insert($0.remove(at: 30), at: 25) },
    lines("an extra row without a stamp") { $0.insert("total,0.5,0", at: 30) },
    lines("stamps with a zone") { $0[3] = "2025-01-01T02:00Z,0.5,0" },
    lines("no stamp") { $0[3] = ",0.5,0" },
    lines("a day that does not exist") { $0[3] = "2025-04-31T02:00,0.5,0" },
    lines("many wrong stamps") { for line in 1...20 { $0[line] = "x" + $0[line] } },
    lines("NaN") { $0[5] = "2025-01-01T04:00,NaN,0" },
    lines("infinite") { $0[5] = "2025-01-01T04:00,inf,0" },
    lines("a blank cell") { $0[5] = "2025-01-01T04:00,,0" },
    lines("text") { $0[5] = "2025-01-01T04:00,n/a,0" },
    lines("a comma decimal in quotes") { $0[5] = "2025-01-01T04:00,\"0,83\",0" },
    lines("a comma decimal makes a cell too many") { $0[5] = "2025-01-01T04:00,0,83,0" },
    lines("a cell too few") { $0[5] = "2025-01-01T04:00,0.5" },
    lines("a blank line") { $0.insert("", at: 5) },
    lines("a huge number") { $0[5] = "2025-01-01T04:00,1e30,0" },
    lines("outside the range") { $0[5] = "2025-01-01T04:00,1.5,0" },
    lines("many outside the range") {
      for line in 5...20 { $0[line] = $0[line].replacingOccurrences(of: ",0.", with: ",-0.") }
    },
    lines("a quote that is never closed") { $0[5] = "2025-01-01T04:00,\"0.5,0" },
    lines("text behind a quote") { $0[5] = "2025-01-01T04:00,\"0.5\"x,0" },
    lines("letters beyond ASCII before the place") { $0[5] = "2025-01-01T04:00,½,é" },
    lines("a cell over two lines") { $0[5] = "2025-01-01T04:00,\"0\n.5\",0" },
    lines("semicolons") { lines in lines = lines.map { $0.replacingOccurrences(of: ",", with: ";") }
    },
    lines("a missing column") {
      $0[0] = header.replacingOccurrences(of: "inference", with: "inferences")
    },
    lines("a duplicate column") { $0[0] = "hour_beginning,output_kw_per_kwdc,output_kw_per_kwdc" },
    lines("a column without a name") { $0[0] = "hour_beginning,,output_kw_per_kwdc" },
    lines("no column of stamps") {
      $0[0] = header.replacingOccurrences(of: "hour_beginning", with: "when")
    },
    Case("a wrong unit in a header") {
      try $0.lines(Fixture.load) {
        $0[0] = header.replacingOccurrences(of: "kw_per_kwdc", with: "mwh")
      }
      try $0.replace(Fixture.site, "column: output_kw_per_kwdc", "column: output_mwh")
    },
    Case("a unit of which the key's is a part") {
      try $0.lines(Fixture.load) {
        $0[0] = header.replacingOccurrences(of: "output_kw_per_kwdc", with: "limit_usd_per_mw")
      }
      try $0.replace(
        Fixture.site, "output_kw_per_kwdc: {file: load.csv, column: output_kw_per_kwdc}",
        "output_kw_per_kwdc: 0.2")
      try $0.replace(
        Fixture.site, "import_limit_mw: 12",
        "import_limit_mw: {file: load.csv, column: limit_usd_per_mw}")
    },
    Case(
      "a column of another unit", "column: output_kw_per_kwdc",
      "column: inference_load_factor_fraction"),
    Case(
      "a column without a file", "{file: load.csv, column: output_kw_per_kwdc}",
      "{column: output_kw_per_kwdc, files: load.csv}"),
    Case("a file outside the data folder", "file: load.csv", "file: ../../../load.csv"),
    Case("an absolute file", "file: load.csv", "file: /etc/hosts"),
    Case("UTF-16") { try $0.write(Fixture.load, Data([0xFF, 0xFE]) + Data("h\0o\0".utf8)) },
    Case(
      "a column that nothing reads",
      "output_kw_per_kwdc: {file: load.csv, column: output_kw_per_kwdc}", "output_kw_per_kwdc: 0.2"),
  ]
}
