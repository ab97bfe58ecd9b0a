import SiteModel
import Units

/// Lines of the ledger for what a component burns, and for what came before it.
struct FuelLedger {
  let component: any FuelBurning
  let reader: DispatchReader
  /// Steps of a reporting year in which the component is as it is here; nil: all of a plan's.
  var stretch: MeteredYear.Stretch?

  var lines: [LedgerLine] {
    guard let stretch else { return allLines }
    return allLines.map {
      LedgerLine($0.label, activity: $0.activity, factor: $0.factor, steps: stretch.steps)
    }
  }

  private var allLines: [LedgerLine] {
    var lines: [LedgerLine] = []
    for fuel in component.fuels {
      let heat = within(reader.heat(of: fuel, component.name))
      switch (fuel.burner, fuel.makeup) {
      case (.flare(let flare), .composition(let gases)):
        lines += flared(fuel, FlareStack(flare), GasMix(gases), heat)
      case (.engine(let slip, _), .composition(let gases)):
        lines += fieldGas(fuel, slip, gases, heat)
      case (.engine(let slip, _), .factors(let carbonDioxide, let methane)):
        lines += pipelineGas(fuel, carbonDioxide, slip, methane, heat)
      case (.table(let name, let methane), .factors(let carbonDioxide, _)):
        lines += tableFuel(fuel, name, carbonDioxide, methane, heat)
      case (.flare, .factors), (.table, .composition):
        continue
      }
      lines += upstream(fuel, heat)
    }
    return lines + crankcases
  }

  private func label(
    _ fuel: FuelStatement, _ source: String, _ gas: LedgerGas, _ method: String, _ unit: String,
    _ factor: String, evidence: String, multiplier: Double = 1
  ) -> LedgerLine.Label {
    LedgerLine.Label(
      component: component.name, kind: type(of: component).kind, source: fuel.prefix + source,
      scope: fuel.scope, category: source == "flare" ? "flaring" : "stationary combustion",
      isoCategory: 1, method: method, activityUnit: unit, factorID: factor, gas: gas,
      multiplier: multiplier, evidence: evidence)
  }

  /// Zero outside the stretch.
  private func within(_ values: [Double]) -> [Double] {
    guard let steps = stretch?.steps else { return values }
    return values.indices.map { steps.contains($0) ? values[$0] : 0 }
  }

  /// A name for a factor that follows from the site's own data, and from when on where that changes.
  private func own(_ name: String) -> String {
    let since = stretch?.since ?? ""
    return "site.\(component.name)\(since.isEmpty ? "" : "@\(since)").\(name)"
  }

  private func flared(
    _ fuel: FuelStatement, _ flare: FlareStack, _ mix: GasMix, _ heat: [Double]
  ) -> [LedgerLine] {
    let volume = heat.map { $0 / mix.heatingValue }
    let lit = 1 - flare.unlit
    func line(_ gas: LedgerGas, _ method: String, _ name: String, _ factor: Double, _ share: Double)
      -> LedgerLine
    {
      LedgerLine(
        label(
          fuel, "flare", gas, method, "scf", own(name), evidence: "user", multiplier: share),
        activity: volume, factor: [factor])
    }
    let density = FieldGas.carbonDioxideDensity
    return [
      line(
        .carbonDioxide, "98.233-W20", "hydrocarbon_co2", density * mix.carbon,
        flare.combustion * lit),
      line(.carbonDioxide, "98.233-W20", "contained_co2", density * mix.carbonDioxide, 1),
      line(
        .methane, "98.233-W19", "contained_ch4", FieldGas.methaneDensity * mix.methane,
        (1 - flare.destruction) * lit + flare.unlit),
      nitrousOxide(fuel, "flare", heat),
    ]
  }

