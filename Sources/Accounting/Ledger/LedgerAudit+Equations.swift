import SiteModel
import Units

extension AuditBook {
  /// 17: the year's tonnes are those of the equations as they are published, from fuel and imports of
  /// the whole year.
  var equations: [Check] { fuels + crankcases + importsByEquation }

  private func check(_ name: String, _ component: String, _ sources: [String], _ tonnes: Double)
    -> Check
  {
    let own = (ledger.lines + ledger.outside).filter {
      $0.label.component == component && sources.contains($0.label.source)
    }
    return Check(
      id: 17, name: "\(component): \(name), t CO2e", lhs: ledger.equivalent(of: own, ledger.gwpSet),
      rhs: tonnes, tolerance: within(1e-9, of: tonnes))
  }

  private var fuels: [Check] {
    var found: [(component: String, name: String, sources: [String], tonnes: Double)] = []
    for burner in burners {
      let (component, steps) = (burner.component, burner.steps)
      for fuel in component.fuels {
        let all = reader.heat(of: fuel, component.name)
        let heat = (steps.map { all[$0].reduce(0, +) } ?? all.reduce(0, +)) * reader.yearly
        guard let (name, masses) = masses(fuel, heat) else { continue }
        let sources =
          name.hasPrefix("flare") ? ["flare"] : ["combustion_co2", "methane_slip", "n2o"]
        let tonnes = masses.equivalent(ledger.gwpSet)
        let own = sources.map { fuel.prefix + $0 }
        // What burns under several analyses is one sum.
        if let index = found.firstIndex(where: {
          $0.component == component.name && $0.name == name && $0.sources == own
        }) {
          found[index].tonnes += tonnes
        } else {
          found.append((component.name, name, own, tonnes))
        }
      }
    }
    return found.map { check($0.name, $0.component, $0.sources, $0.tonnes) }
  }

  /// What the equations make of a year's fuel. Gas that was analysed is counted here by its heat, and in
  /// the ledger by its volume.
  private func masses(_ fuel: FuelStatement, _ heat: Double) -> (name: String, GasMasses)? {
    switch (fuel.burner, fuel.makeup) {
    case (.flare(let flare), .composition(let gases)):
      let mix = GasMix(gases)
      return ("flare by W-19, W-20, W-40", FlareStack(flare).burned(heat / mix.heatingValue, mix))
    case (.engine(let slip, _), .composition(let gases)):
      let mix = GasMix(gases)
      return (
        "field gas by W-39A, W-39B, W-40",
        FieldGas.burned(
          heat / mix.heatingValue, mix, oxidation: FuelLedger.oxidation(slip, mix))
      )
    case (.engine(let slip, _), .factors(let carbonDioxide, let content)):
      let methane = FuelLedger.methane(slip, content: content)
      return (
        "pipeline gas by C-1b, 98.233(z)(4), C-8b", byHeat(fuel, heat, carbonDioxide, methane)
      )
    case (.table(_, let methane), .factors(let carbonDioxide, _)):
      return (
        "fuel by C-1b, C-8b",
        byHeat(fuel, heat, carbonDioxide, methane.in(.kilogramsPerMMBtu))
      )
    case (.flare, .factors), (.table, .composition): return nil
    }
  }

  private func byHeat(
    _ fuel: FuelStatement, _ heat: Double, _ carbonDioxide: HeatIntensity, _ methane: Double
  ) -> GasMasses {
    func tonnes(_ factor: Double) -> Double { Combustion.tonnes(heat: heat, factor: factor) }
    return GasMasses(
      carbonDioxide: tonnes(carbonDioxide.in(.kilogramsPerMMBtu)), methane: tonnes(methane),
      nitrousOxide: tonnes(fuel.nitrousOxide.in(.kilogramsPerMMBtu)))
  }

  private var crankcases: [Check] {
    var tonnes: [(component: String, methane: Double)] = []
    for burner in burners {
      let (component, steps) = (burner.component, burner.steps)
      guard let engines = component.engines, engines.crankcaseKilogramsPerHour > 0 else { continue }
      let all = reader.columnOrZeros(.onlineCapacity, of: component.name)
      let running = all.indices.map { steps?.contains($0) ?? true ? all[$0] : 0 }
      let methane = FieldGas.crankcase(
        engineHours: reader.perYear(running) / engines.unit.in(.megawatts),
        kilogramsPerHour: engines.crankcaseKilogramsPerHour)
      if let index = tonnes.firstIndex(where: { $0.component == component.name }) {
        tonnes[index].methane += methane
      } else {
        tonnes.append((component.name, methane))
      }
    }
    return tonnes.map {
      check(
        "crankcases by W-46", $0.component, ["crankcase"],
        $0.methane * LedgerGas.methane.potential(ledger.gwpSet))
    }
  }

  /// CO2 of imports by each of the three methods; by market where all connections have one residual mix.
  private var importsByEquation: [Check] {
    let market = MarketLedger(site: site, reader: reader)
    guard !market.grids.isEmpty else { return [] }
    var byLocation = 0.0
    for grid in market.grids {
      let factors = (0..<plan.horizon.count).map {
        grid.grid.carbon.carbonDioxide[$0].in(.kilogramsPerMegawattHour)
      }
      byLocation += PurchasedPower(imports: grid.imports).locationBased(factors)
    }
    var found: [(SitePlan.EmissionLine.Basis, String, Double)] = [
      (.location, "Scope 2 by location", byLocation)
    ]
    if let residual = site.emissions.residualMix?.carbonDioxide.in(.kilogramsPerMegawattHour) {
      let (power, claims) = (market.power, market.claims)
      // What was made and its certificates sold carries the same.
      let sold = residual * reader.soldEnergy(at: site)
      found.append(
        (
          .market, "Scope 2 by contracts of the year",
          power.marketBasedInYear(claims, certified: market.certified, residual: residual) + sold
        ))
      found.append(
        (
          .marketHourly, "Scope 2 by contracts of the hour",
          power.marketBasedByStep(
            claims, residual: [Double](repeating: residual, count: plan.horizon.count)) + sold
        ))
    }
    return found.map { basis, name, kilograms in
      let lines = ledger.lines.filter { $0.label.basis == basis && $0.label.gas == .carbonDioxide }
      let tonnes = 1e-3 * kilograms * ledger.horizon.weight
      return Check(
        id: 17, name: "\(name), t CO2", lhs: ledger.equivalent(of: lines, ledger.gwpSet),
        rhs: tonnes, tolerance: within(1e-9, of: tonnes))
    }
  }
}
