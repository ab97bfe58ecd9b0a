extension LinearProgram {
  /// The name of a row: component, family, and step or label, as `bess.energy_balance(13)`.
  public func rowName(_ row: Int) -> String {
    let family = families[rows[row].family]
    return "\(family.component).\(family.name)(\(rows[row].label))"
  }

  /// The name of a column: component, name and position; a lone column without a step has none.
  public func columnName(_ column: Int) -> String {
    guard let group = group(of: column) else { return "C\(column + 1)" }
    let name = "\(group.component).\(group.name)"
    if group.count == 1, columns[column].step == nil { return name }
    return "\(name)(\(column - group.base))"
  }

  /// Groups are appended in the order of their columns, so a binary search finds one.
  func group(of column: Int) -> Group? {
    var low = 0
    var high = groups.count
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].base + groups[middle].count <= column {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < groups.count, groups[low].base <= column else { return nil }
    return groups[low]
  }
}
