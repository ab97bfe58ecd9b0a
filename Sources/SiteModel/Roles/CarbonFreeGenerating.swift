/// A component that makes carbon-free power at the site: from sun, wind, water or the heat of the earth.
public protocol CarbonFreeGenerating: Component {
  /// Column of the dispatch that holds its power.
  var carbonFreeFlow: FlowKey { get }
  /// Whether its certificates go to somebody else: its power is then no more carbon-free than the residual mix.
  var sellsCertificates: Bool { get }
}

/// A field of solar modules, which alone may charge some stores.
public protocol SolarGenerating: CarbonFreeGenerating {}

extension CarbonFreeGenerating {
  /// What most call their output.
  public var carbonFreeFlow: FlowKey { .output }
  /// Most keep them.
  public var sellsCertificates: Bool { false }
}
