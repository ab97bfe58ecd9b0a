import SiteModel
import Tabular
import Reporting

extension Report {
  /// The certificate and the accounts.
  var proof: Page.Section {
    var rows: [[Page.Cell]] = []
    if let certificate = record.certificate {
      func exact(_ name: String, _ value: Exact?, _ key: String) -> [Page.Cell] {
        [
          .text(name),
          Page.Cell(
            text: value.map { FigureText.scientific($0.value) } ?? "undefined", isNumber: true,
            key: value == nil ? "" : "certificate.\(key)",
            exact: value.map { PlainNumber.exact($0.value) } ?? ""),
        ]
      }
      if let bound = record.lowerBound, let gap = record.mipGap {
        rows += [
          [
            .text("no plan with this reserve costs less than, USD/year"),
            .figure(bound, key: "lower_bound_usd_per_year"),
          ],
          [
            .text("distance of the plan's cost from it (MIP gap)"),
            .right(Wording.percent(gap.value)),
          ],
        ]
      }
      rows += [
        [
          .text("certificate, with units and their running fixed"),
          .right(certificate.passed ? "passed" : "not passed"),
        ],
        [
          .text("cost, USD a year"),
          .figure(certificate.objective, key: "certificate.objective_usd_per_year"),
        ],
        [
          .text("its lower bound, USD a year"),
          .figure(certificate.lowerBound, key: "certificate.lower_bound_usd_per_year"),
        ],
        exact("relative gap", certificate.relativeGap, "relative_gap"),
        exact(
          "greatest violation of a limit, relative", certificate.primalResidual, "primal_residual"),
        exact("greatest violation of a price, relative", certificate.dualResidual, "dual_residual"),
      ]
    }
    rows += [
      [
        .text("accounts recomputed from the dispatch"),
        .right(
          plan.hasDispatch
            ? "\(record.accounts.checks.count(where: \.passed)) of \(record.accounts.checks.count) checks agree"
            : "no dispatch"),
      ],
      [
        .text("program"),
        .right(
          "\(FigureText.grouped(Double(record.program.rows))) rows, "
            + "\(FigureText.grouped(Double(record.program.columns))) columns"),
      ],
      [
        .text("solver"),
        .right(
          "\(record.solver.name) \(record.solver.version), \(record.solver.method), "
            + "\(record.solver.iterations) iterations"),
      ],
    ]
    return Page.Section(
      id: "certificate", title: "Solution quality",
      tables: [
        Page.Table(
          "The lower bound is recomputed from the dual prices and does not rely on the solver's own claim.",
          head: [.text(""), .right("")], rows: rows)
      ])
  }
}

extension ResultOrigin {
  /// What to type to get the same again.
  func reproduction(of site: String, version: String) -> Page.Section {
    let changes = overrides.map { " --set \(Shell.quoted($0))" }.joined()
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
