import Resources
import Tabular

extension WeatherRows {
  /// Instruments show so little below zero by night, W/m2: thermal offset of a pyranometer is 5 to
  /// 15 W/m2 (ISO 9060, zero offset A, class C: ±30).
  private static let nightOffset = -20.0

  /// The numbers of a column; nil if none was measured, or after findings.
  ///
  /// Wind that was not measured is the usual one, as where there is no wind at all; short gaps of
  /// temperature and sunlight follow from the rows beside them; sunlight a little below zero is none. All
  /// of it is listed.
  mutating func numbers(_ quantity: WeatherQuantity, _ column: WeatherLayout.Column) -> [Double]? {
    let cells = rows.map { cell($0, column) }
    guard cells.contains(where: { $0 != .missing }) else {
      if !quantity.isDispensable {
        self.cells.count(rows.lowerBound) {
          reading.report(
            "no \(quantity.name) was measured", at: text.place(rows.lowerBound),
            help: "use a file with a number in \(quantity.unit) in each row")
        }
      }
      return nil
    }
    let fills = fills(of: cells, quantity)
    var listed = Listed(), clipped = Listed(), filled = Listed()
    var numbers: [Double] = []
    numbers.reserveCapacity(rows.count)
    for (index, (row, cell)) in zip(rows, cells).enumerated() {
      switch cell {
      case .missing where quantity == .wind:
        listed.count(row, text)
        numbers.append(WeatherYear.usualWind)
      case .missing:
        if let fill = fills[index] {
          filled.count(row, text)
          numbers.append(fill)
        } else {
          reject(row, quantity, column)
        }
      case .number(let number) where quantity.range.contains(number):
        numbers.append(number)
      case .number(let number)
      where quantity.isIrradiance && number < 0 && number >= Self.nightOffset:
        clipped.count(row, text)
        numbers.append(0)
      case .number, .text:
        reject(row, quantity, column)
      }
    }
    if let words = listed.words {
      reading.notes.append(
        "weather: wind was not measured in \(words); the usual "
          + "\(DecimalText.plain(WeatherYear.usualWind)) m/s stand there")
    }
    if let words = filled.words {
      let how =
        quantity.isIrradiance ? "the lesser of the rows beside it" : "between those beside it"
      reading.notes.append(
        "weather: \(quantity.name) was not measured in \(words); it is taken as \(how)")
    }
    if let words = clipped.words {
      reading.notes.append(
        "weather: \(quantity.name) is a little below zero in \(words); it counts as none")
    }
    return numbers.count == rows.count ? numbers : nil
  }

  enum Cell: Equatable {
    case missing
    case number(Double)
    case text
  }

  /// How many rows something was done to, and the line of the first.
  private struct Listed {
    private var count = 0
    private var line = 0

    mutating func count(_ row: Int, _ text: CSVCells) {
      if count == 0 { line = text.rows[row].line }
      count += 1
    }

    var words: String? {
      switch count {
      case 0: nil
      case 1: "line \(line)"
      default: "\(count) rows, the first in line \(line)"
      }
    }
  }

  private func cell(_ row: Int, _ column: WeatherLayout.Column) -> Cell {
    let own = cell(row, column.index, column)
    guard let plus = column.plus, case .number(let first) = own else { return own }
    guard case .number(let second) = cell(row, plus, column) else { return .text }
    return .number(first + second)
  }

  private func cell(_ row: Int, _ index: Int, _ column: WeatherLayout.Column) -> Cell {
    guard index < text.count(row) else { return .missing }
    let bytes = text.bytes(row, index)
    guard let number = DecimalText.number(bytes) else {
      let letters = String(decoding: bytes, as: UTF8.self).lowercased()
      return ["", "nan", "na", "n/a", "null"].contains(letters) ? .missing : .text
    }
    return column.isMissing(number) ? .missing : .number(number / column.divisor)
  }

  /// Reports a cell that cannot be used.
  private mutating func reject(
    _ row: Int, _ quantity: WeatherQuantity, _ column: WeatherLayout.Column
  ) {
    let text = text
    let reading = reading
    let isThere = column.index < text.count(row) && !text.bytes(row, column.index).isEmpty
    let isMissing = cell(row, column.index, column) == .missing
    cells.count(row) {
      let whole =
        [.direct, .diffuse].contains(quantity)
        ? "; or empty the whole column, and it follows from the rest of the sunlight" : ""
      if !isThere {
        reading.report(
          "there is no \(quantity.name)", at: text.place(row),
          help: "write a number in \(quantity.unit): \(Self.whatIsFilled)\(whole)")
      } else if isMissing {
        reading.report(
          "the \(quantity.name) was not measured", at: text.place(row, column.index),
          help: "use a file without gaps: \(Self.whatIsFilled)\(whole)")
      } else {
        reading.report(
          DecimalText.refusal(of: text.text(row, column.index), as: quantity.name),
          at: text.place(row, column.index),
          help: "numbers from \(DecimalText.plain(quantity.range)) \(quantity.unit)")
      }
    }
  }
}
