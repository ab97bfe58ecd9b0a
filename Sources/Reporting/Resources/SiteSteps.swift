import SiteModel
import Tabular

/// A site's steps with months, for tables of series.
struct SiteSteps {
  let site: Site

  var stepsPerDay: Int { 1440 / site.stepMinutes }
  var hoursPerStep: Double { Double(site.stepMinutes) / 60 }

  /// Mean of each month.
  func monthly(_ values: [Double]) -> [Double] {
    let calendar = site.calendar
    var first = 0
    return (1...12).map { month in
      let count = calendar.days(inMonth: month) * stepsPerDay
      defer { first += count }
      return values[first..<first + count].reduce(0, +) / Double(count)
    }
  }

  /// Sum over hours of each day.
  func daily(_ values: [Double]) -> [Double] {
    stride(from: 0, to: values.count, by: stepsPerDay).map {
      values[$0..<$0 + stepsPerDay].reduce(0, +) * hoursPerStep
    }
  }

  /// `12 Jan`
  func name(ofDay day: Int) -> String {
    let moment = site.calendar.standardTime(minute: day * 1440)
    return "\(moment.day) \(Self.months[moment.month - 1])"
  }

  static let months = MonthName.all.map { String($0.prefix(3)) }

  /// A row for each step: its stamp, then its number of each column with every digit.
  func csv(_ columns: [(name: String, values: [Double])]) -> CSVText {
    var table = CSVText(header: [StampColumn.standardName] + columns.map(\.name))
    let calendar = StepCalendar(calendar: site.calendar, stepMinutes: site.stepMinutes)
    for step in 0..<site.horizon.count {
      table.row(
        [.text(calendar.stamp(step * site.stepMinutes))]
          + columns.map { .exact($0.values[step]) })
    }
    return table
  }
}
