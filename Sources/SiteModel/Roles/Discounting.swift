/// A component some of whose yearly numbers are means over years to come, and so depend on the site's rate.
package protocol Discounting: Component {
  /// The same component at a real discount rate.
  func discounted(at rate: Double) -> Self
}

extension Component {
  /// Itself, at the rate of its site.
  func atRate(_ rate: Double) -> any Component {
    (self as? any Discounting)?.discounted(at: rate) ?? self
  }
}
