import SiteModel

/// Lines of the ledger for gases that escape from equipment: what a stock-take says, kg by kg.
struct ReleaseLedger {
  let releases: [GasRelease]
  /// Steps of the year.
  let steps: Int

  var lines: [LedgerLine] {
    releases.compactMap { release in
      guard let gas = LedgerGas(rawValue: release.gas) else { return nil }
      let label = LedgerLine.Label(
        component: release.equipment, kind: "equipment", source: "release", scope: 1,
        category: "fugitive emissions", isoCategory: 1, method: "S1-fugitive", activityUnit: "kg",
        factorID: "site.\(release.equipment).\(release.gas.lowercased().filter { $0 != "-" })",
        gas: gas, evidence: "user")
      let each = release.kilograms / Double(release.steps.count)
      return LedgerLine(
        label, activity: (0..<steps).map { release.steps.contains($0) ? each : 0 }, factor: [1],
        steps: release.steps)
    }
  }
}
