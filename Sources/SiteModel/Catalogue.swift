/// Every kind of component that a site file may name, in the order of the documentation.
public enum Catalogue {
  static let formulated: [any Formulated.Type] = [
    FlaredGas.self, PipelineGas.self, StandbyGenerator.self, Solar.self, Grid.self, BESS.self,
    SecondLifeBattery.self, GPULoad.self,
  ]

  /// All kinds.
  public static var kinds: [any Component.Type] { formulated }

  /// The kind behind a word, if there is one.
  public static func kind(named word: String) -> (any Component.Type)? {
    kinds.first { $0.kind == word }
  }
}
