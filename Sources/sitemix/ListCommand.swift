import ArgumentParser
import Foundation
import SiteFiles
import SiteModel
import Tabular

/// `sitemix list WHAT`: what a site file may name.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the sites, technologies, emission factor tables or tariffs that are there.",
    discussion: """
      Examples:
        sitemix list technologies
        sitemix list factors
        sitemix list tariffs --json
      """)

  /// What can be listed.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case sites, technologies, factors, tariffs
  }

  @Argument(help: "sites, technologies, factors or tariffs.")
  var kind: String

  @OptionGroup var place: DataOptions
  @OptionGroup var shown: ShowOptions

  func run() throws {
    guard let kind = Kind(rawValue: kind) else {
      let known = Kind.allCases.map(\.rawValue)
      Terminal.reportError(
        "there is no list of '\(kind)'\n"
          + "help: \(Suggestion.help(for: kind, in: known, known: "lists"))")
      throw ExitStatus.usage
    }
    var rows: [(name: String, about: String)] = []
    try complaining(in: place.folder) { () throws(Findings) in
      switch kind {
      case .sites: rows = try place.folder.siteNames().map { ($0, "") }
      case .technologies:
        rows = place.folder.technologies().map { ($0.name, "type: \($0.kind)") }
      case .factors: rows = Self.tables(of: try place.folder.readFactors())
      case .tariffs: rows = try place.folder.tariffNames().map { ($0, "") }
      }
    }
    let width = rows.map(\.name.count).max() ?? 0
    let lines = rows.map { row in
      row.about.isEmpty
        ? row.name : row.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + row.about
    }
    try shown.show(
      rows.map { $0.about.isEmpty ? ["name": $0.name] : ["name": $0.name, "about": $0.about] },
      lines.joined(separator: "\n"))
  }

  /// Each table of the registry once, with what it is of and the years that it holds for.
  private static func tables(of factors: [EmissionFactor]) -> [(name: String, about: String)] {
    var known: Set<String> = []
    return factors.filter { known.insert($0.set).inserted }.map { factor in
      let years = "\(factor.validYears.lowerBound)-\(factor.validYears.upperBound)"
      return (factor.set, "\(factor.quantity.rawValue), \(years)")
    }
  }
}
