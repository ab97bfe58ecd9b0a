import Tabular

extension Reading {
  /// Minutes by which standard time is ahead of UTC, or nil after a finding.
  func utcOffset(_ node: YAMLNode) -> Int? {
    guard let hours = number(node, what: "utc_offset_hours", unit: "hours") else { return nil }
    let minutes = hours * 60
    // Zones lie on quarters of an hour; those of the west are behind.
    guard (-12 * 60...14 * 60).contains(minutes), minutes.remainder(dividingBy: 15) == 0 else {
      report(
        "utc_offset_hours is \(DecimalText.plain(hours)), which no clock is ahead of UTC by",
        at: node.place,
        help: "write hours of standard time such as -8 (Pacific), -7 (Mountain) or -6 (Central)")
      return nil
    }
    return Int(minutes)
  }
}
