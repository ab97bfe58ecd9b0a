/// Scope 2 of imports in a row of steps: location-based, market-based by year and by hour.
///
/// Energy in MWh, factors in t (or kg) for each MWh, so results are in t (or kg).
public struct PurchasedPower: Sendable {
  /// Metered imports of each step, never net of exports.
  public let imports: [Double]

  /// Imports of each step in MWh.
  public init(imports: [Double]) { self.imports = imports }

  /// A claim on power: energy that a certificate speaks of, and its factor.
  public struct Claim: Sendable, Equatable {
    /// MWh certified in each step.
    public let energy: [Double]
    /// What a certified MWh carries.
    public let factor: Double

    /// Certified energy of each step, and its factor.
    public init(energy: [Double], factor: Double = 0) {
      self.energy = energy
      self.factor = factor
    }
  }

  private var total: Double { imports.reduce(0, +) }

  /// Σ g·ε.
  public func locationBased(_ factors: [Double]) -> Double {
    zip(imports, factors).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Certified energy used against the imports of the year, claim by claim: no more than there is.
  public func matchedInYear(_ certified: [Double]) -> [Double] {
    var left = total
    return certified.map { energy in
      let used = max(0, min(left, energy))
      left -= used
      return used
    }
  }

  /// Contracts of the year, each with the energy certified, at their factor; the rest at the residual
  /// mix.
  public func marketBasedInYear(_ claims: [Claim], certified: [Double], residual: Double) -> Double
  {
    let used = matchedInYear(certified)
    let contracted = zip(used, claims).reduce(0) { $0 + $1.0 * $1.1.factor }
    return contracted + (total - used.reduce(0, +)) * residual
  }

  /// Certified energy used in each step, claim by claim; what exceeds a step's imports is lost.
  public func matchedByStep(_ claims: [Claim]) -> [[Double]] {
    var left = imports
    return claims.map { claim in
      left.indices.map { step in
        let used = max(0, min(left[step], step < claim.energy.count ? claim.energy[step] : 0))
        left[step] -= used
        return used
      }
    }
  }

  /// Σ (g − m)·residual + m·factor, m in each step no more than imports and certificates.
  public func marketBasedByStep(_ claims: [Claim], residual: [Double]) -> Double {
    let used = matchedByStep(claims)
    var sum = 0.0
    for step in imports.indices {
      var rest = imports[step]
      for (claim, energy) in zip(claims, used) {
        sum += energy[step] * claim.factor
        rest -= energy[step]
      }
      sum += rest * residual[step]
    }
    return sum
  }
}
