extension String {
  /// A key as words.
  package var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}

extension Double {
  /// For messages only.
  package func rounded(toPlaces places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    return (self * scale).rounded() / scale
  }
}
