import Reliability
public import Tabular
import SiteFiles
import Units

/// `shared_causes.csv`: outages that several sites of a portfolio have at the same moments.
public struct SharedCauseList: Sendable {
  /// One cause, with all of its groups.
  struct Cause: Sendable, Equatable {
    let name: String
    /// Groups, or names of sites; a blank one is every site.
    var groups: [String]
    let reach: SharedOutage.Reach
    let perYear: Double
    let hours: Double
    let spread: Outages.Spread
    let line: Int

    func reaches(_ name: String, group: String?) -> Bool {
      groups.contains { $0.isEmpty || $0 == name || $0 == group }
    }

    var outages: Outages {
      Outages(
        failuresPerYear: perYear, meanDuration: TimeSpan(hours, .hours), spread: spread)
    }
  }

  /// The file.
  public let path: String
  let causes: [Cause]

  /// No causes.
  public init() { (path, causes) = ("", []) }

  private static let columns = [
    "cause", "group", "takes", "outages_per_year", "outage_hours", "outage_spread",
  ]
  private static let variation = "outage_variation_factor"
  private static let reaches: [String: SharedOutage.Reach] = [
    "grid": .grid, "gas": .fuel, "site": .site,
  ]

  /// The causes of a file, or everything that is wrong with it.
  public init(reading path: String) throws(Findings) {
    let bytes: [UInt8]
    do throws(Disk.Trouble) {
      bytes = try Disk.bytes(at: path)
    } catch {
      throw Findings([
        Finding(
          file: path, message: "the shared causes cannot be read",
          help: "write a CSV file with the columns \(Self.columns.joined(separator: ", "))")
      ])
    }
    let (table, findings) = CSVTable.read(SourceText(path: path, bytes: bytes))
    guard let table else { throw Findings(findings) }
    var reading = Reading(table: table)
    causes = reading.causes()
    self.path = path
    guard reading.findings.isEmpty else { throw Findings(reading.findings) }
  }

  private struct Reading {
    let table: CSVTable
    var findings: [Finding] = []
    private var columns: [String: Int] = [:]

    init(table: CSVTable) { self.table = table }

    mutating func causes() -> [Cause] {
      let known = SharedCauseList.columns + [SharedCauseList.variation]
      for (place, name) in table.names.enumerated() {
        columns[name] = place
        guard !known.contains(name) else { continue }
        let near = Suggestion.nearest(to: name, in: known)
        findings.append(
          table.text.place(0, place).finding(
            "'\(name)' is not a column of shared causes",
            help: near.map { "rename it to '\($0)'" }
              ?? "remove it; the columns are \(known.joined(separator: ", "))"))
      }
      let missing = SharedCauseList.columns.filter { columns[$0] == nil }
      guard missing.isEmpty else {
        findings.append(
          table.text.place(0).finding(
            "the columns \(missing.joined(separator: ", ")) are missing",
            help: "write \(SharedCauseList.columns.joined(separator: ","))"))
        return []
      }
      var causes: [Cause] = []
      for row in table.rows {
        guard let cause = cause(row) else { continue }
        guard let place = causes.firstIndex(where: { $0.name == cause.name }) else {
          causes.append(cause)
          continue
        }
        let first = causes[place]
        if (first.reach, first.perYear, first.hours, first.spread)
          != (cause.reach, cause.perYear, cause.hours, cause.spread)
        {
          findings.append(
            table.text.place(row).finding(
              "the cause '\(cause.name)' differs from line \(first.line)",
              help: "repeat the same statistics for each of its groups, or give it another name"))
        }
        causes[place].groups += cause.groups
      }
      return causes
    }

    private func text(_ row: Int, _ name: String) -> String {
      columns[name].map { table.text.text(row, $0) } ?? ""
    }

    private mutating func report(_ row: Int, _ name: String, _ message: String, _ help: String) {
      findings.append(table.text.place(row, columns[name] ?? 0).finding(message, help: help))
    }

    private mutating func number(_ row: Int, _ name: String, _ range: ClosedRange<Double>)
      -> Double?
    {
      let text = text(row, name)
      guard let number = Double(text), range.contains(number) else {
        let (low, high) = (PlainNumber.text(range.lowerBound), PlainNumber.text(range.upperBound))
        report(
          row, name, "'\(text)' is not a number of \(name) from \(low) to \(high)",
          "write a number from \(low) to \(high)")
        return nil
      }
      return number
    }

    private mutating func cause(_ row: Int) -> Cause? {
      let name = text(row, "cause")
      if name.isEmpty {
        report(row, "cause", "the cause has no name", "name it, such as west-grid")
      }
      let reach = SharedCauseList.reaches[text(row, "takes")]
      if reach == nil {
        report(
          row, "takes", "'\(text(row, "takes"))' is not what a cause can take",
          "write grid, gas or site")
      }
      let perYear = number(row, "outages_per_year", 1e-6...1000)
      let hours = number(row, "outage_hours", 0.01...10_000)
      let spread = spread(row)
      guard let reach, let perYear, let hours, let spread, !name.isEmpty else { return nil }
      guard perYear * hours < 8760 else {
        report(
          row, "outage_hours", "\(perYear) outages of \(hours) h are more than a year of 8,760 h",
          "write fewer outages or shorter ones")
        return nil
      }
      return Cause(
        name: name, groups: [text(row, "group")], reach: reach, perYear: perYear, hours: hours,
        spread: spread, line: table.text.rows[row].line)
    }

    private mutating func spread(_ row: Int) -> Outages.Spread? {
      switch text(row, "outage_spread") {
      case "exponential": return .exponential
      case "log_normal":
        return number(row, SharedCauseList.variation, 0.05...10).map {
          .logNormal(coefficientOfVariation: $0)
        }
      case let word:
        report(
          row, "outage_spread", "'\(word)' is not a spread of outages",
          "write exponential, or log_normal with a column \(SharedCauseList.variation)")
        return nil
      }
    }
  }
}
