package import Resources
package import SiteModel
package import Tabular

/// The gas of a site's wells in figures.
package struct GasSheet {
  private let site: Site
  private let wells: [ComponentWells]
  private let steps: SiteSteps

  /// The wells of a site's components.
  package init(_ site: Site, _ wells: [ComponentWells]) {
    self.site = site
    self.wells = wells
    steps = SiteSteps(site: site)
  }

  private func series(_ gas: ComponentWells, _ outlook: GasField.Outlook) -> [Double] {
    gas.field.perHour(
      outlook, days: site.calendar.dayCount, stepMinutes: site.stepMinutes)
  }

  /// Every step, each outlook.
  package var csv: CSVText {
    steps.csv(
      wells.flatMap { gas in
        GasField.Outlook.allCases.map {
          ("\(gas.component)_\($0.rawValue)_mcf_per_h", series(gas, $0))
        }
      })
  }

  /// One screen.
  package var text: String {
    wells.map { gas in
      let cases = GasField.Outlook.allCases.map { steps.monthly(series(gas, $0)).map { $0 * 24 } }
      var table = [["Mcf/day"] + GasField.Outlook.allCases.map(\.rawValue)]
      for month in 0..<12 {
        table.append([SiteSteps.months[month]] + cases.map { FigureText.grouped($0[month]) })
      }
      let lines = [
        "\(gas.component): \(gas.field.wells.count) wells, planned for \(gas.outlook.rawValue)", "",
        SheetText.row("heating value", 1000 * gas.heatingValue, 0, "Btu/scf"),
        SheetText.row("CO2 if all burns", gas.carbonDioxidePerMMBtu, 1, "kg/MMBtu"),
        SheetText.row("methane number", gas.methaneNumber, 0, ""), "", SheetText.table(table),
        "p90 is what nine years of ten exceed on the day; interruptions are not in the series but in",
        "gas_interruptions_per_year and gas_interruption_hours, which the simulation draws.",
      ]
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