  private func fieldGas(
    _ fuel: FuelStatement, _ slip: FuelStatement.Slip, _ gases: [FuelStatement.GasShare],
    _ heat: [Double]
  ) -> [LedgerLine] {
    let mix = GasMix(gases)
    let volume = heat.map { $0 / mix.heatingValue }
    let oxidation = Self.oxidation(slip, mix)
    func line(
      _ source: String, _ gas: LedgerGas, _ method: String, _ name: String, _ factor: Double,
      _ share: Double
    ) -> LedgerLine {
      LedgerLine(
        label(fuel, source, gas, method, "scf", own(name), evidence: "user", multiplier: share),
        activity: volume, factor: [factor])
    }
    let density = FieldGas.carbonDioxideDensity
    return [
      line(
        "combustion_co2", .carbonDioxide, "98.233-W39A", "hydrocarbon_co2", density * mix.carbon,
        oxidation),
      line(
        "combustion_co2", .carbonDioxide, "98.233-W39A", "contained_co2",
        density * mix.carbonDioxide, 1),
      line(
        "methane_slip", .methane, "98.233-W39B", "contained_ch4",
        FieldGas.methaneDensity * mix.methane, 1 - oxidation),
      nitrousOxide(fuel, "n2o", heat),
    ]
  }

  private func nitrousOxide(_ fuel: FuelStatement, _ source: String, _ heat: [Double])
    -> LedgerLine
  {
    LedgerLine(
      label(
        fuel, source, .nitrousOxide, "98.233-W40", "MMBtu", "40cfr98-w40.n2o",
        evidence: "default"),
      activity: heat, factor: [FieldGas.nitrousOxideFactor])
  }

  /// η of an engine on field gas, from its class or from the slip as given.
  static func oxidation(_ slip: FuelStatement.Slip, _ mix: GasMix) -> Double {
    let content = FieldGas.methaneDensity * mix.methane / mix.heatingValue
    switch slip {
    case .engineClass(let engine): return engine.oxidation
    case .fractionUnburned(let share): return 1 - share
    case .perHeat, .perEnergy:
      return content > 0 ? 1 - (kilogramsPerMMBtu(slip) ?? 0) / content : 1
    }
  }

  private static func kilogramsPerMMBtu(_ slip: FuelStatement.Slip) -> Double? {
    switch slip {
    case .perHeat(let intensity): intensity.in(.kilogramsPerMMBtu)
    case .perEnergy(let intensity, let heatRate):
      intensity.in(.kilogramsPerMegawattHour) / heatRate.in(.mmbtuPerMegawattHour)
    case .engineClass(let engine): engine.methane.in(.kilogramsPerMMBtu)
    case .fractionUnburned: nil
    }
  }

  /// kg of methane of a MMBtu of pipeline gas that an engine burns.
  static func methane(_ slip: FuelStatement.Slip, content: HeatIntensity) -> Double {
    if case .fractionUnburned(let unburned) = slip {
      return unburned * content.in(.kilogramsPerMMBtu)
    }
    return kilogramsPerMMBtu(slip) ?? 0
  }

  private func pipelineGas(
    _ fuel: FuelStatement, _ carbonDioxide: HeatIntensity, _ slip: FuelStatement.Slip,
    _ content: HeatIntensity, _ heat: [Double]
  ) -> [LedgerLine] {
    let set = fuel.factors?.id ?? "40cfr98-natural-gas"
    let named = fuel.factors == nil ? "default" : "registry"
    var methane = own("methane_slip")
    var evidence = "user"
    var factor = Self.kilogramsPerMMBtu(slip) ?? 0
    var share = 1.0
    if case .engineClass(let engine) = slip {
      methane = "40cfr98-w7.\(engine.rawValue)"
      evidence = "default"
    } else if case .fractionUnburned(let unburned) = slip {
      factor = content.in(.kilogramsPerMMBtu)
      share = unburned
    }
    let isNamed = fuel.factors?.row("n2o") != nil
    let slipped = LedgerLine(
      label(
        fuel, "methane_slip", .methane, "98.233-z4", "MMBtu", methane, evidence: evidence,
        multiplier: share),
      activity: heat, factor: [factor])
    if let quality = fuel.quality {
      return analysed(fuel, quality, carbonDioxide, heat) + [slipped]
    }
    return [
      LedgerLine(
        label(
          fuel, "combustion_co2", .carbonDioxide, "98.33-C1b", "MMBtu", "\(set).co2",
          evidence: named),
        activity: heat, factor: [carbonDioxide.in(.kilogramsPerMMBtu)]),
      slipped,
      LedgerLine(
        label(
          fuel, "n2o", .nitrousOxide, "98.33-C8b", "MMBtu",
          isNamed ? "\(set).n2o" : "40cfr98-natural-gas.n2o",
          evidence: isNamed ? named : "default"),
        activity: heat, factor: [fuel.nitrousOxide.in(.kilogramsPerMMBtu)]),
    ]
  }

