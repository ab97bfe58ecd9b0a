public import SiteModel
import Units

/// Emissions of a plan by source, recomputed from its dispatch and the stated factors.
public struct EmissionsAccount: Sendable {
  /// As in the plan: component, source, scope, tonnes of CO2e a year.
  public let lines: [SitePlan.EmissionLine]

  /// The account of every component that burns fuel or imports power.
  public init(site: Site, plan: SitePlan) {
    let reader = DispatchReader(plan)
    let potentials = site.emissions.gwpSet
    var lines: [SitePlan.EmissionLine] = []
    for component in site.components {
      if let burner = component as? any FuelBurning {
        for fuel in burner.fuels {
          let column = reader.column(fuel.flow, of: component.name) ?? []
          let heat = reader.perYear(column) * fuel.heatPerFlow
          lines += FuelAccount(fuel: fuel, potentials: potentials)
            .lines(of: component.name, heat: heat)
        }
      } else if let grid = component as? Grid {
        lines.append(Self.imports(of: grid, reader, potentials))
      }
    }
    self.lines = lines
  }

  /// Imports at the factors of each step.
  private static func imports(of grid: Grid, _ reader: DispatchReader, _ potentials: GWPSet)
    -> SitePlan.EmissionLine
  {
    var kilograms = 0.0
    for (step, power) in (reader.column("import_mw", of: grid.name) ?? []).enumerated() {
      let energy = power * reader.hoursPerStep
      kilograms += energy * grid.carbonDioxide[step].in(.kilogramsPerMegawattHour)
      kilograms +=
        energy * grid.methane[step].in(.kilogramsPerMegawattHour) * potentials.methane
      kilograms +=
        energy * grid.nitrousOxide[step].in(.kilogramsPerMegawattHour) * potentials.nitrousOxide
    }
    return SitePlan.EmissionLine(
      component: grid.name, source: "grid", scope: 2,
      amount: Carbon(kilograms * reader.yearly / 1000, .tonnes))
  }
}

/// The emissions of one fuel, in kg of each gas for each MMBtu.
struct FuelAccount {
  let fuel: FuelStatement
  let potentials: GWPSet

  /// kg of CO2 where one Mcf holds one carbon atom a molecule, and kg of methane in one Mcf.
  private static let carbonDioxidePerMcf = 52.6
  private static let methanePerMcf = 19.17

  func lines(of component: String, heat: Double) -> [SitePlan.EmissionLine] {
    func line(_ source: String, _ kilogramsPerMMBtu: Double) -> SitePlan.EmissionLine {
      SitePlan.EmissionLine(
        component: component, source: fuel.prefix + source, scope: fuel.scope,
        amount: Carbon(kilogramsPerMMBtu * heat / 1000, .tonnes))
    }
    let content = self.content
    switch fuel.burner {
    case .flare(let destruction):
      let escaped = content.methane * (1 - destruction)
      let burned = content.carbonDioxide - withheld(escaped)
      return [line("flare", burned + escaped * potentials.methane)]
    case .engine(let slip, let carbonExcludesSlip):
      let escaped = escaped(slip, content.methane)
      let formed = content.carbonDioxide - (carbonExcludesSlip ? withheld(escaped) : 0)
      return [
        line("combustion_co2", formed),
        line("methane_slip", escaped * potentials.methane),
        line("n2o", fuel.nitrousOxide.in(.kilogramsPerMMBtu) * potentials.nitrousOxide),
      ]
    }
  }

  /// CO2 that does not form where methane is not burned.
  private func withheld(_ methane: Double) -> Double {
    methane / Self.methanePerMcf * Self.carbonDioxidePerMcf
  }

  /// CO2 if all carbon burns, and methane, of one MMBtu.
  private var content: (carbonDioxide: Double, methane: Double) {
    switch fuel.makeup {
    case .factors(let carbonDioxide, let methane):
      return (carbonDioxide.in(.kilogramsPerMMBtu), methane.in(.kilogramsPerMMBtu))
    case .composition(let gases):
      var heat = 0.0
      var carbon = 0.0
      var methane = 0.0
      for gas in gases {
        heat += gas.moleFraction * gas.btuPerCubicFoot / 1000
        carbon += gas.moleFraction * gas.carbonAtoms * Self.carbonDioxidePerMcf
        if gas.isMethane { methane += gas.moleFraction * Self.methanePerMcf }
      }
      return heat > 0 ? (carbon / heat, methane / heat) : (0, 0)
    }
  }

  private func escaped(_ slip: FuelStatement.Slip, _ content: Double) -> Double {
    switch slip {
    case .perHeat(let intensity): intensity.in(.kilogramsPerMMBtu)
    case .perEnergy(let intensity, let heatRate):
      intensity.in(.kilogramsPerMegawattHour) / heatRate.in(.mmbtuPerMegawattHour)
    case .fractionUnburned(let share): share * content
    }
  }
}
