import Resources

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
  /// A column, the number in it that means "not measured", and what numbers are divided by.
  struct Column {
    let index: Int
    var missing: Double?
    var divisor = 1.0
  }

  /// A stamp: the day, and the minute of the day that the row stands for.
  struct Stamp {
    var year: Int?
    let month: Int
    let day: Int
    let minute: Int
  }

  /// What people call the format.
  let format: String
  let place: WeatherPlace
  /// First row with numbers.
  let firstRow: Int
  let columns: [(quantity: WeatherQuantity, column: Column)]
  /// The cells of the stamp, for findings.
  let stampColumn: Int
  /// The stamp of a row; nil if it cannot be read.
  let stamp: (CSVText, Int) -> Stamp?
  /// Whether stamps are the beginnings of steps, so that a row stands for half a step later.
  var stampsBegin = false
  /// A row after the last one, such as a total, that is not weather.
  var isFooter: (CSVText, Int) -> Bool = { _, _ in false }
}

extension CSVText {
  /// A cell that may not be there.
  func cell(_ row: Int, _ column: Int) -> String? {
    rows.indices.contains(row) && column < count(row) ? text(row, column) : nil
  }

  /// A number in a cell that may not be there.
  func number(_ row: Int, _ column: Int) -> Double? {
    guard rows.indices.contains(row), column < count(row) else { return nil }
    return DecimalText.number(bytes(row, column))
  }

  /// A whole number in a cell that may not be there.
  func whole(_ row: Int, _ column: Int) -> Int? { number(row, column).flatMap { Int(exactly: $0) } }
}
