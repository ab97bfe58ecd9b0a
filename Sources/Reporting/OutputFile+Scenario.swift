import Tabular

extension OutputFile {
  /// A table with the name of the scenario that it was made from as its last column; other files,
  /// tables that have the column, and those of a site as it is, are left alone.
  public func marked(scenario: String?) -> OutputFile {
    let head = Array("scenario".utf8)
    let names = bytes.prefix { $0 != UInt8(ascii: "\n") }.split(separator: UInt8(ascii: ","))
    guard let scenario, name.hasSuffix(".csv"), !names.contains(where: { $0.elementsEqual(head) })
    else { return self }
    let body = Array(CSVText(header: [scenario]).bytes.dropLast())
    var marked: [UInt8] = []
    marked.reserveCapacity(bytes.count + bytes.count / 40 * body.count)
    var isQuoted = false
    var isHead = true
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n"), !isQuoted {
        marked.append(UInt8(ascii: ","))
        marked.append(contentsOf: isHead ? head : body)
        isHead = false
      }
      marked.append(byte)
    }
    return OutputFile(name: name, bytes: marked)
  }
}
