/// Counts findings of one kind and reports only the first of them.
package struct Tally {
  /// Findings of one kind in one file before they are only counted.
  private static let limit = 3

  private var total = 0
  private var firstHidden: Int?

  /// Nothing is counted yet.
  package init() {}

  /// Whether nothing was found.
  package var isEmpty: Bool { total == 0 }

  /// Counts a row, and reports it if it is one of the first.
  package mutating func count(_ row: Int, report: () -> Void) {
    total += 1
    if total <= Self.limit {
      report()
    } else if firstHidden == nil {
      firstHidden = row
    }
  }

  /// Reports how many were not reported.
  package func summarise(in text: CSVCells, _ reading: InputReader, _ message: (Int) -> String) {
    guard let firstHidden else { return }
    reading.report(message(total - Self.limit), at: text.place(firstHidden))
  }
}
