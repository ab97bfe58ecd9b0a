package import Units

extension Grid {
  /// Most that can be taken at a step: no more than the contract reserves, where one is written.
  package func limit(at step: Int) -> Power {
    contractCapacity.map { min($0, importLimit[step]) } ?? importLimit[step]
  }

  /// Most that can be taken at any step.
  package var greatestLimit: Power {
    contractCapacity.map { min($0, importLimit.maximum) } ?? importLimit.maximum
  }

  /// What the meter has seen of a demand line's peak in a month.
  package func meteredPeak(of line: String, year: Int, month: Int) -> Power? {
    meteredPeaks.peaks.first { $0.line == line && $0.year == year && $0.month == month }?.power
  }
}
