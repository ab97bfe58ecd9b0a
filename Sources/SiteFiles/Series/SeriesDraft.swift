import SiteModel
import Tabular

/// Columns of a file on their way to plain CSV.
struct SeriesDraft {
  let source: SourceText
  let reading: Reading
  var notes: [String]
  /// Minutes since 1970, local standard time, at which the first step begins.
  private var first = 0
  private var stepMinutes = 60
  private var columns: [(name: String, values: [Double])] = []

  init(source: SourceText, reading: Reading, notes: [String]) {
    self.source = source
    self.reading = reading
    self.notes = notes
  }

  /// Whether the file could be read.
  mutating func read(_ calendar: Calendar, _ options: SeriesImport.Options) -> Bool {
    if GreenButton.isLikely(source) { return readGreenButton(calendar) }
    let (read, findings) = CSVTable.steps(source)
    findings.forEach { reading.report($0) }
    guard let table = read else { return false }
    notes += table.notes
    var layout = SeriesLayout(table: table, reading: reading, start: options.start)
    guard let steps = layout.steps(calendar) else { return false }
    first = steps.first
    stepMinutes = steps.stepMinutes
    notes += steps.notes
    let wanted = layout.columns(options.columns, &notes)
    for (index, name, scale) in wanted {
      guard
        let values = layout.table.numbers(
          ofColumn: index, scale: scale(stepMinutes), within: -1e15...1e15, reading)
      else { continue }
      if MeterColumns.isRegister(values), name.hasSuffix("kw") || name.hasSuffix("mw") {
        MeterColumns.reportRegister(layout.table, index, reading)
      }
      columns.append((name, values))
    }
    return !reading.hasErrors && !columns.isEmpty
  }

  private mutating func readGreenButton(_ calendar: Calendar) -> Bool {
    guard let read = GreenButton.columns(source, calendar, reading), let start = read.first else {
      return false
    }
    first = start
    stepMinutes = read.stepMinutes
    notes += read.notes
    columns = [("import_kw", read.imports.map { $0 * 1000 })]
    if let exports = read.exports { columns.append(("export_kw", exports.map { $0 * 1000 })) }
    return true
  }

  /// Means over longer steps; false after a finding.
  mutating func average(to wanted: Int?) -> Bool {
    guard let wanted = wanted ?? (stepMinutes < 15 ? 15 : nil), wanted != stepMinutes else {
      return true
    }
    let rows = columns.first?.values.count ?? 0
    let each = wanted / stepMinutes
    guard [15, 30, 60].contains(wanted), each >= 1, wanted % stepMinutes == 0, rows % each == 0,
      first % wanted == 0
    else {
      reading.report(
        Place(file: source).finding(
          "steps of \(stepMinutes) minutes cannot become steps of \(wanted)",
          help: "ask for 15, 30 or 60 minutes, as long as the file's or longer, of whole steps"))
      return false
    }
    columns = columns.map { name, values in
      let means = stride(from: 0, to: rows, by: each).map { first in
        values[first..<(first + each)].reduce(0, +) / Double(each)
      }
      return (name, means)
    }
    notes.append("each step is the mean of \(each) of \(stepMinutes) minutes")
    stepMinutes = wanted
    return true
  }

  /// The file to write.
  var csv: String {
    var text = notes.map { CSVQuoting.comment($0) + "\n" }.joined()
    let names = [StampColumn.standardName] + columns.map { CSVQuoting.cell($0.name) }
    text += names.joined(separator: ",") + "\n"
    for row in 0..<(columns.first?.values.count ?? 0) {
      text += CivilStamp.text(first + row * stepMinutes)
      for (_, values) in columns { text += ",\(DecimalText.plain(values[row]))" }
      text += "\n"
    }
    return text
  }
}
