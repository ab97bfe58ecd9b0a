import SiteModel
import Units
import Tabular

extension SiteReader {
  /// Exports that are paid more than imports cost in the same step. A meter nets within the step, which is
  /// worth to know; what is netted over months would be bought to be sold, without a limit.
  func checkExports(of components: [any Component], over horizon: Horizon, _ list: YAMLEntry) {
    for grid in components.grids {
      guard let dear = grid.dearExports(over: horizon), let first = dear.steps.first,
        let entry = list.node.entries?.first(where: { $0.key == grid.name })
      else { continue }
      func text(_ price: EnergyPrice) -> String {
        DecimalText.plain((price.in(.usdPerMegawattHour) * 100).rounded() / 100)
      }
      let steps = StepCalendar(calendar: horizon.calendar, stepMinutes: horizon.stepMinutes)
      let count = dear.steps.count - 1
      let others = count == 0 ? "" : ", and in \(count) other \(count == 1 ? "step" : "steps")"
      let found =
        "exports are paid more than imports cost: \(text(dear.paid)) against \(text(dear.charged)) USD/MWh "
        + "at \(steps.stamp(first * horizon.stepMinutes))" + others
      guard grid.tariff.rules.netting != .none else {
        reading.notes.append(
          "\(grid.name): \(found); the meter nets within a step, so that each has imports or exports"
        )
        continue
      }
      reading.report(
        found,
        at: entry.node.entry(Grid.exportPriceName)?.keyPlace ?? entry.node.entry("tariff")?.keyPlace
          ?? entry.keyPlace,
        help:
          "under netting of months all could be bought to be sold: lower the price of exports there to at most "
          + "\(text(dear.charged)) USD/MWh, or take '# netting:' out of the tariff, whose meter then nets "
          + "within each step")
    }
  }
}
