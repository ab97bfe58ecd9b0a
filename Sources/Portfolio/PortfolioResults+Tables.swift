import Foundation
public import Reporting
import SiteModel
import Tabular
import EmissionsReport

extension PortfolioResults {
  /// The tables over all sites, by file name.
  public var files: [OutputFile] {
    [
      OutputFile(name: "portfolio.csv", bytes: siteTable),
      OutputFile(name: "portfolio_build.csv", bytes: buildTable),
      OutputFile(
        name: "portfolio_cost_curve.csv", bytes: curve("cost_usd_per_mwh") { $0.costPerServed }),
      OutputFile(
        name: "portfolio_emissions_curve.csv", bytes: curve("kg_co2e_per_mwh") { $0.intensity }),
      OutputFile(name: "emissions_portfolio.csv", bytes: emissions.bytes),
      OutputFile(name: "emissions_totals.csv", bytes: emissions.totals),
    ] + (availability.map { [$0.file] } ?? [])
  }

  /// One row a site, in the order of the portfolio.
  private var siteTable: [UInt8] {
    var table = CSVText(header: [
      "name", "site", "status", "owner", "group", "latitude", "longitude", "cost_usd_per_mwh",
      "cash_usd_per_year", "served_mwh", "t_co2e", "kg_co2e_per_mwh", "served_fraction",
      "uptime_decision", "finding", "mean_of_years", "modules", "expected_modules_up",
    ])
    let up = Dictionary(
      availability?.members.map { ($0.name, $0.expectedUp) } ?? [], uniquingKeysWith: { $1 })
    for member in sites {
      let plan = member.plan
      table.row([
        .text(member.name), .text(member.site), .text(member.status), .text(member.owner ?? ""),
        .text(member.group ?? ""), .number(member.location?.latitude),
        .number(member.location?.longitude), .number(plan?.costPerServed), .number(plan?.cash),
        .number(plan?.served), .number(plan?.tonnes), .number(plan?.intensity),
        .number(plan?.servedFraction), .text(plan?.uptimeDecision ?? ""),
        .text(member.finding), plan.map { .integer($0.years) } ?? .empty,
        .number(member.modules), .number(up[member.name]),
      ])
    }
    return table.bytes
  }

  /// What is to be built in all: MW, MWh and units by type.
  struct Build: Sendable, Equatable {
    let kind: String
    let unitName: String
    var sites = 0
    var power: Double?
    var energy: Double?
    var units: Double?
  }

  /// Sums over the planned sites in order of type; a load is no build.
  var builds: [Build] {
    var builds: [Build] = []
    for (member, plan) in planned {
      for (name, kind) in member.kinds where kind != "gpu_load" {
        guard let size = plan.sizes[name] else { continue }
        let isBuilt = [size.capacity, size.energy, size.units].contains { ($0 ?? 0) > 0 }
        let unit = size.unitName ?? ""
        let index = builds.firstIndex { $0.kind == kind && $0.unitName == unit } ?? builds.endIndex
        if index == builds.endIndex { builds.append(Build(kind: kind, unitName: unit)) }
        if isBuilt { builds[index].sites += 1 }
        builds[index].power = Self.sum(builds[index].power, size.capacity)
        builds[index].energy = Self.sum(builds[index].energy, size.energy)
        builds[index].units = Self.sum(builds[index].units, size.units)
      }
    }
    return builds.sorted { ($0.kind, $0.unitName) < ($1.kind, $1.unitName) }
  }

  /// A sum in which what is nowhere stays absent.
  private static func sum(_ a: Double?, _ b: Double?) -> Double? {
    a.map { $0 + (b ?? 0) } ?? b
  }

  private var buildTable: [UInt8] {
    var table = CSVText(header: [
      "type", "sites", "capacity_mw", "energy_mwh", "units", "unit_name",
    ])
    for build in builds {
      table.row([
        .text(build.kind), .integer(build.sites), .number(build.power), .number(build.energy),
        .number(build.units), .text(build.unitName),
      ])
    }
    return table.bytes
  }

  /// Sites from the least figure to the greatest, with the energy served up to each.
  private func curve(_ name: String, _ figure: (PortfolioAnswer) -> Double?) -> [UInt8] {
    var table = CSVText(header: [
      "rank", "name", name, "served_mwh", "cumulative_served_mwh", "mean_\(name)_so_far",
    ])
    let known = planned.compactMap {
      member, plan -> (name: String, value: Double, served: Double)? in
      guard let value = figure(plan), let served = plan.served else { return nil }
      return (member.name, value, served)
    }.sorted { ($0.value, $0.name) < ($1.value, $1.name) }
    var (served, weighed) = (0.0, 0.0)
    for (rank, site) in known.enumerated() {
      served += site.served
      weighed += site.value * site.served
      table.row([
        .integer(rank + 1), .text(site.name), .number(site.value), .number(site.served),
        .number(served), .number(served > 0 ? weighed / served : nil),
      ])
    }
    return table.bytes
  }
}

extension PortfolioFolder {
  /// Writes the tables over all sites, and their page.
  public func write(_ portfolio: PortfolioResults) throws(Failure) {
    for file in portfolio.files { try write(file.bytes, to: "\(path)/\(file.name)") }
    if portfolio.availability == nil {
      // Of plans that are no longer there; a file that is not there needs no removing.
      try? FileManager.default.removeItem(atPath: "\(path)/portfolio_uptime.csv")
    }
    guard let page = try? portfolio.page else {
      throw Failure(description: "'\(path)/portfolio.html' cannot be made")
    }
    try write(page.bytes, to: "\(path)/\(page.name)")
  }
}
