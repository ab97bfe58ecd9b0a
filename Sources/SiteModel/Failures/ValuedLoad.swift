package import Units

/// A class of load whose energy has a value, and what a plan sheds of it because it expects outages.
package struct ValuedLoad: Sendable {
  package let component: String
  package let name: String
  package let value: EnergyPrice
  /// MW at each step.
  package var withheld: [Double]

  /// What is withheld in a year.
  package func withheldEnergy(over horizon: Horizon) -> Energy {
    horizon.weight * Power(withheld.reduce(0, +), .megawatts).over(horizon.step)
  }
}

extension Site {
  /// Classes of load with a value, and what a plan sheds of them in steps in which forced outages lower
  /// what sets give: at most what they lower it by, and the dearest class first, for it is shed last.
  package func valuedLoads(in plan: SitePlan) -> [ValuedLoad] {
    let known = failingParts(of: plan)
    var lowered = [Double](repeating: 0, count: plan.horizon.count)
    for (_, parts) in known {
      for (t, power) in parts.loweredOutput.enumerated() { lowered[t] += power }
    }
    var loads: [ValuedLoad] = []
    for (name, parts) in known {
      for loadClass in parts.classes {
        guard let value = loadClass.value else { continue }
        loads.append(
          ValuedLoad(
            component: name, name: loadClass.name, value: value, withheld: loadClass.unserved))
      }
    }
    let dearest = loads.indices.sorted {
      (loads[$1].value.in(.usdPerMegawattHour), $0) < (loads[$0].value.in(.usdPerMegawattHour), $1)
    }
    for t in lowered.indices {
      var left = lowered[t]
      for index in dearest {
        let shed = loads[index].withheld.isEmpty ? 0 : loads[index].withheld[t]
        let part = min(left, max(0, shed))
        if !loads[index].withheld.isEmpty { loads[index].withheld[t] = part }
        left -= part
      }
    }
    return loads
  }

  /// Components of a plan of which nobody says how they fail.
  package func withoutFailureStatistics() -> [String] {
    components.filter { !$0.missingFailureKeys.isEmpty }.map(\.name)
  }

  /// Energy as built of one block of a battery; nil where it has none.
  package func block(of component: String) -> Energy? {
    (components.first { $0.name == component } as? any Storing)?.block
  }
}
