import Reliability
import SiteModel
import Units

extension UptimeLoop {
  /// Targets that the simulated years do certify, in the place of those that they do not: no more is
  /// promised than the plan keeps.
  static func loweredPromise(
    of site: Site, _ verdict: Certification.Verdict, costing objective: Money
  ) -> SitePlan.Remedy? {
    var changes: [SitePlan.Remedy.Change] = []
    for promise in site.promises {
      guard
        let place = verdict.outcome.classes.firstIndex(where: { $0.name == promise.simulatedName }),
        let decision = verdict.classes[place], decision != .pass
      else { continue }
      let bound = verdict.outcome.classes[place].unavailabilityBound(
        confidence: verdict.confidence)
      // Six decimals, rounded down: what is promised must be kept.
      let kept = ((1 - bound - site.uptime.outsideUnavailability) * 1e6).rounded(.down) / 1e6
      guard kept >= 0.5 else { return nil }
      var change = SitePlan.Remedy.Change(key: promise.key.text, unit: "of the time")
      (change.from, change.to) = ("\(promise.target)", "\(kept)")
      changes.append(change)
    }
    return changes.isEmpty ? nil : SitePlan.Remedy(changes: changes, objective: objective)
  }
}
