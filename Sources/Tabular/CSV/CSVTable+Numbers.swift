extension CSVTable {
  /// The numbers of a column times a scale, or nil after findings.
  package func numbers(
    ofColumn column: Int, scale: Double = 1, within range: ClosedRange<Double>,
    _ reading: InputReader
  ) -> [Double]? {
    let name = names[column]
    var numbers: [Double] = []
    numbers.reserveCapacity(rows.count)
    var tally = Tally()
    for row in rows {
      let bytes = text.bytes(row, column)
      let number = DecimalText.number(bytes)
      if let number, range.contains(number * scale) {
        numbers.append(number * scale)
        continue
      }
      tally.count(row) {
        let text = text.text(row, column)
        reading.report(
          bytes.isEmpty
            ? "the cell of '\(name)' is blank"
            : number == nil ? "'\(text)' is not a number" : "'\(text)' is out of range",
          at: self.text.place(row, column),
          help: bytes.isEmpty
            ? "write a number for each step; nothing is filled in"
            : number == nil
              ? DecimalText.help(for: text, unit: "")
              : range.lowerBound == 0 && (number ?? 0) < 0
                ? "write 0 or more; what went the other way has a column of its own, such as export_kw"
                : "write \(DecimalText.plain(range.lowerBound / scale)) to "
                  + DecimalText.plain(range.upperBound / scale))
      }
    }
    tally.summarise(in: text, reading) { "\($0) more cells of '\(name)' are wrong" }
    return tally.isEmpty ? numbers : nil
  }
}

extension CSVTable {
  /// What to write where the first line holds numbers and no names; nil where it holds names.
  package var helpWithoutNames: String? {
    let isStep = names.allSatisfy { name in
      let bytes = Array(name.utf8)[...]
      return DecimalText.number(bytes) != nil || StampColumn.stamp(CivilStamp.read(bytes)) != nil
    }
    guard isStep else { return nil }
    return
      "the first line holds numbers where names stand: write a line above it that says what they "
      + "are and in which unit, such as import_kwh or load_mw"
  }
}
