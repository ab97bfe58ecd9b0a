import SiteModel
import Reporting

extension Report {
  /// The certificate and the accounts.
  var proof: Page.Section {
    var table = ProofTable(unit: "USD/year", key: "usd_per_year")
    if let certificate = record.certificate {
      table.add(
        lowerBound: record.lowerBound, gap: record.mipGap,
        named: "distance of the plan's cost from it (MIP gap)")
      table.add(
        certificate, named: "certificate, with units and their running fixed",
        money: "cost, USD a year")
    }
    table.add(
      "accounts recomputed from the dispatch",
      plan.hasDispatch
        ? "\(record.accounts.checks.count(where: \.passed)) of \(record.accounts.checks.count) checks agree"
        : "no dispatch")
    return table.section(record.frame)
  }
}

extension PlanFrame {
  /// What to type to get the same again.
  func reproduction(of site: String, version: String) -> Page.Section {
    let mark = "scenario="
    let changes = overrides.map { change in
      change.hasPrefix(mark)
        ? " --scenario \(Shell.quoted(String(change.dropFirst(mark.count))))"
        : " --set \(Shell.quoted(change))"
    }.joined()
    return Page.Section(
      id: "reproduce", title: "Reproduce this result",
      paragraphs: [
        "With the files named above, by their digests, Sitemix \(version) and \(solver.name) "
          + "\(solver.version):"
      ], code: ["sitemix optimise \(Shell.quoted(site))\(changes)"])
  }
}

private enum Shell {
  /// A word as a shell reads it.
  static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
    return plain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
