import Components
import Foundation
import SiteFiles
import Testing
import Tabular
import TariffFiles

@Suite("A tariff is shown as a map of prices and a list of charges")
struct TariffSheetTests {
  private static let shipped = DataFolder(
    path: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("data").path, catalogue: .standard)

  private static func show(_ tariff: String) throws -> String {
    let fixture = try Fixture()
    try fixture.write(Fixture.tariff, tariff)
    return try withExtendedLifetime(fixture) {
      try $0.folder.readTariff(named: "plain").text(width: 80)
    }
  }

  /// Rates are shown as written: 0.07 + 0.005 USD/kWh is 75 USD/MWh, on peak 125.
  @Test func page() throws {
    let tariff = """
      # dollar_year: 2019
      # effective: 2019-01-01
      # source: Example Power, Schedule LP, sheet 11
      # minimum_mw: 0.5
      # maximum_kv: 69
      # billing_interval_minutes: 15
      # holidays: 2027-07-05;2027-12-24
      line,kind,months,days,hours,tier_from,tier_unit,percent,lookback,of,rate,unit,note
      customer,fixed,all,all,all,,,,,,412.66,USD/month,
      peak,energy,6-9,weekday,13-18,,,,,,0.12,USD/kWh,
      shoulder,energy,6-9,weekday,0-13;18-24,,,,,,70,USD/MWh,
      quiet,energy,6-9,weekend;holiday,all,,,,,,0.05,USD/kWh,
      winter,energy,1-5;10-12,all,all,,,,,,0.05,USD/kWh,
      fuel,rider,all,all,all,,,,,,0.005,USD/kWh,a pass-through of the month's fuel that is told after the month
      demand,demand,all,all,all,,,,,,8,USD/kW-month,
      floor,ratchet,all,all,all,,,75,previous:11,demand,,,

      """
    let summer = "bbbbbbbbbbbbbcccccbbbbbb"
    let low = String(repeating: "a", count: 24)
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let map = months.enumerated().map { index, month in
      "\(month) \((5...8).contains(index) ? summer : low)  \(low)  \(low)"
    }.joined(separator: "\n")
    #expect(
      try Self.show(tariff) == """
        plain

          source       Example Power, Schedule LP, sheet 11
          effective    2019-01-01
          dollars of   2019
          for          at least 0.5 MW, at most 69 kV
          demand over  15 minutes
          holidays     2027-07-05;2027-12-24

        Energy and riders, USD/MWh, by month and hour of the local clock

            weekday                   weekend                   holiday
            0     6     12    18      0     6     12    18      0     6     12    18
        \(map)

            a 55    b 75    c 125

        Charges
          customer  412.66 USD/month  fixed
          peak      0.12 USD/kWh      energy; Jun-Sep, weekdays, 13-18 h
          shoulder  70 USD/MWh        energy; Jun-Sep, weekdays, 0-13, 18-24 h
          quiet     0.05 USD/kWh      energy; Jun-Sep, weekends and holidays
          winter    0.05 USD/kWh      energy; Jan-May, Oct-Dec
          fuel      0.005 USD/kWh     rider; a pass-through of the month's fuel that is
                                      told after the month
          demand    8 USD/kW-month    demand
          floor                       at least 75 % of the peak in the 11 months before,
                                      in demand

        """)
  }

  @Test func onePriceNeedsNoMap() throws {
    let tariff = """
      # dollar_year: 2026
      # effective: now
      # source: x
      line,kind,months,days,hours,rate,unit
      index,energy_index,all,all,all,4.5,USD/MWh
      fees,rider,all,all,all,0.003,USD/kWh

      """
    #expect(
      try Self.show(tariff).contains(
        "Energy and riders: 7.5 USD/MWh on top of the hourly index, all hours\n"))
  }

  @Test("every shipped tariff can be shown in 80 columns and says where it is from")
  func shippedTariffs() throws {
    let names = try Self.shipped.tariffNames()
    #expect(names.count >= 8)
    for name in names {
      let sheet = try Self.shipped.readTariff(named: name)
      let text = sheet.text(width: 80)
      #expect(sheet.warnings.isEmpty, "\(name)")
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(name)")
      for label in ["source  ", "effective  ", "dollars of  ", "for  ", "Charges"] {
        #expect(text.contains(label), "\(name): \(label)")
      }
    }
  }

  @Test func whatCannotBeShownIsSaid() throws {
    let fixture = try Fixture()
    try withExtendedLifetime(fixture) {
      try $0.replace(Fixture.tariff, "customer,fixed", "customer,fixd")
      let error = #expect(throws: Findings.self) { try fixture.folder.readTariff(named: "plain") }
      #expect(error?.text.contains("help: did you mean 'fixed'?") == true)
      let unknown = #expect(throws: Findings.self) { try fixture.folder.readTariff(named: "plan") }
      #expect(
        unknown?.text
          == "tariffs: error: there is no tariff 'plan'\nhelp: did you mean 'plain'?")
      let path = fixture.root.appendingPathComponent(Fixture.tariff).path
      #expect(throws: Findings.self) { try DataFolder.readTariff(at: path) }
      #expect(throws: Findings.self) { try DataFolder.readTariff(at: path + "x") }
    }
  }
}
