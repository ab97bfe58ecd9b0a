import Reporting
import SiteModel

extension PortfolioReport {
  /// How many sites ended how.
  var ends: Page.Section {
    let rows: [[Page.Cell]] = states.compactMap { state in
      let count = sites.count { $0.status == state.name }
      guard count > 0 else { return nil }
      return [
        .text(Self.words(state.name)), .figure(Double(count), key: "count.\(state.name)"),
        .text(state.meaning),
      ]
    }
    return Page.Section(
      id: "status", title: "Site status",
      tables: [
        Page.Table(
          "Sites by status.", head: [.text("status"), .right("sites"), .text("what it means")],
          rows: rows)
      ])
  }

  /// Sites about which something is left to do, and why.
  var unsolved: Page.Section {
    let left = sites.filter { !isGood($0) }
    guard !left.isEmpty else { return Page.Section(id: "unsolved", title: "") }
    return Page.Section(
      id: "unsolved", title: "Infeasible, failed or open, and why",
      tables: [
        Page.Table(
          "Running the portfolio again solves only what has no answer or has changed inputs.",
          head: [.text("site"), .text("from"), .text("status"), .text("why")],
          rows: left.map {
            [
              name($0), .text($0.site),
              Page.Cell(text: Self.words($0.status), isMarked: true),
              .text($0.finding),
            ]
          })
      ])
  }

  /// The total build list.
  var build: Page.Section {
    guard !builds.isEmpty else { return Page.Section(id: "build", title: "") }
    return Page.Section(
      id: "build", title: "What to build in all",
      tables: [
        Page.Table(
          "Over the sites with a plan. Of a grid connection, power is the peak import; solar is MWdc.",
          head: [
            .text("type"), .right("sites that build it"), .right("MW"), .right("MWh"),
            .right("units"),
          ],
          rows: builds.map { build in
            let key = "build.\(build.kind).\(build.unitName)"
            var units = Page.Cell.figure(
              build.units, places: build.units.map { $0 == $0.rounded() ? 0 : 2 } ?? 0,
              key: build.units == nil ? "" : "\(key).units")
            if !build.unitName.isEmpty, build.units != nil { units.text += " \(build.unitName)" }
            return [
              .text(Self.words(build.kind)), .figure(Double(build.sites), key: "\(key).sites"),
              .size(build.power, key: build.power == nil ? "" : "\(key).capacity_mw"),
              .size(build.energy, key: build.energy == nil ? "" : "\(key).energy_mwh"), units,
            ]
          })
      ])
  }

  var mapSection: Page.Section {
    var section = Page.Section(id: "map", title: "Where the sites are")
    let without = sites.count { $0.latitude == nil || $0.longitude == nil }
    if without > 0 {
      section.paragraphs = [
        "\(without) of \(sites.count) sites have no coordinates that could be read."
      ]
    }
    return section
  }

  /// Sites far from the others.
  var outlierSection: Page.Section {
    var section = Page.Section(id: "outliers", title: "Outliers")
    let planned = sites.count(where: \.hasPlan)
    guard planned >= 5 else {
      section.paragraphs = [
        "With fewer than five planned sites none is told apart from the others."
      ]
      return section
    }
    guard !outliers.isEmpty else {
      section.paragraphs = [
        "No site costs, emits or serves far more or less than the others: all lie within one and a half "
          + "times the middle half's width of it."
      ]
      return section
    }
    section.tables = [
      Page.Table(
        "Further from the middle half of the sites than one and a half times its width.",
        head: [.text("site"), .text("figure"), .right("value"), .right("from"), .right("to")],
        rows: outliers.map { one -> [Page.Cell] in
          let places = one.figure.places
          return [
            name(one.site), .text("\(one.figure.title), \(one.figure.unit)"),
            .figure(
              one.value, places: places, key: "sites.\(one.site.name).\(one.figure.column)"),
            .right(FigureText.grouped(one.usual.lowerBound, places: places)),
            .right(FigureText.grouped(one.usual.upperBound, places: places)),
          ]
        })
    ]
    return section
  }

  /// Every site, as in `portfolio.csv`.
  var all: Page.Section {
    let rows = sites.map { site -> [Page.Cell] in
      func figure(_ value: Double?, _ column: String, places: Int = 0) -> Page.Cell {
        .figure(value, places: places, key: value == nil ? "" : "sites.\(site.name).\(column)")
      }
      return [
        name(site), .text(site.site), .text(Self.words(site.status)), .text(site.owner),
        .text(site.group), figure(site.latitude, "latitude", places: 3),
        figure(site.longitude, "longitude", places: 3),
        figure(site.cost, "cost_usd_per_mwh", places: 2), figure(site.cash, "cash_usd_per_year"),
        figure(site.served, "served_mwh"), figure(site.tonnes, "t_co2e", places: 1),
        figure(site.intensity, "kg_co2e_per_mwh", places: 1),
        figure(site.availability, "served_fraction", places: 6),
        .text(site.uptimeDecision.replacingUnderscores),
      ]
    }
    return Page.Section(
      id: "sites", title: "All sites",
      tables: [
        Page.Table(
          "\(sites.count) sites (portfolio.csv)",
          head: [
            .text("site"), .text("from"), .text("status"), .text("owner"), .text("group"),
            .right("latitude"), .right("longitude"), .right("USD/MWh"), .right("USD a year"),
            .right("MWh a year"), .right("t CO2e a year"), .right("kg/MWh"), .right("served share"),
            .text("uptime"),
          ], rows: rows, isLong: true)
      ])
  }

  /// A site's name, with its own page where it has a plan.
  private func name(_ site: Site) -> Page.Cell {
    Page.Cell(text: site.name, link: "\(site.name)/report.html", hasLink: site.hasPlan)
  }

  static func words(_ name: String) -> String { name.replacingUnderscores }
}
