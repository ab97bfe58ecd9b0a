import SiteModel
public import Tabular

/// A record of the Utility Rate Database as a tariff file, and what of it the file does not hold.
///
/// The database (OpenEI, formats 2 to 8 and its bulk download) keeps prices by period and says with 12 × 24 tables which period holds when.
/// Equal periods become one price, each written in as few rows as its hours allow; adjustments are added to the
/// rates and said in the note. Nothing of the record is left out in silence: what the file cannot hold, and what
/// was taken to mean something, is a line of `leftOut`.
public struct RateImport: Sendable {
  /// The tariff file.
  public let csv: String
  /// What the file does not hold, or holds by assumption.
  public let leftOut: [LeftOut]

  /// One field of the record that the file does not hold as it is.
  public struct LeftOut: Sendable, Equatable {
    /// Name of the field.
    public let field: String
    /// What it says, and why it was left out or how it was taken.
    public let why: String

    /// Both on one line.
    public var text: String { "\(field): \(why)" }
  }

  /// Reads one record: alone, the only item of an answer of the database, or the only row of its table.
  public static func read(
    _ bytes: [UInt8], file: String, dollarYear: Int? = nil
  ) throws(Findings) -> RateImport {
    let source = SourceText(path: file, bytes: bytes)
    let root: YAMLNode
    if let table = try table(source) {
      root = table
    } else {
      root = try JSONText.parse(source)
    }
    let fields = RateFields(source: source, record: try record(in: root))
    let record = RateRecord(fields)
    var draft = RateDraft(record: record, fields: fields)
    draft.writeHead(dollarYear: dollarYear)
    draft.writeFixed()
    draft.writeDemand()
    draft.writeEnergy()
    draft.writeLimits()
    draft.nameUnread()
    guard fields.findings.isEmpty else { throw Findings(fields.sorted) }
    return draft.finished
  }

  /// A row of the bulk download as a record; nil where the file is no such table.
  private static func table(_ source: SourceText) throws(Findings) -> YAMLNode? {
    let head = source.bytes.prefix { $0 != UInt8(ascii: "\n") }
    let isTable =
      source.bytes.first != UInt8(ascii: "{")
      && String(decoding: head, as: UTF8.self).lowercased().contains("energyratestructure/period")
    guard isTable else { return nil }
    let (table, findings) = CSVTable.read(source)
    guard let table, findings.allSatisfy({ $0.severity != .error }) else {
      throw Findings(findings)
    }
    guard let row = table.rows.first, table.rows.count == 1 else {
      throw Findings([
        Place(file: source).finding(
          "the table holds \(table.rows.count) records, not one",
          help: "keep the header and the row of the one rate")
      ])
    }
    let entries = table.names.enumerated().map { column, name in
      let place = table.text.place(row, column)
      return YAMLEntry(
        key: name, keyPlace: place,
        node: YAMLNode(
          value: .scalar(table.text.text(row, column), isPlain: true), place: place))
    }
    return YAMLNode(value: .mapping(entries), place: Place(file: source))
  }

  private static func record(in root: YAMLNode) throws(Findings) -> YAMLNode {
    func wrong(_ message: String, at node: YAMLNode) -> Findings {
      Findings([
        node.place.finding(
          message, help: "leave one record of the Utility Rate Database in the file")
      ])
    }
    if case .sequence(let records) = root.value, records.count == 1, records[0].entries != nil {
      return records[0]
    }
    if case .sequence(let records) = root.value, records.count > 1 {
      throw wrong("the file holds \(records.count) records, not one", at: root)
    }
    guard root.entries != nil else {
      throw wrong("the file holds \(root.description), not a record", at: root)
    }
    guard let items = root.entry("items") else { return root }
    guard case .sequence(let records) = items.node.value, records.count == 1,
      records[0].entries != nil
    else {
      throw wrong("the file holds \(items.node.description) of records, not one", at: items.node)
    }
    return records[0]
  }
}

/// The tariff file as it grows.
struct RateDraft {
  let record: RateRecord
  let fields: RateFields
  var text = RateText()
  private(set) var leftOut: [RateImport.LeftOut] = []
  /// Demand lines in kVA.
  var apparent: [String] = []

  init(record: RateRecord, fields: RateFields) {
    self.record = record
    self.fields = fields
  }

  /// The file and what it does not hold; the file itself says so too.
  var finished: RateImport {
    var text = text
    if !leftOut.isEmpty {
      var names: [String] = []
      for one in leftOut where !names.contains(one.field) { names.append(one.field) }
      text.comments.append(
        "note: imported; left out or assumed: \(names.joined(separator: ", ")); see the record")
    }
    return RateImport(csv: text.csv, leftOut: leftOut)
  }

  /// Says that a field is not held as it is.
  mutating func leaveOut(_ field: String, _ why: String) {
    leftOut.append(RateImport.LeftOut(field: field, why: why))
  }

  /// A row with a name of its own.
  mutating func add(_ row: RateText.Row) {
    var row = row
    let taken = Set(text.rows.map(\.line))
    var count = 2
    let name = row.line
    while taken.contains(row.line) {
      row.line = "\(name)_\(count)"
      count += 1
    }
    text.rows.append(row)
  }

  /// Rows of one line: the tiers of a price, and its windows.
  mutating func add(rows: [RateText.Row]) {
    guard let first = rows.first else { return }
    add(first)
    let name = text.rows[text.rows.count - 1].line
    for row in rows.dropFirst() {
      var row = row
      row.line = name
      text.rows.append(row)
    }
  }

  /// What the rows after this one would be named after: season and level.
  static func name(_ parts: String?...) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "_")
  }

  /// Summer, winter or the months themselves; nothing for the whole year.
  static func season(_ months: Set<Int>) -> String {
    if months.count == 12 { return "" }
    if months.contains(7), !months.contains(1) { return "summer" }
    if months.contains(1), !months.contains(7) { return "winter" }
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let sorted = months.sorted()
    guard let first = sorted.first, let last = sorted.last else { return "" }
    return first == last ? names[first - 1] : "\(names[first - 1])_\(names[last - 1])"
  }

  /// Off, mid or on among the prices of the same months.
  static func level(_ price: Double, among prices: [Double]) -> String {
    let levels = Set(prices).sorted()
    guard levels.count > 1, let place = levels.firstIndex(of: price) else { return "" }
    switch (place, levels.count) {
    case (0, _): return "off"
    case (levels.count - 1, _): return "on"
    case (_, 3): return "mid"
    default: return "mid_\(place)"
    }
  }

  /// How a rate was made of the record's numbers.
  static func note(_ tier: RateRecord.Tier) -> String {
    tier.adjustment == 0
      ? ""
      : "\(DecimalText.plain(tier.rate)) + adjustment \(DecimalText.plain(tier.adjustment))"
  }
}
