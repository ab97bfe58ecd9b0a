import SiteModel
import Units

extension GensetFleet {
  var statement: EngineStatement {
    EngineStatement(
      unit: unit, crankcaseKilogramsPerHour: methaneSlip.crankcase, heatRateSlope: heatRateSlope,
      noLoadHeat: noLoadHeat, heatFactor: heatFactor, startHeat: commitment.startFuel,
      coldStartHeat: coldStarts?.fuel ?? .zero)
  }
}

extension StoredEnergy {
  var statement: StorageStatement {
    StorageStatement(
      chargeEfficiency: chargeEfficiency, dischargeEfficiency: dischargeEfficiency,
      standbyLossPerDay: standbyLossPerDay, lowest: lowest, begins: year.begins,
      ends: year.end == .cyclic ? year.initial : nil, chargesFromSolar: year.charging == .solarOnly)
  }
}

extension PipelineSupply {
  func fuel(flow: FlowKey, prefix: String, slip: MethaneSlip) -> FuelStatement {
    FuelStatement(
      flow: flow, heatPerFlow: 1, prefix: prefix,
      makeup: .factors(carbonDioxide: carbon, methane: Self.methane),
      burner: .engine(slip: slip.stated, carbonExcludesSlip: false), nitrousOxide: nitrousOxide,
      scope: 1, factors: combustion, upstream: upstream, quality: quality)
  }
}
