/// Something whose numbers have a unit: the phantom of an expression.
package protocol Measured {
  /// The unit that a program counts it in, such as `MW`.
  static var unitSymbol: String { get }
}

/// The unit of a phantom; empty where it has none.
func unitSymbol<D>(of dimension: D.Type) -> String {
  (dimension as? any Measured.Type)?.unitSymbol ?? ""
}

extension LinearProgram {
  /// What a row or a column is, for other programs.
  public struct Label: Sendable, Equatable {
    /// Component or policy, `site` where it is nobody's.
    public var component: String
    /// The equation, or the kind of column.
    public var family: String
    /// The modelled step, from 0; nil where it belongs to none.
    public var step: Int?
    /// Unit of its numbers.
    public var unit: String

    package init(component: String, family: String, step: Int?, unit: String) {
      self.component = component
      self.family = family
      self.step = step
      self.unit = unit
    }
  }

  /// What a row is.
  public func label(ofRow row: Int) -> Label {
    let family = families[rows[row].family]
    return Label(
      component: family.component, family: family.name, step: rows[row].step, unit: family.unit)
  }

  /// What a column is.
  public func label(ofColumn column: Int) -> Label {
    guard let group = group(of: column) else {
      return Label(component: "", family: "", step: columns[column].step, unit: "")
    }
    return Label(
      component: group.component, family: group.name, step: columns[column].step, unit: group.unit)
  }

  /// The same program without rows that only tighten its relaxation.
  package func withoutTighteningRows() -> LinearProgram {
    guard families.contains(where: \.tightens) else { return self }
    var loose = self
    (loose.rows, loose.rowStart, loose.columnIndex, loose.coefficient) = ([], [0], [], [])
    for (number, row) in rows.enumerated() where !families[row.family].tightens {
      for entry in entries(of: number) { loose.appendEntry(columnIndex[entry], coefficient[entry]) }
      loose.closeRow(row)
    }
    return loose
  }
}
