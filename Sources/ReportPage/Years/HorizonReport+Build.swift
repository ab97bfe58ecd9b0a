import Reporting
import SiteModel

extension HorizonReport {
  /// The build schedule, as a picture and as a table.
  var schedule: Page.Section {
    var section = Page.Section(id: "schedule", title: "What to build, and when")
    section.pictures = [
      BuildSchedule(document: document, site: site, palette: palette).picture
    ]
    section.tables = [
      Page.Table(
        "Everything that is built, rented, found standing, sold, retired or returned, in order of time.",
        head: [
          .text("date"), .text("component"), .text("what"), .right("amount"),
          .right("capital, USD"), .right("tax credit, USD"), .right("revenue, USD"),
        ],
        rows: BuildEvent.all(of: document).map { event in
          [
            .text(event.date),
            .text(Report.words(HorizonText.name(event.component, event.capacity, in: document))),
            .text(event.what), .right(HorizonText.amount(event.amount, event.unit)),
            .figure(event.capital), .figure(event.credit), .figure(event.revenue),
          ]
        })
    ]
    return section
  }

  /// When there is power, what waits for what, and what a month of each date is worth.
  var timeToPower: Page.Section {
    var section = Page.Section(id: "time-to-power", title: "Time to power")
    let first = document.firstPower.map {
      "First power is in \($0.date), month \($0.month) of the horizon."
    }
    section.paragraphs = [first ?? "No load is energised within the horizon."]
    if let alone = document.answers?.gridAlone { section.paragraphs.append(comparison(alone)) }
    section.tables = [waitingTable, datesTable, rentsTable].compactMap(\.self)
    if document.waiting?.isEmpty ?? true {
      section.paragraphs.append(
        "Nothing waits: each module is energised in the month of its delivery.")
    }
    return section
  }

  private func comparison(_ alone: HorizonDocument.GridAlone) -> String {
    var text =
      "Waiting for the grid alone costs \(FigureText.grouped(alone.objective)) USD of present value, "
      + "with first power \(alone.firstPower.map { "in \($0.date)" } ?? "never"): "
      + "\(FigureText.grouped(alone.saved ?? 0)) USD more than the plan."
    if let cost = alone.costPerBridged {
      text +=
        " The plan serves \(FigureText.grouped(alone.bridged)) MWh more, at "
        + "\(FigureText.grouped(cost, places: 2)) USD of cash for each of them."
    }
    return text
  }

  private var waitingTable: Page.Table? {
    guard let waiting = document.waiting, !waiting.isEmpty else { return nil }
    return Page.Table(
      "Months in which delivered modules wait for power, and for what.",
      head: [.text("from"), .right("until"), .right("MW at most"), .text("waiting for")],
      rows: waiting.map { stretch in
        [
          .text(stretch.from.date), .right(stretch.until.date), .size(stretch.greatest),
          .text(HorizonText.reasons(stretch)),
        ]
      })
  }

  private var datesTable: Page.Table? {
    guard let dates = document.answers?.dates, !dates.isEmpty else { return nil }
    return Page.Table(
      "What a month of each date is worth: present value in USD, found by planning again.",
      head: [
        .text("date"), .right("now"), .right("a month earlier saves"),
        .right("a month later costs"),
      ],
      rows: dates.map {
        [
          .text(Report.words(String($0.whatMoved.trimmingPrefix("components.")))),
          .right($0.date), .figure($0.earlier), .figure($0.later),
        ]
      })
  }

  private var rentsTable: Page.Table? {
    guard let rents = document.answers?.rents, !rents.isEmpty else { return nil }
    return Page.Table(
      "Break-even rent, USD per kW and month: above it nothing is rented.",
      head: [.text("component"), .right("asked"), .right("break-even")],
      rows: rents.map {
        [
          .text(Report.words($0.component)), .figure($0.rent, places: 2),
          .figure($0.breakEven, places: 2),
        ]
      })
  }
}
