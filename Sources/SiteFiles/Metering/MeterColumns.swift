import SiteModel
import Tabular

/// Imports and exports of a file, in steps that follow each other.
struct MeterColumns {
  /// Minutes since 1970, local standard time, at which the first step begins.
  var first: Int?
  var stepMinutes: Int
  /// Mean MW of each step.
  var imports: [Double]
  var exports: [Double]?
  var notes: [String]
  /// Where a step, counted from the file's first, stands.
  var place: ((Int) -> Place)?

  var count: Int { imports.count }

  /// Whether numbers are those of a register that counts on and on.
  static func isRegister(_ values: [Double]) -> Bool {
    let steps = zip(values, values.dropFirst())
    return values.count >= 96 && steps.allSatisfy(<=)
      && steps.count { $0 < $1 } * 2 >= values.count
  }

  static func reportRegister(_ table: CSVTable, _ column: Int, _ reading: Reading) {
    reading.report(
      "'\(table.names[column])' never falls: these are readings of a register, not the energy of each step",
      at: table.text.place(0, column),
      help: "write what each reading is above the one before")
  }

  /// The file's columns, or nil after findings.
  static func read(
    _ source: SourceText, _ calendar: Calendar, _ reading: Reading
  ) -> MeterColumns? {
    let (read, findings) = CSVTable.steps(source)
    findings.forEach { reading.report($0) }
    guard var table = read else { return nil }
    guard let steps = MeterSteps.read(&table, calendar, reading) else { return nil }
    let columns = MeterReader(table: table, stepMinutes: steps.stepMinutes, reading: reading)
    guard let (imports, exports) = columns.read(behind: steps.stampColumn) else { return nil }
    let text = table.text
    return MeterColumns(
      first: steps.first, stepMinutes: steps.stepMinutes, imports: imports, exports: exports,
      notes: table.notes + steps.notes, place: { text.place($0 + 1, 0) })
  }
}

/// Numbers of a meter's columns in MW.
private struct MeterReader {
  let table: CSVTable
  let stepMinutes: Int
  let reading: Reading

  private static let endings = StepTable.units.map(\.ending)

  /// Imports and exports, after findings about other columns.
  func read(behind stamps: String?) -> (imports: [Double], exports: [Double]?)? {
    let known = ["import", "export"].flatMap { name in Self.endings.map { "\(name)_\($0)" } }
    for (index, name) in table.names.enumerated()
    where name != stamps && !known.contains(HeaderText.plain(name)) {
      reading.report(
        "unknown column '\(name)' of a meter", at: table.text.place(0, index),
        help: help(for: HeaderText.plain(name), known))
    }
    let exports = column("export", isNeeded: false)
    guard let imports = column("import", isNeeded: true) else { return nil }
    return (imports, exports)
  }

  /// Never a name of another quantity: kWh are no kW.
  private func help(for name: String, _ known: [String]) -> String {
    guard let ending = SeriesLayout.unit(in: name)?.ending else {
      return "known columns: start, \(known.joined(separator: ", "))"
    }
    return
      "write import_\(ending) where it is what the grid delivered, export_\(ending) where it is "
      + "what it took back, or leave the column out"
  }

  private func column(_ direction: String, isNeeded: Bool) -> [Double]? {
    let names = Self.endings.map { "\(direction)_\($0)" }
    let found = table.names.indices.filter { names.contains(HeaderText.plain(table.names[$0])) }
    if found.count > 1 || found.isEmpty && isNeeded {
      reading.report(
        found.isEmpty ? "the meter has no \(direction)" : "the meter has its \(direction) twice",
        at: table.text.place(0),
        help: "write \(direction)_kw or \(direction)_mw for mean power, \(direction)_kwh or "
          + "\(direction)_mwh for the energy of each step")
    }
    guard let index = found.first else { return nil }
    let name = HeaderText.plain(table.names[index])
    guard let unit = StepTable.units.first(where: { name == "\(direction)_\($0.ending)" }) else {
      return nil
    }
    let scale = unit.isEnergy ? unit.scale * 60 / Double(stepMinutes) : unit.scale
    let values = table.numbers(ofColumn: index, scale: scale, within: 0...20_000, reading)
    if unit.isEnergy, let values, MeterColumns.isRegister(values) {
      MeterColumns.reportRegister(table, index, reading)
    }
    return values
  }
}
