import Resources

/// Gaps that are short enough to follow from the rows beside them.
extension WeatherRows {
  /// The longest gap that is filled, minutes.
  private static let longestGap = 120
  /// The greatest share of a year's rows that is filled.
  private static let greatestShare = 0.01

  /// What is filled in and what is not, for findings.
  static let whatIsFilled =
    "only wind and gaps of two hours, in at most 1 % of the rows, are filled in"

  /// Numbers for cells that were not measured, by their place in the column: temperatures on the line
  /// between the rows beside a gap, and the lesser light of the two, so that no sun is made up.
  func fills(of cells: [Cell], _ quantity: WeatherQuantity) -> [Int: Double] {
    guard quantity == .temperature || quantity.isIrradiance,
      Double(cells.count { $0 == .missing }) <= Self.greatestShare * Double(cells.count)
    else { return [:] }
    func known(_ index: Int) -> Double? {
      guard cells.indices.contains(index), case .number(let number) = cells[index] else {
        return nil
      }
      let clipped = quantity.isIrradiance ? max(0, number) : number
      return quantity.range.contains(clipped) ? clipped : nil
    }
    var fills: [Int: Double] = [:]
    var index = 0
    while index < cells.count {
      guard cells[index] == .missing else {
        index += 1
        continue
      }
      let gap = index..<(cells[index...].firstIndex { $0 != .missing } ?? cells.count)
      index = gap.upperBound
      guard gap.count * stepMinutes <= Self.longestGap,
        let before = known(gap.lowerBound - 1) ?? known(gap.upperBound),
        let after = known(gap.upperBound) ?? known(gap.lowerBound - 1)
      else { continue }
      for place in gap {
        let share = Double(place - gap.lowerBound + 1) / Double(gap.count + 1)
        fills[place] =
          quantity.isIrradiance ? min(before, after) : before + share * (after - before)
      }
    }
    return fills
  }
}
