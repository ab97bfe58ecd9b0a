import Accounting
import Components
import EmissionsReport
import Foundation
import Reporting
import SiteFiles
import SiteModel
import Tabular
import Testing
import Units

/// Reporting years of the made-up folders of meters beside the audit scripts.
@Suite("a reported year: meters through the ledger of the plan")
struct ReportedYearTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func site(_ name: String) throws -> Site {
    try DataFolder(path: root.appending(path: "data").path, catalogue: .standard)
      .readSite(named: name).site
  }

  /// A plan made by hand: what each component does in every hour, with another number each.
  private static func plan(_ site: Site) -> SitePlan {
    var plan = SitePlan(status: .optimal, horizon: site.horizon)
    func wave(_ mean: Double) -> [Double] {
      (0..<site.horizon.count).map { mean * (1 + 0.3 * sin(Double($0) * 0.37)) }
    }
    plan.components = site.components.map { component in
      var part = SitePlan.ComponentPlan(of: component)
      part.power = Power(3, .megawatts)
      let flows: [FlowKey] =
        switch type(of: component).kind {
        case "grid": [.gridImport]
        case "gpu_load": [.served("training")]
        case "pipeline_gas": [.output, .gas, .onlineCapacity]
        case "flared_gas": [.output, .gasTaken, .gasFlared, .onlineCapacity]
        case "solar": [.output]
        case "bess": [.charge, .discharge]
        default: []
        }
      part.flows = flows.enumerated().map { SitePlan.Flow($1, wave(Double($0 + 2))) }
      return part
    }
    return plan
  }

  /// The folder of a site with some files written over; removed when the body ends.
  private static func folder<Result>(
    _ name: String, _ files: [String: (String) -> String] = [:],
    _ body: (ActualsFolder) throws -> Result
  ) throws -> Result {
    let own = root.appending(path: "Tests/CrossCheck/actuals/\(name)")
    let copy = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.copyItem(at: own, to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    for (file, change) in files {
      let url = copy.appending(path: file)
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      try change(text).write(to: url, atomically: true, encoding: .utf8)
    }
    return try body(ActualsFolder(path: copy.path))
  }

  /// What is wrong with a folder.
  private static func findings(_ name: String, _ files: [String: (String) -> String]) throws
    -> [Finding]
  {
    let site = try site(name)
    return try folder(name, files) { folder in
      do throws(Findings) {
        _ = try folder.read(of: site, planned: plan(site))
        return []
      } catch {
        return error.all
      }
    }
  }

  @Test("a sound folder: fuel and imports are those of the meters, and all checks hold")
  func sound() throws {
    let site = try Self.site("sparks-nevada")
    let metered = try Self.folder("sparks-nevada") {
      try $0.read(of: site, planned: Self.plan(site)).metered
    }
    let ledger = Ledger(metered)
    func activity(_ method: String, _ gas: LedgerGas) -> Double {
      ledger.rows(
        of: ledger.lines.filter { $0.label.method == method && $0.label.gas == gas },
        in: [0..<ledger.horizon.count]
      ).reduce(0) { $0 + $1.activity }
    }
    let fuel = metered.readings.filter { $0.flow == "gas" }.reduce(0) { $0 + $1.amount }
    #expect((activity("98.33-C1b", .carbonDioxide) / fuel - 1).magnitude < 1e-9)
    // A bill of 47 days counts 31 of them.
    let january = try #require(metered.readings.first { $0.flow == "import" })
    #expect(january.evidence == .proRata)
    #expect((january.amount - 5_640_017 * 31 / 47).magnitude < 1e-6)
    #expect((activity("S1-fugitive", .sulfurHexafluoride) - 0.8).magnitude < 1e-9)
    #expect((activity("S1-fugitive", .difluoromethane) - 6.25).magnitude < 1e-9)
    #expect(activity("S2-MBM-2015-annual", .carbonDioxide) > 0)
    #expect(metered.reporting.share == 0.6)
    let audit = LedgerAudit(metered, ledger: ledger, registry: try Self.registry())
    #expect(audit.passed, "\(audit.checks.filter { !$0.passed })")
  }

  private static func registry() throws -> [EmissionFactor] {
    try DataFolder(path: root.appending(path: "data").path, catalogue: .standard).readFactors()
  }

  @Test("each planted fault is a finding at its line")
  func faults() throws {
    let twice = try Self.findings(
      "sparks-nevada",
      ["certificates.csv": { $0.replacing("WREGIS-4001-6000", with: "WREGIS-1-4000") }])
    #expect(twice.contains { $0.message.contains("is used twice") && $0.line == 3 })
    let gap = try Self.findings(
      "sparks-nevada", ["fills.csv": { _ in "meter,method,period_start,period_end,note\n" }])
    #expect(
      gap.contains {
        $0.message.contains("'G-77' has no reading from 2025-06-11T00:00 to 2025-06-13T00:00")
          && $0.file.hasSuffix("meters.csv")
      })
    let overlap = try Self.findings(
      "sparks-nevada", ["meters.csv": { $0.replacing("2025-06-13", with: "2025-06-10") }])
    #expect(overlap.contains { $0.message.contains("two readings") })
    let missing = try Self.findings(
      "sparks-nevada",
      [
        "meters.csv": { text in
          text.split(separator: "\n").filter { !$0.hasPrefix("E-1001") }.joined(separator: "\n")
        }
      ])
    #expect(missing.contains { $0.message.contains("nothing was metered of 'grid' import") })
    let wrong = try Self.findings(
      "permian-flare-pad",
      [
        "analyses.csv": {
          $0.replacing(
            "2026-03-10,methane_mole_fraction,0.7", with: "2026-03-10,methane_mole_fraction,0.9")
        }
      ]
    )
    #expect(wrong.contains { $0.message.contains("sum to 1.2") })
    let several = try Self.findings(
      "permian-flare-pad",
      [
        "reporting.csv": { $0.replacing("2025-07-01", with: "2025-07-02") }
      ])
    #expect(several.contains { $0.message.contains("first day of a month") && $0.line == 2 })
  }

  @Test("a fiscal year: twelve months from July, a changed analysis and a flare that was out")
  func fiscal() throws {
    let site = try Self.site("permian-flare-pad")
    let metered = try Self.folder("permian-flare-pad") {
      try $0.read(of: site, planned: Self.plan(site)).metered
    }
    #expect(metered.site.calendar.year(ofMonth: 6) == 2026)
    #expect(metered.stretches.filter { $0.component.name == "flare_gas" }.count == 4)
    let account = FlareProjectAccount(
      site: metered.site, plan: metered.plan, ledger: Ledger(metered),
      periods: Ledger(metered).periods(.month), metered: metered)
    let flared = metered.readings.filter { $0.flow != "output" && $0.unit == "Mscf" }
      .reduce(0) { $0 + $1.amount }
    let offered = account.rows.reduce(0) { $0 + $1.offered } / 1000
    #expect((offered / flared - 1).magnitude < 1e-9)
    // While the flare is out all methane passes: Z_U = 1 in W-19.
    let out = account.rows[3].project.baseline / account.rows[3].offered
    let lit = account.rows[2].project.baseline / account.rows[2].offered
    #expect(out > lit)
    let audit = LedgerAudit(metered, ledger: Ledger(metered), registry: try Self.registry())
    #expect(audit.passed, "\(audit.checks.filter { !$0.passed })")
  }

  @Test("the planned year as a folder of meters gives the planned inventory")
  func roundTrip() throws {
    let site = try Self.site("sparks-nevada")
    let plan = Self.plan(site)
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: path) }
    for file in ActualsWriter(site: site, plan: plan).files {
      try Data(file.bytes).write(to: path.appending(path: file.name))
    }
    let metered = try ActualsFolder(path: path.path).read(of: site, planned: plan).metered
    let (planned, actual) = (Ledger(site: site, plan: plan), Ledger(metered))
    let before = planned.rows(of: planned.lines, in: planned.periods(.month))
    let after = actual.rows(of: actual.lines, in: actual.periods(.month))
    #expect(before.count == after.count)
    for (row, other) in zip(before, after) {
      #expect(row.label == other.label)
      #expect((row.mass - other.mass).magnitude <= 1e-9 * max(1e-9, row.mass.magnitude))
    }
    let difference = DifferenceByCause(
      planned: planned, of: site, plan, reported: actual, metered)
    for row in difference.rows { #expect((row.reported - row.planned).magnitude < 1e-6) }
  }

  @Test("causes sum to the whole difference, and each stands alone where only it changed")
  func causes() throws {
    let site = try Self.site("sparks-nevada")
    let plan = Self.plan(site)
    let metered = try Self.folder("sparks-nevada") {
      try $0.read(of: site, planned: plan).metered
    }
    let difference = DifferenceByCause(
      planned: Ledger(site: site, plan: plan), of: site, plan, reported: Ledger(metered), metered)
    #expect(!difference.rows.isEmpty)
    for row in difference.rows {
      let causes = row.load + row.mix + row.factor + row.slip
      #expect((causes - (row.reported - row.planned)).magnitude < 1e-6, "\(row.source)")
    }
    let carbon = try #require(difference.rows.first { $0.source == "combustion_co2" })
    #expect(carbon.factor.magnitude < 1e-6)
    let growth = difference.load.reported / difference.load.planned
    #expect((carbon.load - carbon.planned * (growth - 1)).magnitude < 1e-6)
  }

  /// 5 % of 16,000 t is 800 t: a change of 1,200 t is made, one of 700 t is not.
  @Test func baseYear() throws {
    func base(_ change: Double) -> BaseYear? {
      let files: [String: (String) -> String] = [
        "base_year.csv": { $0.replacing("1200", with: "\(change)") }
      ]
      return try? Self.folder("sparks-nevada", files) { folder in
        let site = try Self.site("sparks-nevada")
        return try folder.read(of: site, planned: Self.plan(site)).metered.reporting.base
      }
    }
    #expect(base(1200)?.tonnes(.scope1) == 10_200)
    #expect(base(700)?.tonnes(.scope1) == 9000)
  }
}

