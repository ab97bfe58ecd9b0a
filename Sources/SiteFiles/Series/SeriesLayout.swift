import SiteModel
import Tabular

/// Which columns of a file are stamps and which are numbers, by their headers.
struct SeriesLayout {
  private(set) var table: CSVTable
  let reading: Reading
  /// Where a column without stamps starts.
  let start: String?
  private var stamps: [Int] = []

  init(table: CSVTable, reading: Reading, start: String?) {
    self.table = table
    self.reading = reading
    self.start = start
  }

  /// The steps of the file, of which rows may be turned round; nil after findings.
  mutating func steps(_ calendar: Calendar) -> MeterSteps? {
    if let help = table.helpWithoutNames {
      reading.report("the first line holds no names", at: table.text.place(0), help: help)
      return nil
    }
    var kinds = table.names.map { StampColumn.Kind(header: $0) }
    if table.rows.count > 1, kinds.allSatisfy({ $0 == nil }) {
      // A header in another language; the cells below say what it is.
      kinds = table.names.indices.map { isStamp($0) ? .open : nil }
    }
    guard table.rows.count > 1,
      let main = kinds.firstIndex(where: { $0 != nil && $0 != .ending })
        ?? kinds.firstIndex(where: { $0 != nil }), let kind = kinds[main]
    else { return MeterSteps.bare(table, calendar, start: start, reading) }
    // Dates and times may stand in two columns; an end beside a beginning says nothing new.
    stamps = kinds.indices.filter { kinds[$0] != nil }
    let isDate = !table.text.text(1, main).contains(":")
    let hour = isDate ? hourColumn(behind: main) : nil
    if let hour, kinds[hour] == nil { stamps.append(hour) }
    let time = hour ?? stamps.first { $0 > main && Self.isTime(table.text.text(1, $0)) }
    var texts = texts(main, isDate ? time : nil)
    let isDescending = StampColumn.isDescending(texts)
    if isDescending {
      table.reverse()
      texts.reverse()
    }
    let shown = isDate ? time.flatMap { kinds[$0] } ?? kind : kind
    return MeterSteps.stamped(
      table, texts, column: main, shown, calendar, isDescending: isDescending,
      steps: [1, 5, 10, 15, 30, 60], reading)
  }

  /// Whether the first two cells of a column are dates or times; a number alone is neither.
  private func isStamp(_ column: Int) -> Bool {
    (1...2).allSatisfy { row in
      guard column < table.text.count(row) else { return false }
      let cell = table.text.bytes(row, column)
      if Self.isTime(table.text.text(row, column)) { return true }
      guard DecimalText.number(cell) == nil else { return false }
      return [CivilStamp.Order.monthFirst, .dayFirst].contains {
        StampColumn.stamp(CivilStamp.read(cell, $0)) != nil
      }
    }
  }

  /// A column of whole hours beside dates, 0 to 23 or 1 to 24.
  private func hourColumn(behind main: Int) -> Int? {
    table.names.indices.first { column in
      let name = HeaderText.plain(table.names[column])
      return column > main
        && ["hour", "hr", "he", "hb"].contains { name == $0 || name.hasPrefix("\($0)_") }
        && table.text.whole(1, column).map { (0...24).contains($0) } ?? false
    }
  }

  private static func isTime(_ text: String) -> Bool {
    text.wholeMatch(of: /\d{1,2}:\d\d(:\d\d)?( ?[AaPp][Mm])?/) != nil
  }

  private func texts(_ main: Int, _ time: Int?) -> [ArraySlice<UInt8>] {
    guard let time else { return table.texts(ofColumn: main) }
    return table.rows.map { row in
      let clock = table.text.bytes(row, time)
      let minutes: [UInt8] = clock.contains(0x3A) ? [] : Array(":00".utf8)
      return (Array(table.text.bytes(row, main)) + [0x20] + clock + minutes)[...]
    }
  }

  /// A column to take: its position, the name to write and the scale of its numbers by the step.
  typealias Wanted = (index: Int, name: String, scale: (_ stepMinutes: Int) -> Double)

  /// Columns that are asked for, else all whose names end in a unit; energy becomes mean power.
  func columns(_ asked: [(header: String, name: String)], _ notes: inout [String]) -> [Wanted] {
    var wanted: [Wanted] = []
    for (header, name) in asked {
      let match = HeaderText.plain(header)
      guard let index = table.names.firstIndex(where: { HeaderText.plain($0) == match }) else {
        reading.report(
          "there is no column '\(header)'", at: table.text.place(0),
          help: Suggestion.help(for: header, in: table.names, known: "columns"))
        continue
      }
      if let found = column(index, as: name, &notes) { wanted.append(found) }
    }
    guard asked.isEmpty else { return wanted }
    for index in table.names.indices where !stamps.contains(index) {
      let name = HeaderText.plain(table.names[index])
      if Self.unit(of: name) != nil || name.contains(/_(per|fraction|usd|c|mmbtu)/) {
        if let found = column(index, as: nil, &notes) { wanted.append(found) }
      } else {
        notes.append("the column '\(PrintableText.line(table.names[index]))' is left out")
      }
    }
    if wanted.isEmpty, !reading.hasErrors {
      reading.report(
        "no column names its unit", at: table.text.place(0),
        help:
          "say what a column holds: --column '\(table.names.last ?? "")=import_kwh', or import_kw")
    }
    return wanted
  }

  /// The energy or power unit that is a word of a name.
  static func unit(in name: String) -> (ending: String, scale: Double, isEnergy: Bool)? {
    let words = name.split(separator: "_").map(String.init)
    return words.contains("per") ? nil : StepTable.units.first { words.contains($0.ending) }
  }

  /// The energy or power unit that a name ends in.
  private static func unit(of name: String) -> (ending: String, scale: Double, isEnergy: Bool)? {
    StepTable.units.first {
      (name == $0.ending || name.hasSuffix("_" + $0.ending)) && !name.contains("_per_")
    }
  }

  private func column(_ index: Int, as asked: String?, _ notes: inout [String]) -> Wanted? {
    let header = HeaderText.plain(table.names[index])
    let name = asked.map(HeaderText.plain) ?? header
    let own = Self.unit(of: header) ?? Self.unit(in: header)
    let written = Self.unit(of: name)
    if let own, let written, own.isEnergy == written.isEnergy || !written.isEnergy {
      return taken(index, name, own, written, &notes)
    }
    if let written, own == nil { return taken(index, name, written, written, &notes) }
    guard own == nil else {
      reading.report(
        "'\(table.names[index])' is no '\(name)': the units are of other quantities",
        at: table.text.place(0, index), help: "name the column in its own unit")
      return nil
    }
    return (index, name, { _ in 1 })
  }

  /// A column of energy is written as mean power, in the unit asked for where that is one.
  private func taken(
    _ index: Int, _ name: String, _ own: (ending: String, scale: Double, isEnergy: Bool),
    _ written: (ending: String, scale: Double, isEnergy: Bool), _ notes: inout [String]
  ) -> Wanted {
    guard own.isEnergy else { return (index, name, { _ in own.scale / written.scale }) }
    let power = written.isEnergy ? (written.ending == "mwh" ? "mw" : "kw") : written.ending
    let unit = power == "mw" ? 1.0 : 1e-3
    let result = name.dropLast(written.ending.count) + power
    notes.append(
      "'\(PrintableText.line(table.names[index]))' is the energy of each step, written as its mean power "
        + "'\(result)'")
    return (index, String(result), { own.scale / unit * 60 / Double($0) })
  }
}
