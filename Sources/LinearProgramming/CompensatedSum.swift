/// A sum that carries its own rounding error along (Neumaier 1974): a year has 500,000 terms.
package struct CompensatedSum {
  private var total = 0.0
  private var compensation = 0.0

  package init() {}

  package mutating func add(_ term: Double) {
    let sum = total + term
    // Once infinite, stay so: the error term would be infinity minus infinity.
    guard sum.isFinite else {
      total = sum
      compensation = 0
      return
    }
    compensation += total.magnitude >= term.magnitude ? (total - sum) + term : (term - sum) + total
    total = sum
  }

  package var value: Double { total + compensation }
}
