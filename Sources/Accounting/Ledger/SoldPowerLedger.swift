import SiteModel
import Units

/// Market-based lines of power made at the site whose certificates somebody else has: it carries the residual
/// mix, whoever owns the plant (GHG Protocol, Scope 2 Guidance, section 6). By location it carries nothing.
struct SoldPowerLedger {
  let site: Site
  let reader: DispatchReader

  var lines: [LedgerLine] {
    guard let mix = site.emissions.residualMix else { return [] }
    let sellers = site.components.compactMap { $0 as? any CarbonFreeGenerating }
      .filter(\.sellsCertificates)
    let gases: [(LedgerGas, EnergyIntensity)] = [
      (.carbonDioxide, mix.carbonDioxide), (.methane, mix.methane),
      (.nitrousOxide, mix.nitrousOxide),
    ]
    let methods: [(SitePlan.EmissionLine.Basis, String)] = [
      (.market, "S2-MBM-2015-annual"), (.marketHourly, "S2-MBM-draft-hourly"),
    ]
    return sellers.flatMap { source in
      let made = reader.columnOrZeros(source.carbonFreeFlow, of: source.name)
        .map { $0 * reader.hoursPerStep }
      return methods.flatMap { basis, method in
        gases.filter { $0.1 != .zero }.map { gas, intensity in
          LedgerLine(
            LedgerLine.Label(
              component: source.name, kind: type(of: source).kind, source: "sold_certificates",
              scope: 2, basis: basis, category: "purchased electricity", isoCategory: 2,
              method: method, activityUnit: "MWh",
              factorID: mix.factors.map { "\($0.id).\(gas.rawValue.lowercased())" }
                ?? "site.residual_mix_co2_kg_per_mwh",
              gas: gas, evidence: mix.factors == nil ? "user" : "registry"),
            activity: made, factor: [intensity.in(.kilogramsPerMegawattHour)])
        }
      }
    }
  }
}

extension DispatchReader {
  /// MWh of the modelled steps that were made at a site and whose certificates are sold.
  func soldEnergy(at site: Site) -> Double {
    site.components.compactMap { $0 as? any CarbonFreeGenerating }.filter(\.sellsCertificates)
      .reduce(0) { sum, source in
        sum + hoursPerStep * columnOrZeros(source.carbonFreeFlow, of: source.name).reduce(0, +)
      }
  }
}
