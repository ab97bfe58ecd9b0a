import SiteFiles
import SiteModel
import Testing
import Units

@Suite("Windows, dollars and intervals of a tariff file")
struct TariffWindowReadingTests {
  private static let head = """
    # dollar_year: 2026
    # source: x
    # effective: x

    """

  private static func tariff(_ text: String) throws -> Tariff {
    let fixture = try Fixture()
    try fixture.write(Fixture.tariff, text)
    return try tariff(in: fixture)
  }

  private static func tariff(in fixture: Fixture, keeping: Bool = false) throws -> Tariff {
    let (site, _) = try withExtendedLifetime(fixture) {
      try $0.folder.readSite(named: "pad", keepingTariffDollars: keeping)
    }
    return try #require(site.components.compactMap { $0 as? Grid }.first).tariff
  }

  /// Case B22, with the hours that it left without a price.
  @Test("Saturday apart from Sunday, half-hours, and rows of one name as one window")
  func windows() throws {
    let tariff = try Self.tariff(
      Self.head + """
        line,kind,months,days,hours,rate,unit
        peak,energy,all,weekday,06:30-09:30,0.11,USD/kWh
        off,energy,all,weekday,0-6:30;9:30-24,0.05,USD/kWh
        sat,energy,all,saturday,7-12,0.08,USD/kWh
        rest,energy,all,sunday,all,0.04,USD/kWh
        rest,energy,all,saturday,0-7;12-24,0.04,USD/kWh

        """)
    #expect(tariff.lines.map(\.name) == ["peak", "off", "sat", "rest"])
    guard case .energy(let peak, _) = tariff.lines[0].charge,
      case .energy(let rest, _) = tariff.lines[3].charge
    else {
      Issue.record("energy lines")
      return
    }
    #expect(peak.parts == [.init(days: [.weekday], quarters: Set(26..<38))])
    #expect(
      rest.parts == [
        .init(days: [.sunday]), .init(days: [.saturday], quarters: Set(0..<28).union(48..<96)),
      ])
  }

  @Test("seasons from day to day; until 28 February holds a leap day")
  func seasons() throws {
    let tariff = try Self.tariff(
      Self.head + """
        line,kind,months,days,hours,rate,unit
        summer,energy,3/1-9/14,all,all,0.1,USD/kWh
        winter,energy,1-2/28;9/15-12,all,all,0.05,USD/kWh

        """)
    guard case .energy(let summer, _) = tariff.lines[0].charge,
      case .energy(let winter, _) = tariff.lines[1].charge
    else {
      Issue.record("energy lines")
      return
    }
    #expect(summer.parts[0].daysOfMonth == [9: Set(1...14)])
    #expect(winter.parts[0].daysOfMonth == [9: Set(15...30)])
    #expect(winter.months == [1, 2, 9, 10, 11, 12])
  }

  /// Case B34.
  @Test("a credit for each kW and percent of the bill")
  func creditAndTax() throws {
    let tariff = try Self.tariff(
      Self.head + """
        line,kind,months,days,hours,rate,unit
        e,energy,all,all,all,0.05,USD/kWh
        d,demand,all,all,all,10,USD/kW-month
        interruptible,demand,all,all,all,-3,USD/kW-month
        franchise,tax,all,all,all,4,percent

        """)
    #expect(tariff.lines.last?.charge == .tax(0.04, of: []))
  }

  @Test(
    "what cannot be said is told",
    arguments: [
      (
        "d,demand,all,weekday,all,,10,USD/kW-month\nd,demand,all,weekend,all,,9,USD/kW-month",
        "different prices"
      ),
      ("d,demand,all,all,all,,1,USD/kW-day\nr,minimum_demand,all,all,all,d,5,kW", "not each day's"),
      ("t,tax,all,all,all,,0.04,percent", "percent, not a fraction: 4"),
      (
        "a,minimum_bill,all,all,all,d;e,5,USD/month\nb,minimum_bill,all,all,all,d;f,9,USD/month\n"
          + "d,demand,all,all,all,,1,USD/kW-month\nf,fixed,all,all,all,,1,USD/month",
        "count some lines both and some not"
      ),
      ("c,demand,all,all,all,,-3,USD/kW-month", "a higher peak would pay"),
      (
        "d,demand,all,all,all,,9,USD/kW-month\nl,minimum_bill,all,all,all,d,5,USD/month\nt,tax,all,all,all,d,-2,percent",
        "add less to 'd' than to the minimum bill"
      ),
      ("e2,rider,2/30-3,all,all,,1,USD/MWh", "which cannot be read"),
      ("e2,rider,all,all,6:20-7,,1,USD/MWh", "which cannot be read"),
    ])
  func findings(rows: String, wanted: String) throws {
    let fixture = try Fixture()
    try fixture.write(
      Fixture.tariff,
      Self.head
        + "line,kind,months,days,hours,of,rate,unit\ne,energy,all,all,all,,50,USD/MWh\n\(rows)\n")
    #expect(fixture.read().contains(wanted), "\(fixture.read())")
  }

  /// Case B27: 2019's cents as they are on paper, or moved by the deflators 90 and 100.
  @Test("a tariff can stay in the dollars of its file")
  func dollars() throws {
    let fixture = try Fixture()
    try fixture.replace("deflators.csv", "2024,100", "2019,90\n2024,100")
    try fixture.write(
      Fixture.tariff,
      Self.head.replacing("2026", with: "2019")
        + "line,kind,months,days,hours,rate,unit\ne,energy,all,all,all,0.09,USD/kWh\n")
    func price(_ keeping: Bool) throws -> Double {
      let tariff = try Self.tariff(in: fixture, keeping: keeping)
      #expect(tariff.dollarYear == 2019)
      guard case .energy(_, let tiers) = tariff.lines[0].charge else { return 0 }
      return tiers.tiers[0].price.in(.usdPerKilowattHour)
    }
    #expect(try price(true) == 0.09)
    #expect(try price(false) > 0.09)
  }

  /// The pad's load is at most 12 MW: 5 % of 12 x 10 USD x its kW.
  @Test("demand over 15 minutes on hourly means is a warning with its size")
  func interval() throws {
    let fixture = try Fixture()
    try fixture.write(
      Fixture.tariff,
      Self.head + "# billing_interval_minutes: 15\nline,kind,months,days,hours,rate,unit\n"
        + "e,energy,all,all,all,50,USD/MWh\nd,demand,all,all,all,10,USD/kW-month\n")
    let text = fixture.read()
    #expect(text.contains("bills demand over 15 minutes, and steps are 60"))
    #expect(text.contains("at 1.05 demand charges are 5 % higher"))
    try fixture.replace(
      Fixture.site, "import_limit_mw: 12", "import_limit_mw: 12\n    intra_hour_peak_factor: 1")
    #expect(!fixture.read().contains("demand over 15 minutes"))
  }
}
