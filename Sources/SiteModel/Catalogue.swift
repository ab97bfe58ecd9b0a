/// The kinds of component that a site file may name, handed to whoever reads one.
public struct Catalogue: Sendable {
  /// In the order of the documentation.
  public let kinds: [any Component.Type]

  /// A catalogue of these kinds.
  public init(_ kinds: [any Component.Type]) { self.kinds = kinds }

  /// The same with one more kind.
  public func adding(_ kind: any Component.Type) -> Catalogue { Catalogue(kinds + [kind]) }

  /// The kind behind a word, if there is one.
  public func kind(named word: String) -> (any Component.Type)? {
    kinds.first { $0.kind == word }
  }

  /// The words of the kinds that load a site, or that supply it.
  public func words(ofLoads isLoad: Bool) -> [String] {
    kinds.filter { ($0.capacityBasis == .peakLoad) == isLoad }.map { $0.kind }
  }
}
