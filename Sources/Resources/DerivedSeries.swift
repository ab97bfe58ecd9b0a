/// A series that was derived from weather or wells, as it stands behind a component's key.
public struct DerivedSeries: Sendable, Equatable {
  /// Name of the component at its site.
  public let component: String
  /// Word after `type:`.
  public let kind: String
  /// The key that it stands behind.
  public let key: String
  /// How it was derived, in words.
  public let how: String
  /// One number a step, in the unit of the key.
  public let values: [Double]

  /// A series behind a key of a component.
  package init(component: String, kind: String, key: String, how: String, values: [Double]) {
    self.component = component
    self.kind = kind
    self.key = key
    self.how = how
    self.values = values
  }
}
