public import SiteModel

extension Catalogue {
  /// What Sitemix comes with.
  public static let standard = Catalogue([
    FlaredGas.self, PipelineGas.self, StandbyGenerator.self, Solar.self, Grid.self, BESS.self,
    SecondLifeBattery.self, GPULoad.self,
  ])
}
