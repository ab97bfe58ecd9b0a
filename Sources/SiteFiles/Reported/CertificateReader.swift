import SiteModel
import Tabular

/// `certificates.csv`: contracts and the certificates that were used for the reporting year.
///
/// A certificate of an hour counts in its hour and in the year; one of a longer time in the year alone.
struct CertificateReader {
  /// Minutes since 1970 of the reporting year.
  let year: Range<Int>
  let stepMinutes: Int
  let reading: InputReader

  private struct Contract {
    let name: String
    var factor: Double
    var isHourly: Bool
    var perYear = 0.0
    /// MW of each step.
    var steps: [Double]
  }

  /// Records as a site has them below `certificates`.
  func records() -> (certificates: [NamedValues], serials: [String]) {
    guard
      let table = ActualsTable(
        "certificates.csv",
        columns: [
          "contract", "serial", "period_start", "period_end", "certified_mwh", "co2_kg_per_mwh",
        ],
        optional: ["registry", "note"], reading)
    else { return ([], []) }
    var seen: [String: Int] = [:]
    var contracts: [Contract] = []
    for row in table.rows {
      let serial = table.text(row, "serial")
      if serial.isEmpty {
        table.report(
          row, "serial", "the certificate has no serial",
          help: "write the serial range of its registry")
      } else if let before = seen[serial] {
        table.report(
          row, "serial",
          "the certificate '\(serial)' is used twice: it stands in line \(table.table.text.rows[before].line)",
          help: "a certificate is used once: remove one of the rows")
      }
      seen[serial] = seen[serial] ?? row
      guard let period = table.period(row), let energy = table.number(row, "certified_mwh"),
        let factor = table.number(row, "co2_kg_per_mwh", within: 0...3000)
      else { continue }
      guard period.clamped(to: year) == period else {
        table.report(
          row, "period_start", "the certificate's power was not made within the reporting year",
          help:
            "the year is \(CivilStamp.text(year.lowerBound)) to \(CivilStamp.text(year.upperBound))"
        )
        continue
      }
      add(table, row, period, energy, factor, to: &contracts)
    }
    let certificates = contracts.map { contract in
      NamedValues(
        name: contract.name,
        values: ParameterValues([
          "serial": .word(contract.name), "co2_kg_per_mwh": .number(contract.factor),
          contract.isHourly ? "certified_mw" : "certified_mwh_per_year":
            contract.isHourly ? .series(contract.steps) : .number(contract.perYear),
        ]))
    }
    return (certificates, seen.keys.sorted())
  }

  private func add(
    _ table: ActualsTable, _ row: Int, _ period: Range<Int>, _ energy: Double, _ factor: Double,
    to contracts: inout [Contract]
  ) {
    let name = table.text(row, "contract")
    let isHourly = period.count <= 60
    let index: Int
    if let known = contracts.firstIndex(where: { $0.name == name }) {
      index = known
    } else {
      index = contracts.count
      contracts.append(
        Contract(
          name: name, factor: factor, isHourly: isHourly,
          steps: [Double](repeating: 0, count: year.count / stepMinutes)))
    }
    if contracts[index].factor != factor {
      table.report(
        row, "co2_kg_per_mwh", "the contract '\(name)' has another factor before",
        help: "give the other certificates a contract of their own")
    }
    if contracts[index].isHourly != isHourly {
      table.report(
        row, "period_end", "the contract '\(name)' has certificates of hours and of longer times",
        help: "give those of hours a contract of their own")
    }
    contracts[index].perYear += energy
    let step = (period.lowerBound - year.lowerBound) / stepMinutes
    let last = (period.upperBound - 1 - year.lowerBound) / stepMinutes
    for step in step...last where isHourly {
      let start = year.lowerBound + step * stepMinutes
      let inside = period.clamped(to: start..<(start + stepMinutes))
      contracts[index].steps[step] +=
        energy * Double(inside.count) / Double(period.count) * 60 / Double(stepMinutes)
    }
  }
}
