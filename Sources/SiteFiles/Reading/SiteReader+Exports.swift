import SiteModel
import Units

extension SiteReader {
  /// Exports that are paid more than imports cost in the same step would be bought to be sold.
  func checkExports(of components: [any Component], over horizon: Horizon, _ list: YAMLEntry) {
    for case let grid as Grid in components {
      guard let dear = grid.dearExports(over: horizon),
        let entry = list.node.entries?.first(where: { $0.key == grid.name })
      else { continue }
      func text(_ price: EnergyPrice) -> String {
        DecimalText.plain((price.in(.usdPerMegawattHour) * 100).rounded() / 100)
      }
      let steps = StepCalendar(calendar: horizon.calendar, stepMinutes: horizon.stepMinutes)
      let others = dear.count == 1 ? "" : ", and in \(dear.count - 1) other steps"
      reading.report(
        "exports are paid more than imports cost: \(text(dear.paid)) against \(text(dear.charged)) USD/MWh "
          + "at \(steps.stamp(dear.first * horizon.stepMinutes))" + others,
        at: entry.node.entry(Grid.exportPriceName)?.keyPlace ?? entry.node.entry("tariff")?.keyPlace
          ?? entry.keyPlace,
        help: "a price for exports must not exceed the price of imports in the same step")
    }
  }
}
