import SiteFiles
import TariffFiles

extension Case {
  /// A record of the Utility Rate Database and all findings about it.
  private static func rates(_ name: String, _ json: String) -> Case {
    Case(name) {
      do {
        return try RateRecords.read(json).csv
      } catch {
        return "\(error)"
      }
    }
  }

  /// A piece of a record replaced by another.
  private static func damaged(_ name: String, _ old: String, _ new: String) -> Case {
    let json = RateRecords.timeOfUse.replacing(old, with: new)
    return rates(json == RateRecords.timeOfUse ? "\(name): nothing was damaged" : name, json)
  }

  static let rates: [Case] = [
    rates("an empty file", ""),
    rates("a list", "[1, 2]"),
    rates("a word", "record"),
    rates("two records", "{\"items\": [{}, {}]}"),
    rates("no record among items", "{\"items\": []}"),
    rates("an empty record", "{}"),
    rates("text behind the record", RateRecords.flat() + " x"),
    rates("a file that ends early", String(RateRecords.flat().dropLast(30))),
    damaged("a missing comma", "\"LP-TOU\",", "\"LP-TOU\""),
    damaged("a missing colon", "\"label\":", "\"label\""),
    damaged("a missing value", "\"label\": \"abc\"", "\"label\": "),
    damaged("an open quote", "\"abc\",", "\"abc,"),
    damaged("an unknown escape", "\"abc\"", "\"a\\qc\""),
    damaged("half a character", "\"abc\"", "\"a\\ud83dc\""),
    damaged("a name twice", "\"label\"", "\"name\""),
    damaged("a bare word", "\"servicetype\": \"Bundled\"", "\"servicetype\": Bundled"),
    damaged("nested too deeply", "\"abc\"", String(repeating: "[", count: 60)),
    damaged("a number in quotes that is none", "\"rate\": 0.09", "\"rate\": \"nine\""),
    damaged("a rate that is a list", "{\"rate\": 0.09}", "[0.09]"),
    damaged("a misspelt rate", "\"rate\": 0.09", "\"rat\": 0.09"),
    damaged("an empty period", "[{\"rate\": 0.09}]", "[]"),
    damaged("a period that is not", ",\n  [{\"rate\": 0.09}]", ""),
    damaged("eleven months", "0,0,0,0,0,1,1,1,1,0,0,0]", "0,0,0,0,0,1,1,1,1,0,0]"),
    damaged(
      "a month of 23 hours", RateRecords.hours(RateRecords.peak),
      RateRecords.hours(String(RateRecords.peak.dropLast()))),
    damaged("no weekends", "\"energyweekendschedule\"", "\"energyweekend\""),
    damaged("no months of flat demand", "\"flatdemandmonths\"", "\"flatmonths\""),
    damaged(
      "blocks that fall", "[{\"rate\": 0.09}]",
      "[{\"rate\": 0.09, \"max\": 9}, {\"rate\": 0.1, \"max\": 5}]"),
    damaged("a price below zero", "\"adj\": -0.001", "\"adj\": -1"),
    damaged(
      "blocks of a day", "[{\"rate\": 0.09}]",
      "[{\"rate\": 0.09, \"max\": 9, \"unit\": \"kWh daily\"}, {\"rate\": 0.1, \"unit\": \"kWh daily\"}]"
    ),
    damaged("energy that is none", "\"unit\": \"kWh\"", "\"unit\": \"hp\""),
    damaged("no start", "\"startdate\": 1561968000,", ""),
    damaged("a start in milliseconds", "1561968000", "1561968000000"),
    damaged("a charge a week", "$/day", "$/week"),
    damaged(
      "two ways to look back", "\"approved\": true",
      "\"lookbackPercent\": 0.5, \"lookbackRange\": 11, \"lookbackMonths\": [1,0,0,0,0,0,0,0,0,0,0,0]"
    ),
    damaged("a ratchet without months", "\"approved\": true", "\"lookbackPercent\": 0.5"),
    damaged(
      "a ratchet in percent", "\"approved\": true",
      "\"lookbackPercent\": 50, \"lookbackRange\": 11"),
  ]
}

extension RateRecords {
  /// A month as it stands in a schedule.
  static func hours(_ month: String) -> String {
    "[" + month.map(String.init).joined(separator: ",") + "]"
  }
}
