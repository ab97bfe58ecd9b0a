import Components
import Foundation
import SiteFiles
import SiteModel
import Testing
import Units

@Suite("A site that can be read")
struct ReadingTests {
  @Test("the fixture is read without findings")
  func clean() throws {
    let fixture = try Fixture()
    #expect(fixture.read() == "a site")
    let (site, _) = try fixture.folder.readSite(named: "pad")
    #expect(
      site.components.map(\.name) == ["gpu_modules", "solar_field", "grid", "battery", "gensets"])
    #expect(site.horizon.count == 8760)
    #expect(site.description == "a pad")
    #expect(site.location == Site.Location(latitude: 39.5, longitude: -119.7))
    #expect(site.realDiscountRate == 0.08)
    #expect(site.uptime.cover == [.grid])
    #expect(site.emissions.capPerYear == Carbon(50_000, .tonnes))
    #expect(
      site.inputs.map(\.path) == [
        "deflators.csv", "sites/pad/load.csv", "sites/pad/site.yaml", "tariffs/plain.csv",
        "technologies/battery.yaml", "technologies/solar.yaml",
      ])
    #expect(
      site.inputs.first?.sha256
        == "30175a1fece22657e1289a3664bcc1d104dca4f44748e20c2a50e12fc6ed17e5")
    #expect(
      site.notes == [
        "a note", "technologies/solar.yaml: a guess", "tariffs/plain.csv: a placeholder",
      ])
  }

  @Test("a byte order mark, CR LF and a missing last line end change nothing but the digests")
  func marksAndLineEnds() throws {
    let fixture = try Fixture()
    let (clean, _) = try fixture.folder.readSite(named: "pad")
    for (path, contents) in Fixture.files {
      var data = Data([0xEF, 0xBB, 0xBF])
      data.append(Data(contents.replacingOccurrences(of: "\n", with: "\r\n").dropLast().utf8))
      try fixture.write(path, data)
    }
    let (marked, warnings) = try fixture.folder.readSite(named: "pad")
    #expect(warnings.isEmpty)
    let isSame = haveSameComponents(marked, clean)
    #expect(isSame)
    #expect(marked.defaults == clean.defaults)
    #expect(marked.notes == clean.notes)
    #expect(marked.inputs != clean.inputs)
  }

  @Test("a column in another unit is converted to that of the key")
  func units() throws {
    let fixture = try Fixture()
    let column = { (name: String, value: String) in
      try fixture.lines(Fixture.load) { lines in
        for index in lines.indices where !lines[index].isEmpty {
          lines[index] += index == 0 ? ",\(name)" : ",\(value)"
        }
      }
    }
    try column("import_limit_kw", "12000")
    try fixture.replace(
      Fixture.site, "import_limit_mw: 12",
      "import_limit_mw: {file: load.csv, column: import_limit_kw}")
    let (kilowatts, _) = try fixture.folder.readSite(named: "pad")
    try fixture.write(Fixture.load, Fixture.year2025)
    try column("import_limit_mw", "12")
    try fixture.replace(Fixture.site, "column: import_limit_kw", "column: import_limit_mw")
    let (megawatts, _) = try fixture.folder.readSite(named: "pad")
    let isSame = haveSameComponents(kilowatts, megawatts)
    #expect(isSame)
  }

  @Test("quoted cells, comments and the year of a leap day are read")
  func quotesAndLeapDay() throws {
    let fixture = try Fixture()
    try fixture.write(
      Fixture.load,
      "# source: made\n"
        + Fixture.series(year: 2028).replacingOccurrences(
          of: "2028-01-01T00:00,0.50,0", with: "\"2028-01-01T00:00\", 0.50 ,\"0\""))
    let (site, _) = try fixture.folder.readSite(named: "pad", overrides: [Override("year=2028")])
    #expect(site.horizon.count == 8784)
    #expect(site.notes.last == "set on the command line: year=2028")
  }

  @Test("half-hours and quarter-hours are read")
  func shortSteps() throws {
    for minutes in [30, 15] {
      let fixture = try Fixture()
      try fixture.write(Fixture.load, Fixture.series(year: 2025, stepMinutes: minutes))
      try fixture.replace(Fixture.site, "step_minutes: 60", "step_minutes: \(minutes)")
      let (site, _) = try fixture.folder.readSite(named: "pad")
      #expect(site.horizon.count == 8760 * 60 / minutes)
    }
  }

  @Test("the template of a new site is read without findings")
  func template() throws {
    let fixture = try Fixture()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let shipped = DataFolder(path: root.appending(path: "data").path, catalogue: .standard)
    for path in try Self.inputs(below: root.appending(path: "data")) {
      try fixture.write(path, try Data(contentsOf: root.appending(path: "data/\(path)")))
    }
    // Near examples, far from them, without a grid, and abroad: each is a site.
    for (latitude, longitude, megawatts, grid, gas) in [
      (39.5, -119.7, 2.0, 3.0, 0.0), (31.9, -102.2, 30, 15, 120), (33.7, -84.4, 30, 0, 0),
      (48.1, 11.6, 5, 10, 0), (35.2, -101.8, 30, 40, 0), (38.6, -90.2, 30, 40, 0),
      (48.1, -103.6, 30, 40, 0), (41.1, -104.8, 30, 40, 0), (37.8, -122.4, 30, 40, 0),
    ] {
      var settings = SiteTemplate.Settings()
      (settings.megawatts, settings.gridMegawatts, settings.flaredGas) = (megawatts, grid, gas)
      let place = try NewSitePlace(latitude: latitude, longitude: longitude, in: shipped)
      let template = SiteTemplate(
        named: "my-site", settings, at: place, in: shipped, .standard)
      for (path, contents) in template.files {
        try fixture.write("sites/my-site/\(path)", contents)
      }
      let site = try fixture.folder.readSite(named: "my-site").site
      let peak = site.components.loads.reduce(0) { sum, load in
        sum + (load.facilityLoad(over: site.horizon).map { $0.in(.megawatts) }.max() ?? 0)
      }
      // Half of the modules at 0.6 and half at 0.85 of their full use.
      #expect(abs(peak - megawatts * 0.725) < 0.001 * megawatts)
      #expect(site.components.grids.isEmpty == (grid == 0))
      // Every kind of component stands there, written or as a comment.
      let text = template.files[0].contents
      for kind in Catalogue.standard.kinds {
        #expect(text.contains("type: \(kind.kind)\n"), "\(kind.kind)")
      }
    }
    // Reno is in the subregion NWPP on Pacific time; Atlanta in SRSO, of which no table is shipped.
    let reno = try NewSitePlace(latitude: 39.5, longitude: -119.7, in: shipped)
    #expect(reno.utcOffsetHours == -8 && reno.factors == "egrid-2024-nwpp")
    #expect(reno.tariff == "nv-energy-north-gs-3" && reno.climate?.site == "sparks-nevada")
    let atlanta = try NewSitePlace(latitude: 33.7, longitude: -84.4, in: shipped)
    #expect(atlanta.utcOffsetHours == -5 && atlanta.factors == "egrid-2024-us")
    #expect(atlanta.doubt?.contains("SRSO") == true && atlanta.climate == nil)
    #expect(try fixture.folder.siteNames() == ["my-site", "pad"])
    #expect(fixture.folder.nearestSite(to: "my-sit") == "my-site")
    #expect(fixture.folder.nearestSite(to: "elsewhere") == nil)
  }

  /// Files of the data folder that a new site may name.
  private static func inputs(below data: URL) throws -> [String] {
    try ["emission-factors", "technologies", "tariffs"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: data.appending(path: folder).path)
        .map { "\(folder)/\($0)" }
    } + ["deflators.csv"]
  }
}
