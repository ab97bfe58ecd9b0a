import SiteModel
import Tabular

extension KeyTable {
  /// A column of a file of the site, one number for each step, in the unit of the key.
  func series(
    _ spec: ParameterSpec, _ node: YAMLNode, _ unit: UnitDescription, _ range: ClosedRange<Double>
  ) -> [Double]? {
    guard case .site(let folder) = origin else {
      reading.report(
        "\(spec.key) of a technology is a series", at: node.place,
        help: "write a constant here, and the series in the site")
      return nil
    }
    let entries = node.entries ?? []
    for entry in entries where entry.key != "file" && entry.key != "column" {
      reading.report(
        "unknown key '\(entry.key)' of the series \(spec.key)", at: entry.keyPlace,
        help: "write {file: NAME.csv, column: NAME}")
    }
    guard let fileNode = node.entry("file")?.node, let columnNode = node.entry("column")?.node
    else {
      reading.report(
        "the series \(spec.key) needs 'file' and 'column'", at: node.place,
        help: "write {file: NAME.csv, column: NAME}")
      return nil
    }
    guard let file = text(fileNode, what: "file"), let column = text(columnNode, what: "column"),
      let path = reading.path(file, in: folder, at: fileNode.place),
      let series = SeriesFile.open(path, named: fileNode.place, reading: reading)
    else { return nil }
    series.markUsed(column)
    guard series.names.contains(column) else {
      reading.report(
        "'\(path)' has no column '\(column)'", at: columnNode.place,
        help: Suggestion.help(for: column, in: series.names, known: "columns"))
      return nil
    }
    guard let scale = scale(of: column, unit, series, columnNode) else { return nil }
    guard let numbers = series.numbers(column, reading: reading) else { return nil }
    return convert(numbers, scale, range, spec, unit, column, series)
  }

  /// Units of the key in one unit of the column, by the ending of its name.
  private func scale(
    of column: String, _ unit: UnitDescription, _ series: SeriesFile, _ node: YAMLNode
  ) -> (times: Double, by: Double)? {
    var best: UnitDescription.Alternative?
    for alternative in unit.alternatives
    where (column == alternative.suffix || column.hasSuffix("_" + alternative.suffix))
      && alternative.suffix.count > best?.suffix.count ?? 0
    {
      best = alternative
    }
    if let best, !column.dropLast(best.suffix.count).hasSuffix("per_") {
      return best.scale >= unit.scale ? (best.scale / unit.scale, 1) : (1, unit.scale / best.scale)
    }
    if let energy = energyScale(of: column, unit) { return energy }
    let suffixes = unit.alternatives.map { "_\($0.suffix)" }.joined(separator: ", ")
    reading.report(
      "the name of the column '\(column)' does not end in a unit of \(unit.symbol)",
      at: headerPlace(of: column, series),
      help: "end the name in \(suffixes) and give numbers in that unit")
    return nil
  }

  /// Numbers a little above 1 are fractions gone wrong, not percent.
  private func slip(
    _ number: Double, _ range: ClosedRange<Double>, _ unit: UnitDescription
  ) -> String? {
    number > 2 || !unit.suffix.hasPrefix("fraction") ? UnitSlip.help(number, range, unit) : nil
  }

  /// MW behind the energy of each step: a column may hold kWh, MWh or Wh where the key is power.
  private func energyScale(of column: String, _ unit: UnitDescription) -> (
    times: Double, by: Double
  )? {
    guard let steps = reading.steps,
      let mega = unit.alternatives.first(where: { $0.suffix == "mw" }),
      let ending = StepTable.units.first(where: {
        $0.isEnergy && column.hasSuffix("_\($0.ending)")
      }),
      !column.dropLast(ending.ending.count).hasSuffix("per_")
    else { return nil }
    return (ending.scale * 60 / Double(steps.stepMinutes) * mega.scale, unit.scale)
  }

  private func headerPlace(of column: String, _ series: SeriesFile) -> Place {
    series.table.text.place(0, series.table.names.firstIndex(of: column) ?? 0)
  }

  private func convert(
    _ numbers: [Double], _ scale: (times: Double, by: Double), _ range: ClosedRange<Double>,
    _ spec: ParameterSpec, _ unit: UnitDescription, _ column: String, _ series: SeriesFile
  ) -> [Double]? {
    var tally = Tally()
    var converted = numbers
    let isSame = scale.times == 1 && scale.by == 1
    for index in converted.indices {
      if !isSame { converted[index] = numbers[index] * scale.times / scale.by }
      if range.contains(converted[index]) { continue }
      let row = series.table.rows.lowerBound + index
      let columnIndex = series.table.names.firstIndex(of: column) ?? 0
      tally.count(row) {
        reading.report(
          "\(spec.key) is \(DecimalText.plain(converted[index])), outside "
            + "\(DecimalText.plain(range))\(DecimalText.behind(unit.symbol))",
          at: series.table.text.place(row, columnIndex),
          help: slip(converted[index], range, unit).map {
            $0 + "; name the column in the unit of its numbers"
          } ?? "\(spec.key): \(spec.meaning)")
      }
    }
    tally.summarise(in: series.table.text, reading) {
      "\($0) more cells of '\(column)' are outside the range of \(spec.key)"
    }
    return tally.isEmpty ? converted : nil
  }
}
