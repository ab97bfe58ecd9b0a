import Resources
import Tabular

/// What a weather file may hold beside its stamps.
enum WeatherQuantity: CaseIterable {
  case global, direct, diffuse, temperature, wind, output

  var name: String {
    switch self {
    case .global: "global irradiance"
    case .direct: "direct irradiance"
    case .diffuse: "diffuse irradiance"
    case .temperature: "temperature"
    case .wind: "wind"
    case .output: "AC output"
    }
  }

  /// What weather on earth may be; irradiance at the edge of clouds exceeds the clear sky's.
  var range: ClosedRange<Double> {
    switch self {
    case .global: 0...1800
    case .direct: 0...1500
    case .diffuse: 0...1100
    case .temperature: -80...65
    case .wind: 0...100
    case .output: 0...1.3
    }
  }

  /// Whether it is sunlight, of which instruments show a little less than none by night.
  var isIrradiance: Bool {
    switch self {
    case .global, .direct, .diffuse: true
    case .temperature, .wind, .output: false
    }
  }

  /// Whether there may be no such column: the others or usual values stand in for it.
  var isDispensable: Bool { self == .wind || isIrradiance }

  /// Words of headers that are units of the same quantity which are not read.
  var otherUnits: Set<String> {
    switch self {
    case .global, .direct, .diffuse:
      ["kw/m", "kwh/m", "kj/m", "mj/m", "kw", "kwh", "kj", "mj", "btu"]
    case .temperature: ["f", "°f", "degf", "fahrenheit", "k", "°k", "kelvin"]
    case .wind: ["mph", "knots", "knot", "kt", "kts", "kn", "km/h", "kph", "kmh", "ft/s", "mi/h"]
    case .output: []
    }
  }

  var unit: String {
    switch self {
    case .global, .direct, .diffuse: "W/m2"
    case .temperature: "°C"
    case .wind: "m/s"
    case .output: "kW/kWdc"
    }
  }
}

/// Where a weather file has what, after its format was recognised.
struct WeatherLayout {
  /// A column, the number from which on it means "not measured", and what numbers are divided by.
  struct Column {
    let index: Int
    /// A second column that is added: sunlight in two parts.
    var plus: Int?
    var missingFrom: Double?
    var divisor = 1.0

    /// Every form marks what was not measured by -999, -9900 or -9999; EPW by a large number.
    func isMissing(_ number: Double) -> Bool {
      number <= -900 || missingFrom.map { number >= $0 } ?? false
    }
  }

  /// A stamp: the day, and the minute of the day that is written; 24:00 is minute 1440.
  struct Stamp {
    var year: Int?
    let month: Int
    let day: Int
    let minute: Int
  }

  /// Which moment of its step a stamp marks.
  enum Mark {
    case beginning, instant, end

    /// What rows with such stamps begin with, in words.
    func first(_ step: Int) -> String {
      let time = step == 60 ? "01:00" : "00:\(step < 10 ? "0" : "")\(step)"
      return switch self {
      case .beginning: "stamps are the beginnings of steps: the first is 01-01 00:00"
      case .instant: "the first row is the first step of 1 January"
      case .end: "stamps are the ends of steps: the first is 01-01 \(time)"
      }
    }
  }

  /// What people call the format.
  let format: String
  let place: WeatherPlace
  /// First row with numbers.
  let firstRow: Int
  let columns: [(quantity: WeatherQuantity, column: Column)]
  /// The columns of the stamp, for findings.
  let stampColumns: [Int]
  /// Stamps as they should look, for findings.
  let shape: String
  /// What stamps mark.
  let mark: Mark
  /// Minutes from the stamp to the moment of the sunlight, for forms that state it.
  var minutesLater = 0
  /// The stamp of a row; nil if it cannot be read.
  let stamp: (CSVCells, Int) -> Stamp?
  /// Rows after the last one, such as a total or a legend, that are not weather.
  var isFooter: (CSVCells, Int) -> Bool = { _, _ in false }

  /// The stamp of a row as written.
  func writtenStamp(_ text: CSVCells, _ row: Int) -> String {
    stampColumns.compactMap { text.cell(row, $0) }.joined(separator: ",")
  }

  /// Where the stamp of a row stands.
  func stampPlace(_ text: CSVCells, _ row: Int) -> Place {
    guard let column = stampColumns.first, column < text.count(row) else { return text.place(row) }
    return text.place(row, column)
  }
}
