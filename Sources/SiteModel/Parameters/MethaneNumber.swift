import Units

extension GasComposition {
  /// How well the gas resists knocking: methane 100, hydrogen 0.
  ///
  /// From the ratio of hydrogen to carbon: motor octane number −406.14 + 508.04·r − 173.55·r² + 20.17·r³
  /// (Kubesh, King and Liss, SAE 922359, 1992), methane number 1.445·MON − 103.42. Fitted to gases of r
  /// above 2.5; what holds no carbon or does not burn is left out.
  package var methaneNumber: Double {
    let burning = zip(moleFractions, Self.carbonAtoms).filter { $0.1 > 0 }
    let carbon = burning.reduce(0) { $0 + $1.0 * $1.1 }
    // A paraffin of n carbon atoms has 2·n + 2 of hydrogen.
    let hydrogen = burning.reduce(0) { $0 + $1.0 * (2 * $1.1 + 2) }
    let r = hydrogen / carbon
    let octane = -406.14 + r * (508.04 + r * (-173.55 + r * 20.17))
    return 1.445 * octane - 103.42
  }
}
