public import Reporting
public import SiteModel
import Tabular
import Units

/// The planned year of a site as a folder of meters: what one looks like, to try and to fill in.
public struct ActualsWriter: Sendable {
  private let site: Site
  private let plan: SitePlan
  private let stamp: PlanFigures

  /// A plan of a whole year.
  public init(site: Site, plan: SitePlan) {
    self.site = site
    self.plan = plan
    stamp = PlanFigures(plan: plan, stampYear: site.calendarYear)
  }

  /// The files of the folder.
  public var files: [OutputFile] {
    var files = [
      OutputFile(name: "reporting.csv", bytes: reporting),
      OutputFile(name: "meters.csv", bytes: meters),
      OutputFile(name: "acquisitions.csv", bytes: acquisitions),
    ]
    if !site.emissions.certificates.isEmpty {
      files.append(OutputFile(name: "certificates.csv", bytes: certificates))
    }
    return files
  }

  private var start: String { "\(site.calendarYear)-01-01" }
  private var end: String { "\(site.calendarYear + 1)-01-01" }
  private var hours: Double { Double(plan.horizon.stepMinutes) / 60 }

  private var reporting: [UInt8] {
    var table = CSVText(header: ["key", "value"])
    for (key, value) in [
      ("period_start", start), ("consolidation_approach", "operational_control"),
      ("operated_by_company", "yes"),
    ] {
      table.row([.text(key), .text(value)])
    }
    return table.bytes
  }

  /// Where a step begins, and where the next one does.
  private func period(_ step: Int) -> [CSVText.Cell] {
    [
      .text(stamp.stamp(step)),
      .text(step + 1 < plan.horizon.count ? stamp.stamp(step + 1) : "\(end)T00:00"),
    ]
  }

  private var meters: [UInt8] {
    var table = CSVText(header: [
      "meter", "component", "flow", "period_start", "period_end", "amount", "unit",
    ])
    func write(_ component: String, _ flow: String, _ unit: String, _ amounts: [Double]) {
      let name: [CSVText.Cell] = [
        .text("\(component) \(flow)"), .text(component), .text(flow),
      ]
      if amounts.allSatisfy({ $0 == 0 }) {
        table.row(name + [.text(start), .text(end), .integer(0), .text(unit)])
        return
      }
      for (step, amount) in amounts.enumerated() {
        table.row(name + period(step) + [.exact(amount), .text(unit)])
      }
    }
    for part in plan.components {
      let burner = site.components.first { $0.name == part.component } as? any FuelBurning
      for flow in part.flows where flow.key.isEnergy && flow.key.role.side != nil {
        write(part.component, flow.key.name, "MWh", flow.values.map { $0 * hours })
      }
      for fuel in burner?.fuels ?? [] {
        let values = part.values(of: fuel.flow).map { $0 * fuel.heatPerFlow * hours }
        let amounts =
          values.isEmpty ? [Double](repeating: 0, count: plan.horizon.count) : values
        write(
          part.component, fuel.heatPerFlow == 1 ? fuel.flow.name : FlowKey.meteredFuel.name,
          "MMBtu",
          amounts)
      }
      if let engines = burner?.engines, !part.values(of: .onlineCapacity).isEmpty {
        let unit = engines.unit.in(.megawatts)
        write(
          part.component, "run_hours", "h",
          part.values(of: .onlineCapacity).map { $0 / unit * hours })
        let starts = part.values(of: .started).map { $0 / unit }
        if !starts.isEmpty { write(part.component, "starts", "starts", starts) }
      }
    }
    return table.bytes
  }

  private var acquisitions: [UInt8] {
    var table = CSVText(header: ["component", "date", "amount", "unit"])
    func write(_ part: SitePlan.ComponentPlan, _ amount: Double, _ unit: String) {
      guard amount > 0 else { return }
      table.row([.text(part.component), .text(start), .exact(amount), .text(unit)])
    }
    for part in plan.components where !part.isConnection {
      if part.isLoad {
        let load = site.components.loads.first { $0.name == part.component }
        write(part, part.boughtPowerShare * (load?.modules ?? 0), "modules")
      } else {
        write(part, part.kilowatts, "kW")
        write(part, part.kilowattHours, "kWh")
      }
    }
    return table.bytes
  }

  private var certificates: [UInt8] {
    var table = CSVText(header: [
      "contract", "serial", "period_start", "period_end", "certified_mwh", "co2_kg_per_mwh",
    ])
    for certificate in site.emissions.certificates {
      let factor = certificate.carbonDioxide.in(.kilogramsPerMegawattHour)
      if let energy = certificate.energyPerYear {
        table.row([
          .text(certificate.serial), .text(certificate.serial), .text(start), .text(end),
          .exact(energy.in(.megawattHours)), .exact(factor),
        ])
      }
      for step in 0..<plan.horizon.count {
        guard let power = certificate.hourly?[step].in(.megawatts), power > 0 else { continue }
        table.row(
          [.text(certificate.serial), .text("\(certificate.serial)/\(step + 1)")] + period(step)
            + [.exact(power * hours), .exact(factor)])
      }
    }
    return table.bytes
  }
}
