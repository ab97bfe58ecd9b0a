import SiteFiles
import Testing
import Tabular
import TariffFiles

@Suite("Units and spellings of rate records")
struct RateUnitTests {
  private static let hours = RateRecords.schedule { _ in "000000000001111111111000" }
  private static let demand = """
    "flatdemandstructure": [[{"rate": 9.5}]], "flatdemandmonths": [0,0,0,0,0,0,0,0,0,0,0,0],
    "flatdemandunit": "kW", "demandratestructure": [[{"rate": 0}], [{"rate": 0.4}]],
    "demandweekdayschedule": \(hours), "demandweekendschedule": \(RateRecords.always(0))
    """

  private func findings(_ json: String) -> String {
    do throws(Findings) {
      return try RateImport.read(Array(json.utf8), file: "record.json").csv
    } catch {
      return error.text
    }
  }

  private func blocks(_ blocks: String) -> String {
    RateRecords.flat().replacing("[[{\"rate\": 0.05, \"unit\": \"kWh\"}]]", with: "[[\(blocks)]]")
  }

  @Test("blocks in different units are a finding about the second unit (case B03)")
  func mixedUnits() {
    let text = findings(
      blocks(
        """
        {"max": 200, "rate": 0.09, "unit": "kWh/kW"}, {"max": 400000, "rate": 0.06, "unit": "kWh"},
        {"rate": 0.03, "unit": "kWh"}
        """))
    #expect(
      text.contains(
        "energyratestructure[0][1] ends at a limit in 'kWh', the block before it in 'kWh/kW'"))
  }

  @Test("the last block's unit limits nothing")
  func lastBlock() throws {
    let json = blocks(
      "{\"max\": 200, \"rate\": 0.09, \"unit\": \"kWh/kW\"}, {\"rate\": 0.03, \"unit\": \"kWh\"}")
    #expect(
      try RateRecords.rows(json).suffix(2) == [
        "energy,energy,all,all,all,0,kWh/kW,billing_demand,0.09,USD/kWh,",
        "energy,energy,all,all,all,200,kWh/kW,billing_demand,0.03,USD/kWh,",
      ])
  }

  @Test("blocks of each day")
  func daily() throws {
    let json = blocks(
      "{\"max\": 50, \"rate\": 0.09, \"unit\": \"kWh daily\"}, {\"rate\": 0.03, \"unit\": \"kWh daily\"}"
    )
    #expect(
      try RateRecords.rows(json) == [
        "energy,energy,all,all,all,0,kWh/day,0.09,USD/kWh,",
        "energy,energy,all,all,all,50,kWh/day,0.03,USD/kWh,",
      ])
  }

  @Test("an unknown unit is a finding about its block alone")
  func unknown() {
    #expect(
      findings(blocks("{\"rate\": 0.05, \"unit\": \"therm\"}")).contains(
        "'therm', which is no unit"))
    let demand = RateRecords.flat("\"flatdemandstructure\": [[{\"rate\": 8, \"unit\": \"MJ\"}]]")
    #expect(
      findings(demand).contains("flatdemandstructure[0][0] is in 'MJ', which is no unit of demand"))
    let mixed = RateRecords.flat(
      "\"flatdemandstructure\": [[{\"rate\": 8, \"max\": 5}, {\"rate\": 7, \"unit\": \"kVA\"}]]")
    #expect(findings(mixed).contains("flatdemandstructure[0][1] bills 'kVA', other demand"))
  }

  @Test("demand of each day is kept beside demand of the month (case B08)")
  func dailyDemand() throws {
    let rows = try RateRecords.rows(
      RateRecords.flat(Self.demand + ", \"demandrateunit\": \"kW daily\""))
    #expect(
      rows.prefix(2) == [
        "maximum_demand,demand,all,all,all,9.5,USD/kW-month,",
        "on_demand,demand,all,weekday,11-21,0.4,USD/kW-day,",
      ])
  }

  @Test("kVA are kW at a power factor; others stay in kW")
  func apparent() throws {
    let rows = try RateRecords.rows(
      RateRecords.flat(Self.demand + ", \"demandrateunit\": \"kVA\""))
    #expect(
      rows.prefix(3) == [
        "maximum_demand,demand,all,all,all,,,9.5,USD/kW-month,",
        "on_demand,demand,all,weekday,11-21,,,0.4,USD/kW-month,",
        "kva,power_factor,all,all,all,100,on_demand,,,billed in kVA: kW / power factor",
      ])
  }

  /// 745.6999 W: 7.456999 USD/hp are 10 USD/kW, and 100 hp are 74.56999 kW.
  @Test("horsepower is converted")
  func horsepower() throws {
    let json = RateRecords.flat(
      """
      "flatdemandstructure": [[{"rate": 7.456999, "max": 100}, {"rate": 3.7284995}]], "flatdemandunit": "hp"
      """)
    #expect(
      try RateRecords.rows(json).prefix(2) == [
        "maximum_demand,demand,all,all,all,0,10,USD/kW-month,",
        "maximum_demand,demand,all,all,all,74.56999,5,USD/kW-month,",
      ])
  }

  @Test("the same charge under two keys counts once, and two amounts are a finding (case B04)")
  func twoKeys() throws {
    let both = RateRecords.flat(
      """
      "minmonthlycharge": 40000, "mincharge": 40000, "minchargeunits": "$/month",
      "fixedmonthlycharge": 250, "fixedchargefirstmeter": 250, "fixedchargeunits": "$/month"
      """)
    #expect(
      try RateRecords.rows(both) == [
        "customer_charge,fixed,all,all,all,250,USD/month,",
        "energy,energy,all,all,all,0.05,USD/kWh,",
        "minimum_bill,minimum_bill,all,all,all,40000,USD/month,",
      ])
    let two = "\"minmonthlycharge\": 400, \"mincharge\": 300"
    #expect(findings(RateRecords.flat(two)).contains("are one field, and say different things"))
    let fixed = "\"fixedmonthlycharge\": 400, \"fixedchargefirstmeter\": 300"
    #expect(findings(RateRecords.flat(fixed)).contains("one charge with two amounts"))
  }

  @Test("a minimum of the year is a finding, never left out")
  func yearlyMinimum() {
    for fields in [
      #""annualmincharge": 60000"#, #""mincharge": 60000, "minchargeunits": "$/year""#,
    ] {
      let found = findings(RateRecords.flat(fields))
      #expect(found.contains("asks for 60000 USD a year at least"))
      #expect(found.contains(#"else "mincharge": 5000 and "minchargeunits": "$/month""#))
    }
  }

  @Test("a look-back in percent is told as the fraction")
  func percentOfLookback() {
    let found = findings(
      RateRecords.flat(
        """
        "flatdemandstructure": [[{"rate": 5}]], "flatdemandmonths": [0,0,0,0,0,0,0,0,0,0,0,0],
        "lookbackpercent": 60, "lookbackrange": 11
        """))
    #expect(found.contains("lookbackpercent is 60, above 1"))
    #expect(found.contains("help: write 0.6, a fraction of 1"))
  }

  @Test("look-backs in either spelling (case B05)", arguments: [true, false])
  func lookBack(isLower: Bool) throws {
    let fields = """
      "flatdemandstructure": [[{"rate": 10}]], "lookbackPercent": 0.6, "lookbackRange": 0,
      "lookbackMonths": [false,false,false,false,false,true,true,true,true,false,false,false]
      """
    let rows = try RateRecords.rows(
      RateRecords.flat(isLower ? fields.lowercased() : fields))
    #expect(rows.contains("ratchet,ratchet,all,all,all,60,6-9,maximum_demand,,,lookbackpercent"))
  }

  @Test("one period's peak is one line over weekdays and weekends (case B07)")
  func otherHours() throws {
    let json = RateRecords.flat(
      """
      "demandratestructure": [[{"rate": 3.5}], [{"rate": 19}]],
      "demandweekdayschedule": \(Self.hours), "demandweekendschedule": \(RateRecords.always(0))
      """)
    #expect(
      try RateRecords.rows(json).prefix(3) == [
        "off_demand,demand,all,weekday,0-11;21-24,3.5,USD/kW-month,",
        "off_demand,demand,all,weekend,all,3.5,USD/kW-month,",
        "on_demand,demand,all,weekday,11-21,19,USD/kW-month,",
      ])
  }

  @Test("dollars are those of the last day in force, else of the last revision (case B27)")
  func dollars() throws {
    func year(_ fields: String) throws -> String? {
      try RateRecords.read(RateRecords.flat(fields)).csv.split(separator: "\n").first.map(
        String.init)
    }
    // 1 July 2019 to 31 March 2023; revised on 26 August 2019 and 17 April 2023.
    #expect(try year("\"enddate\": 1680249600") == "# dollar_year: 2023")
    #expect(try year("\"revisions\": [1566824915, 1681747544]") == "# dollar_year: 2023")
    #expect(try year("") == "# dollar_year: 2019")
  }

  @Test("the forms of the bulk download are the same record")
  func bulk() throws {
    let plain = RateRecords.flat(Self.demand)
    let nested =
      plain.replacing("energyratestructure", with: "energyRateStrux")
      .replacing(
        "[[{\"rate\": 0.05, \"unit\": \"kWh\"}]]",
        with: "[{\"energyRateTiers\": [{\"rate\": 0.05, \"unit\": \"kWh\"}]}]"
      )
      .replacing("energyweekdayschedule", with: "energyWeekdaySched")
      .replacing("energyweekendschedule", with: "energyWeekendSched")
      .replacing("\"utility\"", with: "\"utilityName\"").replacing("\"name\"", with: "\"rateName\"")
      .replacing("\"label\": \"abc\"", with: "\"_id\": {\"$oid\": \"abc\"}")
      .replacing(
        "\"startdate\": 1561968000",
        with: "\"effectiveDate\": {\"$date\": \"2019-07-01T08:00:00Z\"}"
      )
      .replacing("flatdemandunit", with: "flatDemandUnits")
    #expect(try RateRecords.read(nested).csv == RateRecords.read(plain).csv)
  }

  @Test("a row of the database's table is the same record")
  func table() throws {
    let weekdays = RateRecords.always(0)
    let header =
      "label,utility,name,startdate,enddate,energyratestructure/period0/tier0max,energyratestructure/period0/tier0rate,"
      + "energyratestructure/period0/tier0unit,energyweekdayschedule,energyweekendschedule"
    let row = "abc,Example Power,LP,2019-07-01 00:00:00,,,0.05,kWh,\"\(weekdays)\",\"\(weekdays)\""
    let read = try RateImport.read(Array("\(header)\n\(row)\n".utf8), file: "usurdb.csv")
    #expect(try read.csv == RateRecords.read(RateRecords.flat()).csv)
    let two = try? RateImport.read(Array("\(header)\n\(row)\n\(row)\n".utf8), file: "usurdb.csv")
    #expect(two == nil)
  }
}
