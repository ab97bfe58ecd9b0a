import SiteFiles
import Testing
import TariffFiles

@Suite("A record of the Utility Rate Database becomes a tariff file")
struct RateImportTests {
  @Test("time of use: equal periods share rows, adjustments are added, each peak is billed apart")
  func timeOfUse() throws {
    let read = try RateRecords.read(RateRecords.timeOfUse)
    #expect(
      read.csv == """
        # dollar_year: 2023
        # effective: 2019-07-01 to 2023-03-31
        # source: Example Power, LP-TOU; OpenEI Utility Rate Database, record abc
        # minimum_mw: 1
        # minimum_kv: 2.4
        # billing_interval_minutes: 15
        # holidays: none
        # note: imported; left out or assumed: enddate; see the record
        line,kind,months,days,hours,rate,unit,note
        customer_charge,fixed,all,all,all,42.5,USD/day,
        maximum_demand,demand,all,all,all,5.5,USD/kW-month,5.4 + adjustment 0.1
        winter_on_demand,demand,1-5;10-12,weekday,8-20,3,USD/kW-month,
        summer_on_demand,demand,6-9,weekday,8-12;18-20,3,USD/kW-month,
        summer_on_demand_2,demand,6-9,weekday,12-18,3,USD/kW-month,
        off_energy,energy,all,weekday,0-8;20-24,0.03,USD/kWh,
        weekend_off_energy,energy,all,weekend,all,0.03,USD/kWh,
        winter_on_energy,energy,1-5;10-12,weekday,8-20,0.049,USD/kWh,0.05 + adjustment -0.001
        summer_mid_energy,energy,6-9,weekday,8-12;18-20,0.049,USD/kWh,0.05 + adjustment -0.001
        summer_on_energy,energy,6-9,weekday,12-18,0.09,USD/kWh,

        """)
    #expect(read.leftOut.map(\.field) == ["enddate"])
  }

  @Test("blocks that cost alike more on peak are one line with a rider")
  func blocks() throws {
    let demand = """
      "flatdemandstructure": [[{"rate": 2}], [{"rate": 5}]],
      "flatdemandmonths": [0,0,0,0,0,1,1,1,1,0,0,0]
      """
    #expect(
      try RateRecords.rows(RateRecords.blocks([0.066, 0.046], demand: demand)) == [
        "winter_maximum_demand,demand,1-5;10-12,all,all,,,,2,USD/kW-month,",
        "summer_maximum_demand,demand,6-9,all,all,,,,5,USD/kW-month,",
        "energy,energy,1-5;10-12,all,all,0,kWh/kW,winter_maximum_demand,0.06,USD/kWh,",
        "energy,energy,1-5;10-12,all,all,150,kWh/kW,winter_maximum_demand,0.04,USD/kWh,",
        "energy_2,energy,6-9,all,all,0,kWh/kW,summer_maximum_demand,0.06,USD/kWh,",
        "energy_2,energy,6-9,all,all,150,kWh/kW,summer_maximum_demand,0.04,USD/kWh,",
        "on_top_energy,rider,all,weekday,8-20,,,,0.006,USD/kWh,what period 1 costs above period 0 in every block",
      ])
  }

  @Test("blocks without a demand charge count a free one, and unlike blocks are said")
  func unlikeBlocks() throws {
    let json = RateRecords.blocks([0.066, 0.050])
    let rows = try RateRecords.rows(json)
    #expect(rows.filter { $0.contains(",demand,") }.count == 1)
    #expect(rows.filter { $0.contains(",energy,") }.count == 6)
    #expect(
      try RateRecords.read(json).leftOut.map(\.field) == ["startdate", "energyratestructure"])
  }

  @Test("blocks of demand, ratchets, minimums and what exports are paid")
  func demand() throws {
    let json = RateRecords.flat(
      """
      "flatdemandstructure": [[{"rate": 8, "max": 500}, {"rate": 6, "max": 1e38}]],
      "lookbackPercent": 0.75, "lookbackRange": 11, "fixedchargefirstmeter": 1200,
      "fixedchargeunits": "$/year", "minmonthlycharge": 300
      """
    ).replacing("\"unit\": \"kWh\"", with: "\"unit\": \"kWh\", \"sell\": 0.02")
    #expect(
      try RateRecords.rows(json) == [
        "customer_charge,fixed,all,all,all,,,,,100,USD/month,1200 USD a year",
        "maximum_demand,demand,all,all,all,0,,,,8,USD/kW-month,",
        "maximum_demand,demand,all,all,all,500,,,,6,USD/kW-month,",
        "ratchet,ratchet,all,all,all,,75,previous:11,maximum_demand,,,lookbackpercent",
        "energy,energy,all,all,all,,,,,0.05,USD/kWh,",
        "exports,export,all,all,all,,,,,0.02,USD/kWh,'sell' of the record",
        "minimum_bill,minimum_bill,all,all,all,,,,,300,USD/month,",
      ])
  }

  @Test("nothing is left out in silence")
  func leftOut() throws {
    let read = try RateRecords.read(
      RateRecords.flat(
        """
        "approved": false, "coincidentratestructure": [[{"rate": 9}]], "dgrules": "Net Metering",
        "demandreactivepowercharge": 0.25, "annualmincharge": 0,
        "energyattrs": [{"Fuel": "$.01/kWh"}], "demandwindow": 5,
        "energycomments": "fuel\\r\\n  of June", "servicetype": "Delivery", "something": [1, 2],
        "country": "USA", "usenetmetering": false, "lookbackPercent": 0, "demandratchetpercentage": [0,0,0,0,0,0,0,0,0,0,0,0]
        """))
    #expect(
      read.leftOut.map(\.text) == [
        "startdate: the dollars are taken to be of 2019, its own year",
        "demandwindow: 5; demand is billed over 15, 30 or 60 minutes, here 15",
        "approved: false (the database's editors have not approved the record)",
        "coincidentratestructure: a list of 1 (write coincident_peak rows, and the site's file of peaks)",
        "dgrules: Net Metering (write '# netting:' if the site may net)",
        "demandreactivepowercharge: 0.25 (the record does not say how much is free; write a reactive row)",
        "energyattrs: a list of 1 (prices in words: look for riders and taxes)",
        "energycomments: fuel of June",
        "servicetype: Delivery (a part of the service is billed elsewhere)",
        "something: a list of 2",
      ])
    #expect(read.csv.contains("# note: imported; left out or assumed: startdate, demandwindow, "))
  }

  @Test("a unit of demand for the whole record holds where a structure has none of its own")
  func generalUnit() throws {
    let kva = RateRecords.flat(
      "\"flatdemandstructure\": [[{\"rate\": 8}]], \"demandunits\": \"kVA\"")
    #expect(try RateRecords.rows(kva).contains { $0.contains(",power_factor,") })
    #expect(try RateRecords.read(kva).leftOut.map(\.field).contains("demandrateunit"))
    let own = kva.replacing("\"demandunits\"", with: "\"flatdemandunit\": \"kW\", \"demandunits\"")
    #expect(try RateRecords.rows(own).allSatisfy { !$0.contains(",power_factor,") })
  }

  @Test("an answer with one item is a record")
  func items() throws {
    let alone = try RateRecords.read(RateRecords.flat())
    #expect(try RateRecords.read("{\"items\": [\(RateRecords.flat())]}").csv == alone.csv)
  }

  @Test("dates of the database are days of universal time")
  func dates() throws {
    // 29 February 2024 and the last second of 1999.
    for (seconds, day) in [(1_709_164_800, "2024-02-29"), (946_684_799, "1999-12-31")] {
      let csv = try RateRecords.read(RateRecords.flat().replacing("1561968000", with: "\(seconds)"))
        .csv
      #expect(csv.contains("# effective: \(day)\n"))
    }
  }

  @Test("imported files can be read as tariffs", arguments: RateImportTests.readable)
  func canBeRead(_ json: String) throws {
    let fixture = try Fixture()
    try fixture.write(Fixture.tariff, RateRecords.read(json).csv)
    try fixture.replace("deflators.csv", "2024,100", "2019,90\n2023,98\n2024,100")
    let text = fixture.read(set: ["components.grid.connection_kv=12.47"])
    #expect(!text.contains("error"), "\(text)")
  }

  private static let readable = [
    RateRecords.flat(), RateRecords.timeOfUse.replacing("\"peakkwcapacitymin\": 1000,", with: ""),
    RateRecords.blocks([0.066, 0.046]), RateRecords.blocks([0.066, 0.050]),
  ]
}

@Suite("text of records in a spreadsheet")
struct RecordFormulaTests {
  @Test("a name that a spreadsheet would compute stays text, also behind a comma of a comment")
  func formulas() throws {
    let record = RateRecords.flat("\"description\": \"a,=HYPERLINK(1)\", \"source\": \"=1+1\"")
    let csv = try RateImport.read(
      Array(record.replacing("\"LP\"", with: "\"b,@SUM(1)\"").utf8),
      file: "record.json"
    ).csv
    for line in csv.split(separator: "\n") where !line.hasPrefix("\"") {
      for cell in line.split(separator: ",") {
        let first = cell.drop { $0 == " " }.first
        #expect(!"=@+".contains(first ?? "x"), "\(line)")
      }
    }
    #expect(csv.contains("@SUM(1)"))
  }
}
