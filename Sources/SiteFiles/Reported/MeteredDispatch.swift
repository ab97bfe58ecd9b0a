import SiteModel
import Tabular
import Units

/// Readings of meters as columns of a dispatch: each amount spread evenly over the minutes of its period.
struct MeteredDispatch {
  let site: Site
  let stretches: [MeteredYear.Stretch]
  /// Minutes since 1970 of the reporting year.
  let year: Range<Int>

  private var length: Int { site.stepMinutes }
  private var count: Int { year.count / length }

  /// What was metered of a component.
  func plan(of component: any Component, _ meters: [MeterReadings.Meter]) -> SitePlan.ComponentPlan
  {
    var part = SitePlan.ComponentPlan(of: component)
    var columns: [(key: FlowKey, values: [Double])] = []
    for meter in meters where meter.component == component.name {
      let values = column(of: meter, component)
      if let index = columns.firstIndex(where: { $0.key == meter.flow.key }) {
        for step in values.indices { columns[index].values[step] += values[step] }
      } else {
        columns.append((meter.flow.key, values))
      }
    }
    part.flows = columns.map { SitePlan.Flow($0.key, $0.values) }
    if component.isConnection, !columns.contains(where: { $0.key == .gridImport }) {
      part.flows.append(.init(.gridImport, [Double](repeating: 0, count: count)))
    }
    return part
  }

  /// MW, MMBtu/h or MW online of each step.
  private func column(of meter: MeterReadings.Meter, _ component: any Component) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    let hours = Double(length) / 60
    let engine = (component as? any FuelBurning)?.engines?.unit.in(.megawatts) ?? 0
    for (reading, _) in meter.readings {
      guard let unit = MeterUnits.known.first(where: { $0.name == reading.unit }) else { continue }
      let total = reading.amount * unit.scale
      let first = (reading.period.lowerBound - year.lowerBound) / length
      let last = (reading.period.upperBound - 1 - year.lowerBound) / length
      for step in first...last {
        let start = year.lowerBound + step * length
        let inside = reading.period.clamped(to: start..<(start + length))
        let amount =
          inside == reading.period
          ? total : total * Double(inside.count) / Double(reading.period.count)
        switch unit.kind {
        case .electricity, .heat: values[step] += amount / hours
        case .volume: values[step] += amount * heatingValue(meter, component, step) / hours
        case .liquid: values[step] += amount * (meter.flow.perGallon ?? 0) / hours
        // Engine-hours of a step are the engines that run, times their power.
        case .hours: values[step] += amount * engine / hours
        // A start is counted once, however long its step.
        case .count: values[step] += amount * engine
        }
      }
    }
    return values
  }

  /// MMBtu in a scf as the analysis of the step found it.
  private func heatingValue(_ meter: MeterReadings.Meter, _ component: any Component, _ step: Int)
    -> Double
  {
    let stretch = stretches.first {
      $0.component.name == component.name && $0.steps.contains(step)
    }
    let now = (stretch?.component ?? component) as? any FuelBurning
    let fuel = now?.fuels.first { $0.flow == meter.flow.fuel?.flow }
    return (fuel ?? meter.flow.fuel).flatMap { MeterUnits.heatingValue($0) } ?? 0
  }
}

extension Site {
  /// A plan's columns on the calendar of a reporting year: the same month, day and hour.
  func reordered(_ plan: SitePlan, in calendar: SiteModel.Calendar) -> SitePlan {
    let horizon = Horizon(calendar: calendar, stepMinutes: plan.horizon.stepMinutes)
    var result = SitePlan(status: plan.status, horizon: horizon)
    let order = SiteModel.Calendar.order(
      from: plan.horizon.calendar, to: calendar, stepMinutes: plan.horizon.stepMinutes)
    result.components = plan.components.map { part in
      guard let order else { return part }
      var part = part
      part.flows = part.flows.map { flow in
        SitePlan.Flow(flow.key, order.map { $0 < flow.values.count ? flow.values[$0] : 0 })
      }
      return part
    }
    return result
  }
}
