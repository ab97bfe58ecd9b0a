import LinearProgramming
import Units

extension Expression where D: Dimension {
  /// A known quantity.
  init(_ quantity: Quantity<D>) { self = .constant(quantity.value) }

  /// The amount at a rate: power times money per power is money.
  func times<N>(_ rate: Quantity<Per<N, D>>) -> Expression<N> { converted(by: rate.value) }

  /// The value at a point, in the dimension.
  func quantity(at point: [Double]) -> Quantity<D> { Quantity(canonical: value(at: point)) }
}

extension Expression where D == PowerDimension {
  /// Energy moved at this power for the given time.
  func over(_ time: TimeSpan) -> Expression<EnergyDimension> { converted(by: time.value) }
}

extension Expression where D == EnergyDimension {
  /// Power that moves this energy in the given time.
  func spread(over time: TimeSpan) -> Expression<PowerDimension> { converted(by: 1 / time.value) }
}

extension Expression where D == NumberDimension {
  /// The quantity of this many of something.
  func each<E>(_ quantity: Quantity<E>) -> Expression<E> { converted(by: quantity.value) }
}

extension Series where D: Dimension {
  /// All values at a point, in a unit.
  func values(at point: [Double], in unit: Unit<D>) -> [Double] {
    (0..<count).map { self[$0].quantity(at: point).in(unit) }
  }
}

extension [Double] {
  /// Sets the only column of an expression.
  mutating func set<D>(_ column: Expression<D>, to value: Double) {
    for term in column.terms { self[Int(term.column)] = value }
  }
}
