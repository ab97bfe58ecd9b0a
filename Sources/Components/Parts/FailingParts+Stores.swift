import SiteModel
import Units

extension StoredEnergy {
  /// A store whose power and energy are sized apart, as planned.
  ///
  /// - Parameter charging: what converters of its own charge it with; nil: its power.
  func parts(
    of plan: SitePlan.ComponentPlan, charging: Power? = nil, blocks: BlockFailures?,
    over horizon: Horizon
  ) -> FailingParts {
    let bought = plan.energy ?? .zero
    return parts(
      power: plan.power ?? .zero, charging: charging, midLife: plan.leftInUse * bought,
      endOfLife: plan.leftAtEnd * bought, path: plan.values(of: .stored), blocks: blocks,
      blockCount: blocks.map { max(1, Int((bought / $0.block).rounded(.up))) } ?? 1, over: horizon)
  }

  /// A store at the end of its life: the path of the plan, at mid-life, shrinks with it.
  func parts(
    power: Power, charging: Power? = nil, midLife: Energy, endOfLife: Energy, path: [Double],
    blocks: BlockFailures?, blockCount: Int, over horizon: Horizon
  ) -> FailingParts {
    let left = endOfLife.in(.megawattHours)
    guard power > .zero, left > 0 else { return FailingParts() }
    var store = FailingParts.Store(
      power: power.in(.megawatts), chargingPower: charging?.in(.megawatts), energy: highest * left,
      floor: lowest * left,
      chargeEfficiency: chargeEfficiency, dischargeEfficiency: dischargeEfficiency,
      path: path.map { min(highest, max(lowest, $0 / midLife.in(.megawattHours))) * left })
    store.settle(over: horizon.step.in(.hours))
    store.blocks = blocks
    store.blockCount = blockCount
    var parts = FailingParts()
    parts.store = store
    parts.common = blocks?.common
    return parts
  }
}

extension FailingParts.Store {
  /// Standing losses on top of full discharge would read as more than full discharge: the path falls
  /// no faster than that.
  fileprivate mutating func settle(over hours: Double) {
    guard !path.isEmpty else { return }
    let most = power * hours / dischargeEfficiency
    // Twice, for the year recurs.
    for t in 0..<(2 * path.count) {
      let now = t % path.count
      let before = (now + path.count - 1) % path.count
      path[now] = max(path[now], path[before] - most)
    }
  }
}
