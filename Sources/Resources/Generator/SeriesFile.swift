/// One column of a series file: its header and 8,760 values, rounded as they are written.
public struct SeriesColumn: Sendable, Equatable {
  /// Name and unit suffix.
  public let header: String
  /// One value an hour.
  public let values: [Double]

  init(_ header: String, _ values: [Double], places: Int) {
    self.header = header
    self.values = values.map { $0.rounded(toPlaces: places) }
  }
}

/// One series file: its name and its columns beside `hour_beginning`.
public struct SeriesFile: Sendable, Equatable {
  /// Name within the site's folder.
  public let name: String
  /// Columns in the order in which they are written.
  public let columns: [SeriesColumn]
  let year: Int

  /// The text of the file.
  public var csv: String {
    let calendar = YearOfHours(year: year)
    var text = (["hour_beginning"] + columns.map(\.header)).joined(separator: ",") + "\n"
    for hour in 0..<calendar.hourCount {
      let values = columns.map { Self.written($0.values[hour]) }
      text += ([calendar.stamp(hour)] + values).joined(separator: ",") + "\n"
    }
    return text
  }

  /// The shortest decimal number; a whole one without its `.0`, no negative zero.
  private static func written(_ value: Double) -> String {
    let text = value == 0 ? "0" : "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
