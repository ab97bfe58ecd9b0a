import SiteModel
import Tabular

/// Reads one file of the factor registry: one row a factor, every cell checked.
struct FactorTable {
  let table: CSVTable
  let reading: Reading

  /// The rows of a file; those with findings are left out.
  static func read(_ source: SourceText, _ reading: Reading) -> [(EmissionFactor, Place)] {
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table else { return [] }
    let file = FactorTable(table: table, reading: reading)
    guard file.checkColumns() else { return [] }
    return table.rows.compactMap { row in
      file.factor(row).map { ($0, file.place(row, "factor_id")) }
    }
  }

  private func checkColumns() -> Bool {
    let known = EmissionFactor.columns
    var isComplete = true
    for (index, name) in table.names.enumerated() where !known.contains(name) {
      isComplete = false
      reading.report(
        "unknown column '\(name)' of the factor registry", at: table.text.place(0, index),
        help: Suggestion.help(for: name, in: known, known: "columns"))
    }
    let missing = known.filter { !table.names.contains($0) }
    if !missing.isEmpty {
      reading.report(
        "the factor registry has no column \(missing.map { "'\($0)'" }.joined(separator: ", "))",
        at: table.text.place(0), help: "write the columns \(known.joined(separator: ","))")
    }
    return isComplete && missing.isEmpty
  }

  private func text(_ row: Int, _ column: String) -> String {
    table.text.text(row, table.names.firstIndex(of: column) ?? 0)
  }

  private func place(_ row: Int, _ column: String) -> Place {
    table.text.place(row, table.names.firstIndex(of: column) ?? 0)
  }

  private func factor(_ row: Int) -> EmissionFactor? {
    var isSound = true
    func wrong(_ column: String, _ message: String, _ help: String) {
      reading.report(message, at: place(row, column), help: help)
      isSound = false
    }
    let id = text(row, "factor_id")
    if id.wholeMatch(of: /[a-z0-9][a-z0-9-]*\.[a-z0-9_]+/) == nil {
      wrong(
        "factor_id", "'\(id)' is not the id of a factor",
        "write set-name.gas in lower-case letters and digits, such as egrid-2024-nwpp.co2")
    }
    for column in ["publisher", "document", "edition", "geography"]
    where text(row, column).isEmpty {
      wrong(column, "the factor does not say its \(column)", "write where the number comes from")
    }
    let evidence = ["read", "derived", "placeholder"]
    if !evidence.contains(text(row, "evidence")) {
      wrong(
        "evidence", "evidence is '\(text(row, "evidence"))', which is not an accepted value",
        "write \(evidence.joined(separator: ", "))")
    }
    let word = text(row, "quantity")
    guard let quantity = FactorQuantity(rawValue: word) else {
      wrong(
        "quantity", "unknown quantity '\(word)'",
        Suggestion.help(
          for: word, in: FactorQuantity.allCases.map(\.rawValue), known: "quantities"))
      return nil
    }
    let unit = text(row, "unit")
    if !quantity.units.contains(unit) {
      wrong(
        "unit", "'\(unit)' is not a unit of \(word)",
        "write \(quantity.units.joined(separator: " or "))")
    }
    checkGasAndBasis(row, quantity, wrong)
    let value = number(row, quantity, unit, wrong)
    let years = years(row, wrong)
    guard isSound, let value, let years else { return nil }
    return EmissionFactor(
      id: id, quantity: quantity, gas: text(row, "gas"), value: value, unit: unit,
      validYears: years, isPlaceholder: text(row, "evidence") == "placeholder",
      cells: EmissionFactor.columns.map { text(row, $0) })
  }

  /// A factor has the gas that its id ends in, and heat is HHV: what the engines' fuel is counted by.
  private func checkGasAndBasis(
    _ row: Int, _ quantity: FactorQuantity, _ wrong: (String, String, String) -> Void
  ) {
    let gases = ["CO2", "CH4", "N2O", "CO2e", ""]
    let gas = text(row, "gas")
    if !gases.contains(gas) {
      wrong("gas", "unknown gas '\(gas)'", "write CO2, CH4, N2O, CO2e, or nothing for a share")
    }
    let ending = text(row, "factor_id").split(separator: ".").last.map(String.init) ?? ""
    if ["co2", "ch4", "n2o"].contains(ending), gas.lowercased() != ending {
      wrong(
        "gas", "the id ends in .\(ending), but the gas is '\(gas)'", "write \(ending.uppercased())")
    }
    if text(row, "unit").hasSuffix("/MMBtu"), !text(row, "basis").hasPrefix("HHV") {
      wrong(
        "basis", "the basis of a factor for heat is '\(text(row, "basis"))'",
        "convert it to the higher heating value and write HHV")
    }
  }

  private func number(
    _ row: Int, _ quantity: FactorQuantity, _ unit: String,
    _ wrong: (String, String, String) -> Void
  ) -> Double? {
    let text = text(row, "value")
    guard let number = DecimalText.number(Array(text.utf8)), number.isFinite else {
      wrong(
        "value", text.isEmpty ? "the value is blank" : "'\(text)' is not a number",
        DecimalText.help(for: text, unit: unit))
      return nil
    }
    if number < 0 {
      wrong("value", "the factor is negative", "factors are zero or more; credits stand elsewhere")
      return nil
    }
    if number > quantity.greatest {
      wrong(
        "value", "\(DecimalText.plain(number)) \(unit) is not plausible",
        "factors of \(quantity.rawValue) go up to \(DecimalText.plain(quantity.greatest)): check the unit"
      )
      return nil
    }
    return number
  }

  private func years(_ row: Int, _ wrong: (String, String, String) -> Void)
    -> ClosedRange<Int>?
  {
    func year(_ column: String) -> Int? {
      let text = text(row, column)
      if let match = text.wholeMatch(of: /(\d{4})-\d\d-\d\d/) { return Int(match.1) }
      wrong(column, "'\(text)' is not a date", "write a date such as 2024-01-01")
      return nil
    }
    guard let first = year("valid_from"), let last = year("valid_to") else { return nil }
    guard first <= last else {
      wrong("valid_to", "the factor expires before it is valid", "swap the dates")
      return nil
    }
    return first...last
  }
}
