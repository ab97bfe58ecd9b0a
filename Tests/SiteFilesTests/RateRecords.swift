import SiteFiles
import TariffFiles

/// Records of the Utility Rate Database, made by hand in its shape.
enum RateRecords {
  /// 12 × 24 periods; a month is 24 characters, one for each hour.
  static func schedule(_ month: (Int) -> String) -> String {
    "["
      + (1...12).map { "[" + month($0).map(String.init).joined(separator: ",") + "]" }
      .joined(separator: ",") + "]"
  }

  static func always(_ period: Int) -> String {
    schedule { _ in String(repeating: "\(period)", count: 24) }
  }

  static func months(summer: String, winter: String) -> String {
    schedule { (6...9).contains($0) ? summer : winter }
  }

  static let night = String(repeating: "0", count: 24)
  static let day = "000000001111111111110000"
  static let peak = "000000001111222222110000"

  /// Energy at one price, and further fields.
  static func flat(_ fields: String = "") -> String {
    """
    {"utility": "Example Power", "name": "LP", "label": "abc", "startdate": 1561968000,
    "energyratestructure": [[{"rate": 0.05, "unit": "kWh"}]],
    "energyweekdayschedule": \(always(0)),
    "energyweekendschedule": \(always(0))\(fields.isEmpty ? "" : ",\n" + fields)}
    """
  }

  /// Three periods in summer, two in winter; weekends at the lowest price.
  static let timeOfUse = """
    {"utility": "Example Power", "name": "LP-TOU", "label": "abc", "startdate": 1561968000,
    "enddate": 1680249600, "approved": true, "servicetype": "Bundled",
    "peakkwcapacitymin": 1000, "voltageminimum": 2400, "demandwindow": 15,
    "fixedchargefirstmeter": 42.5, "fixedchargeunits": "$/day",
    "flatdemandstructure": [[{"rate": 5.4, "adj": 0.1}], [{"rate": 5.5}]],
    "flatdemandmonths": [0,0,0,0,0,1,1,1,1,0,0,0], "flatdemandunit": "kW",
    "demandratestructure": [[{"rate": 0}], [{"rate": 3}], [{"rate": 3}]],
    "demandweekdayschedule": \(months(summer: peak, winter: day)),
    "demandweekendschedule": \(always(0)),
    "energyratestructure": [[{"rate": 0.03, "unit": "kWh"}], [{"rate": 0.05, "adj": -0.001}],
      [{"rate": 0.09}]],
    "energyweekdayschedule": \(months(summer: peak, winter: day)),
    "energyweekendschedule": \(always(0))}
    """

  /// Hours' use blocks that cost the same amount more on peak.
  static func blocks(_ peak: [Double], demand: String = "") -> String {
    """
    {"utility": "Example Power", "name": "HU", "startdate": 1561968000,
    "energyratestructure": [
      [{"rate": 0.06, "max": 150, "unit": "kWh/kW"}, {"rate": 0.04, "unit": "kWh/kW"}],
      [{"rate": \(peak[0]), "max": 150, "unit": "kWh/kW"}, {"rate": \(peak[1]), "unit": "kWh/kW"}]],
    "energyweekdayschedule": \(schedule { _ in day }),
    "energyweekendschedule": \(always(0))\(demand.isEmpty ? "" : ",\n" + demand)}
    """
  }

  static func read(_ json: String) throws -> RateImport {
    try RateImport.read(Array(json.utf8), file: "record.json")
  }

  /// The rows of the file below its header.
  static func rows(_ json: String) throws -> [String] {
    let lines = try read(json).csv.split(separator: "\n").map(String.init)
    return Array(lines.drop { $0.hasPrefix("#") }.dropFirst())
  }
}
