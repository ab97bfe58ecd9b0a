import SiteModel
import Units

/// Location-based lines of one grid connection: imports, losses before the meter, and the margin.
struct LocationLedger {
  let grid: Grid
  let reader: DispatchReader

  /// MWh imported in each step, never net of exports.
  var imports: [Double] {
    reader.columnOrZeros(.gridImport, of: grid.name).map { $0 * reader.hoursPerStep }
  }

  private var gases: [(gas: LedgerGas, key: String, series: StepSeries<Intensity>)] {
    [
      (.carbonDioxide, "co2_kg_per_mwh", grid.carbon.carbonDioxide),
      (.methane, "ch4_kg_per_mwh", grid.carbon.methane),
      (.nitrousOxide, "n2o_kg_per_mwh", grid.carbon.nitrousOxide),
    ]
  }
  typealias Intensity = Per<CarbonDimension, EnergyDimension>

  /// Factors of each gas: by its row in the registry, or by the site's own key.
  func factors(_ series: StepSeries<Intensity>) -> [Double] {
    series.isConstant
      ? [series[0].in(.kilogramsPerMegawattHour)]
      : (0..<reader.plan.horizon.count).map { series[$0].in(.kilogramsPerMegawattHour) }
  }

  func factorID(_ gas: LedgerGas, _ key: String) -> String {
    grid.carbon.factors.map { "\($0.id).\(gas.rawValue.lowercased())" }
      ?? "site.\(grid.name).\(key)"
  }

  func label(
    _ source: String, _ gas: LedgerGas, _ key: String, scope: Int?,
    _ basis: SitePlan.EmissionLine.Basis, _ method: String
  ) -> LedgerLine.Label {
    LedgerLine.Label(
      component: grid.name, kind: Grid.kind, source: source, scope: scope, basis: basis,
      category: scope == 3 ? "3 fuel- and energy-related" : "purchased electricity",
      isoCategory: scope == 3 ? 4 : 2, method: method, activityUnit: "MWh",
      factorID: factorID(gas, key), gas: gas,
      evidence: grid.carbon.factors == nil ? "user" : "registry")
  }

  var lines: [LedgerLine] {
    let imports = imports
    let loss = grid.carbon.loss
    var lines: [LedgerLine] = []
    for (gas, key, series) in gases where series.minimum != .zero || series.maximum != .zero {
      let factors = factors(series)
      lines.append(
        LedgerLine(
          label("grid", gas, key, scope: 2, .location, "S2-LBM"), activity: imports,
          factor: factors))
      if loss > 0 {
        lines.append(
          LedgerLine(
            label("grid_loss", gas, key, scope: 3, .direct, "S3-3-TD"),
            activity: imports.map {
              ValueChain.gridLosses(imports: $0, lossFraction: loss, factor: 1)
            }, factor: factors))
      }
    }
    if let marginal = grid.carbon.marginal {
      var label = label("grid_marginal", .equivalent, "", scope: nil, .marginal, "consequential")
      label.factorID = "site.\(grid.name).marginal_co2e_kg_per_mwh"
      label.evidence = "user"
      lines.append(LedgerLine(label, activity: imports, factor: factors(marginal)))
    }
    return lines
  }
}

/// Market-based lines of all grid connections: by contracts of the year, and of each hour.
struct MarketLedger {
  let site: Site
  let grids: [LocationLedger]
  private let imports: [[Double]]
  private let total: [Double]
  private let certificates: [PowerCertificate]
  /// Certificates in the order in which they are used: the cleanest first.
  var certificatesByFactor: [PowerCertificate] { certificates }
  let claims: [PurchasedPower.Claim]

