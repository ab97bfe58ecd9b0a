package import Units

extension Site {
  /// Whether some class promises an availability.
  public var promisesUptime: Bool {
    components.loads.contains(where: \.promisesUptime)
  }

  /// Greatest load of the site: the measure of what is negligible.
  package var peakLoad: Power {
    components.loads.reduce(.zero) { $0 + $1.peak }
  }
}
