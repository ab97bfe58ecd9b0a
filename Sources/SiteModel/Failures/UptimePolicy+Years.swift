import Units

extension UptimePolicy {
  /// Years that a certificate of the strictest target needs at least, without any shortage in them; nil
  /// without a target, or where nothing fails.
  ///
  /// No shortage in Y years bounds their number at −ln 0.05 ÷ Y = 2.996 ÷ Y a year with 95 %, each of the
  /// longest mean outage d: Y = 2.996·d ÷ (8760·(1 − target)).
  public func leastYears(for components: [any Component]) -> Int? {
    let targets = components.loads.flatMap(\.classes).compactMap(\.target)
    let outages = components.compactMap { $0 as? any ReliabilityModel }.flatMap(\.statedFailures)
      .map {
        $0.meanTimeToRepair.in(.hours)
      }
    guard let strictest = targets.max(), let longest = outages.max() else { return nil }
    let allowed = 1 - strictest - outsideUnavailability
    guard allowed > 0 else { return nil }
    let years = Self.ruleOfThree * longest / (8760 * allowed)
    return years < 1e9 ? Int((years * (1 - 1e-9)).rounded(.up)) : nil
  }

  /// −ln 0.05: the greatest mean of a Poisson law that gives nothing once in twenty times.
  private static let ruleOfThree = 2.995_732_273_553_991
}