  init(site: Site, reader: DispatchReader) {
    self.site = site
    grids = site.components.grids
      .map { LocationLedger(grid: $0, reader: reader) }
    let imports = grids.map(\.imports)
    self.imports = imports
    let count = reader.plan.horizon.count
    total = (0..<count).map { step in
      imports.reduce(0) { $0 + $1[step] }
    }
    certificates = site.emissions.certificates.sorted { $0.carbonDioxide < $1.carbonDioxide }
    claims = certificates.map { certificate in
      let energy = (0..<count).map {
        (certificate.hourly?[$0].in(.megawatts) ?? 0) * reader.hoursPerStep
      }
      return PurchasedPower.Claim(
        energy: energy, factor: certificate.carbonDioxide.in(.kilogramsPerMegawattHour))
    }
    perHorizon = 1 / reader.yearly
  }

  /// Years that the horizon covers: a certificate of a year counts for as much of it.
  private let perHorizon: Double

  var lines: [LedgerLine] {
    guard !grids.isEmpty else { return [] }
    return lines(.market, "S2-MBM-2015-annual", usedInYear)
      + lines(.marketHourly, "S2-MBM-draft-hourly", usedByStep)
  }

  /// Imports of all connections.
  var power: PurchasedPower { PurchasedPower(imports: total) }

  /// MWh of each certificate in the year, or in as much of it as is modelled.
  var certified: [Double] {
    zip(certificates, claims).map { certificate, claim in
      certificate.energyPerYear.map { $0.in(.megawattHours) * perHorizon }
        ?? claim.energy.reduce(0, +)
    }
  }

  /// Share of each step's imports that each certificate covers, the year's energy spread over all.
  var usedInYear: [[Double]] {
    let all = total.reduce(0, +)
    return power.matchedInYear(certified).map { used in
      total.map { all > 0 ? $0 * used / all : 0 }
    }
  }

  /// MWh of each certificate used in each step.
  var usedByStep: [[Double]] { power.matchedByStep(claims) }

  private func lines(
    _ basis: SitePlan.EmissionLine.Basis, _ method: String, _ used: [[Double]]
  ) -> [LedgerLine] {
    var lines: [LedgerLine] = []
    for (grid, own) in zip(grids, imports) {
      // A connection's part of what all of them import.
      let part = own.indices.map { total[$0] > 0 ? own[$0] / total[$0] : 0 }
      var rest = own
      for (index, certificate) in certificates.enumerated() {
        let matched = own.indices.map { used[index][$0] * part[$0] }
        for step in rest.indices { rest[step] = max(0, rest[step] - matched[step]) }
        var label = grid.label("grid_contract", .carbonDioxide, "", scope: 2, basis, method)
        label.factorID = "contract.\(certificate.serial)"
        label.evidence = "contract"
        lines.append(
          LedgerLine(
            label, activity: matched,
            factor: [certificate.carbonDioxide.in(.kilogramsPerMegawattHour)]))
      }
      lines += residual(grid, rest, basis, method)
    }
    return lines
  }

  /// Imports without a certificate, at the residual mix; without one at the location's factors.
  private func residual(
    _ grid: LocationLedger, _ rest: [Double], _ basis: SitePlan.EmissionLine.Basis,
    _ method: String
  ) -> [LedgerLine] {
    guard let mix = site.emissions.residualMix else {
      return grid.lines.filter { $0.label.basis == .location }.map { line in
        var label = line.label
        label.source = "grid_residual"
        label.basis = basis
        label.method = method
        label.evidence = "default: no residual mix, location factor"
        return LedgerLine(label, activity: rest, factor: line.factor)
      }
    }
    let gases: [(LedgerGas, EnergyIntensity)] = [
      (.carbonDioxide, mix.carbonDioxide), (.methane, mix.methane),
      (.nitrousOxide, mix.nitrousOxide),
    ]
    return gases.compactMap { gas, intensity in
      guard intensity != .zero else { return nil }
      var label = grid.label("grid_residual", gas, "", scope: 2, basis, method)
      label.factorID =
        mix.factors.map { "\($0.id).\(gas.rawValue.lowercased())" }
        ?? "site.residual_mix_co2_kg_per_mwh"
      label.evidence = mix.factors == nil ? "user" : "registry"
      return LedgerLine(
        label, activity: rest, factor: [intensity.in(.kilogramsPerMegawattHour)])
    }
  }
}
