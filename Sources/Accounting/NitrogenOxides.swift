public import SiteModel
public import Units

extension SitePlan {
  /// Nitrogen oxides of a year, from the dispatch and the rates that engines and standby sets state.
  public func nitrogenOxides(of site: Site) -> NitrogenOxides {
    let hours = Double(horizon.stepMinutes) / 60 * horizon.weight
    var tonnes = 0.0
    for case let burner as any FuelBurning in site.components {
      let rate = burner.nitrogenOxides.in(.kilogramsPerMegawattHour) / 1000
      for part in components where part.component == burner.name {
        for flow in part.flows where flow.key == .output {
          tonnes += flow.values.reduce(0, +) * hours * rate
        }
      }
    }
    return NitrogenOxides(tonnes, .tonnes)
  }
}
