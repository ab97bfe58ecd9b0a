import Accounting
import SiteModel
import Units
import Reporting

extension Report {
  /// Hourly power and stores, curves, maps.
  func addDispatch(to contents: inout Contents, _ flows: DispatchFlows) {
    let grids = site.components.grids
    var columns = flows.bands.map { (name: $0.column, values: $0.values) }
    columns += flows.stored.map { (name: $0.column, values: $0.values) }
    columns.append((name: DispatchFlows.loadColumn, values: flows.served))
    columns.append((name: DispatchFlows.unservedColumn, values: flows.unserved))
    var maps: [Chart] = []
    let curves = CurveCharts(
      flows: flows, palette: palette, horizon: plan.horizon, grids: grids.map(\.name))
    if let grid = grids.first {
      let prices = ImportPrices(grid, over: plan.horizon, siteStepMinutes: site.stepMinutes)
      let name = "\(grid.name)_price_usd_per_mwh"
      if Set(prices.values).count > 1 {
        columns.append((name: name, values: prices.values))
        maps.append(
          curves.map(
            (name, prices.values), name: "price-map",
            title: "Price of imports (\(Self.words(grid.name)))",
            what: "more expensive one more MWh, before charges for demand", unit: "USD/MWh"))
      }
      if let band = flows.bands.first(where: { $0.component == grid.name && !$0.isBelow }) {
        maps.append(
          curves.map(
            (band.column, band.values), name: "import-map",
            title: "Imports (\(Self.words(grid.name)))",
            what: "more is imported", unit: "MW"))
      }
    }
    let worst = flows.worstWeek(plan)
    let charts = DispatchCharts(
      flows: flows, palette: palette, horizon: plan.horizon, worst: worst)
    contents.hours = HourlyTable(horizon: plan.horizon, columns: columns)
    contents.week = Page.WeekChoice(count: charts.weekCount, worst: worst.week, why: worst.why)
    contents.add(
      Page.Section(id: "year", title: "The year at a glance"),
      charts.years + [curves.duration, MoneyCharts(palette: palette).energy(flows, plan.horizon)]
        + maps)
    contents.add(
      Page.Section(
        id: "dispatch", title: "Power, hour by hour", paragraphs: [record.calendarRule]),
      charts.weeks)
  }
}