/// Figures that others printed of the methods.
@Suite("published worked examples")
struct PublishedExampleTests {
  /// Question 753 of EPA's help for 40 CFR 98 subpart C (equation C-2b), of 10 May 2013: 1,020 Btu/scf of 1,000 scf and
  /// 980 Btu/scf of 2,500 scf are 991 Btu/scf; with 990 for a half-year without a sample, 983.
  @Test func heatingValueOfTheYear() {
    let mean = Combustion.meanHeatingValue([(1000, 1020), (2500, 980)])
    #expect(mean.map { $0.rounded() } == 991)
    let filled = Combustion.meanHeatingValue([(1000, 990), (2500, 980)])
    #expect(filled.map { $0.rounded() } == 983)
  }

  /// tools.gera.services/scope2-market-vs-location-based, an example of the two methods of the GHG Protocol's Scope 2
  /// Guidance: 1,000,000 kWh at 0.20 kg/kWh are 200 t by location; with certificates of 600,000 kWh and a residual mix
  /// of 0.45 kg/kWh they are 180 t by market.
  @Test func scopeTwo() {
    let power = PurchasedPower(imports: [1000])
    #expect((power.locationBased([0.20]) - 200).magnitude < 1e-9)
    let market = power.marketBasedInYear(
      [.init(energy: [600])], certified: [600], residual: 0.45)
    #expect((market - 180).magnitude < 1e-9)
  }
}

/// Fiscal years on the one calendar.
@Suite("fiscal years")
struct FiscalYearTests {
  @Test(arguments: [1, 4, 7, 10])
  func months(first: Int) {
    let calendar = SiteModel.Calendar(
      year: 2027, daylightSaving: .unitedStates, firstMonth: first)
    // 29 February 2028 lies in years that begin after February 2027.
    #expect(calendar.dayCount == (first == 1 ? 365 : 366))
    let start = CivilStamp.days(year: 2027, month: first, day: 1)
    for day in 0..<calendar.dayCount {
      let moment = calendar.standardTime(minute: day * 1440)
      #expect(
        CivilStamp.days(
          year: calendar.year(ofMonth: moment.month), month: moment.month, day: moment.day)
          == start + day)
      // 1 January 1970 was a Thursday.
      #expect(moment.weekday == (start + day + 4) % 7)
    }
    // A night in July is under daylight saving, one in January is not.
    func hours(_ month: Int) -> Int {
      let day =
        CivilStamp.days(
          year: calendar.year(ofMonth: month), month: month, day: 15) - start
      return calendar.clockTime(minute: day * 1440).hour
    }
    #expect(hours(7) == 1)
    #expect(hours(1) == 0)
  }
}