  /// Gas by its volume, where it was analysed: CO2 by heating value (tier 2) or carbon (tier 3).
  private func analysed(
    _ fuel: FuelStatement, _ quality: GasQuality, _ carbonDioxide: HeatIntensity, _ heat: [Double]
  ) -> [LedgerLine] {
    let values = heat.indices.map { quality.heatingValue[$0].in(.btuPerCubicFoot) * 1e-6 }
    let volume = zip(heat, values).map { $0 / $1 }
    let mean = Combustion.meanHeatingValue(
      zip(volume, values).map { (fuel: $0, heatingValue: $1) })
    // kg of one scf; of no gas burned there is no mean.
    func kilograms(_ factor: HeatIntensity) -> Double {
      1000
        * Combustion.tonnes(
          cubicFeet: 1, heatingValue: mean ?? 0, factor: factor.in(.kilogramsPerMMBtu))
    }
    let carbon = quality.carbon.map {
      1000
        * Combustion.tonnesOfCarbonDioxide(
          cubicFeet: 1, carbonContent: $0.content, molarMass: $0.molarMass)
    }
    func line(_ source: String, _ gas: LedgerGas, _ method: String, _ factor: Double) -> LedgerLine
    {
      LedgerLine(
        label(
          fuel, source, gas, method, "scf", own("\(gas.rawValue.lowercased())_kg_per_scf"),
          evidence: "user"),
        activity: volume, factor: [factor])
    }
    return [
      line(
        "combustion_co2", .carbonDioxide, carbon == nil ? "98.33-C2a" : "98.33-C5",
        carbon ?? kilograms(carbonDioxide)),
      line("n2o", .nitrousOxide, "98.33-C9a", kilograms(fuel.nitrousOxide)),
    ]
  }

  private func tableFuel(
    _ fuel: FuelStatement, _ name: String, _ carbonDioxide: HeatIntensity,
    _ methane: HeatIntensity, _ heat: [Double]
  ) -> [LedgerLine] {
    let set = "40cfr98-\(name)"
    func line(_ source: String, _ gas: LedgerGas, _ method: String, _ amount: HeatIntensity)
      -> LedgerLine
    {
      LedgerLine(
        label(
          fuel, source, gas, method, "MMBtu", "\(set).\(gas.rawValue.lowercased())",
          evidence: "default"),
        activity: heat, factor: [amount.in(.kilogramsPerMMBtu)])
    }
    return [
      line("combustion_co2", .carbonDioxide, "98.33-C1b", carbonDioxide),
      line("methane_slip", .methane, "98.33-C8b", methane),
      line("n2o", .nitrousOxide, "98.33-C8b", fuel.nitrousOxide),
    ]
  }

  private func upstream(_ fuel: FuelStatement, _ heat: [Double]) -> [LedgerLine] {
    guard let set = fuel.upstream else { return [] }
    return set.factors.compactMap { factor in
      guard let gas = LedgerGas(rawValue: factor.gas) else { return nil }
      var label = label(
        fuel, "upstream", gas, "S3-3-upstream", "MMBtu", factor.id, evidence: "registry")
      label.scope = 3
      label.category = "3 fuel- and energy-related"
      label.isoCategory = 4
      return LedgerLine(label, activity: heat, factor: [factor.kilograms])
    }
  }

  private var crankcases: [LedgerLine] {
    guard let engines = component.engines, engines.crankcaseKilogramsPerHour > 0 else { return [] }
    let running = reader.columnOrZeros(.onlineCapacity, of: component.name)
    let hours = within(running).map { $0 / engines.unit.in(.megawatts) * reader.hoursPerStep }
    let label = LedgerLine.Label(
      component: component.name, kind: type(of: component).kind, source: "crankcase", scope: 1,
      category: "stationary combustion", isoCategory: 1, method: "98.233-W46",
      activityUnit: "engine-h", factorID: own("crankcase_ch4"), gas: .methane, evidence: "user")
    return [LedgerLine(label, activity: hours, factor: [engines.crankcaseKilogramsPerHour])]
  }
}

extension FlareStack {
  /// A flare as the site states it.
  init(_ flare: FlareStatement) {
    let byTier: Double =
      switch flare.tier {
      case .first: 0.98
      case .second: 0.95
      case .third: 0.92
      }
    self.init(destruction: flare.measured ?? byTier, unlit: flare.unlit)
  }
}
