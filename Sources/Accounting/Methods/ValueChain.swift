/// Scope 3 of a power supply: losses on the way.
public enum ValueChain {
  /// Emissions of the power lost between generation and meter: g·ℓ/(1 − ℓ)·ε.
  public static func gridLosses(imports: Double, lossFraction: Double, factor: Double) -> Double {
    imports * lossFraction / (1 - lossFraction) * factor
  }
}

/// Uncertainty by the IPCC's approach 1: independent shares, in percent.
public enum Uncertainty {
  /// Of a product: √(a² + b²).
  public static func product(_ parts: [Double]) -> Double {
    parts.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// Of a sum: √Σ(U·x)² ÷ |Σ x|; nil for a sum of nothing.
  public static func sum(_ parts: [(amount: Double, percent: Double)]) -> Double? {
    var squares = 0.0
    var total = 0.0
    for part in parts {
      squares += part.amount * part.percent * (part.amount * part.percent)
      total += part.amount
    }
    return total != 0 ? squares.squareRoot() / total.magnitude : nil
  }
}
