package import LinearProgramming
package import SiteModel
package import Units

extension Expression where D: Dimension {
  /// A known quantity.
  package init(_ quantity: Quantity<D>) { self = .constant(quantity.value) }

  /// The amount at a rate: power times money per power is money.
  package func times<N>(_ rate: Quantity<Per<N, D>>) -> Expression<N> { converted(by: rate.value) }

  /// The value at a point, in the dimension.
  package func quantity(at point: [Double]) -> Quantity<D> { Quantity(canonical: value(at: point)) }
}

extension Expression where D == PowerDimension {
  /// Energy moved at this power for the given time.
  package func over(_ time: TimeSpan) -> Expression<EnergyDimension> { converted(by: time.value) }
}

extension Expression where D == EnergyDimension {
  /// Power that moves this energy in the given time.
  package func spread(over time: TimeSpan) -> Expression<PowerDimension> {
    converted(by: 1 / time.value)
  }
}

extension Expression where D == NumberDimension {
  /// The quantity of this many of something.
  package func each<E>(_ quantity: Quantity<E>) -> Expression<E> { converted(by: quantity.value) }
}

extension Series where D: Dimension {
  /// All values at a point, in a unit.
  package func values(at point: [Double], in unit: Unit<D>) -> [Double] {
    (0..<count).map { self[$0].quantity(at: point).in(unit) }
  }
}

extension [Double] {
  /// Sets the only column of an expression.
  package mutating func set<D>(_ column: Expression<D>, to value: Double) {
    for term in column.terms { self[Int(term.column)] = value }
  }
}
