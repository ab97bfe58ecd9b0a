public import SiteModel

extension Catalogue {
  /// What Sitemix comes with.
  public static let standard = Catalogue([
    FlaredGas.self, PipelineGas.self, GasTurbine.self, CombinedCycle.self, FuelCell.self,
    RentedPower.self, StandbyGenerator.self, SmallReactor.self, Geothermal.self, Solar.self,
    Wind.self, Grid.self, BESS.self, SecondLifeBattery.self, LongDurationStorage.self, GPULoad.self,
  ])
}
