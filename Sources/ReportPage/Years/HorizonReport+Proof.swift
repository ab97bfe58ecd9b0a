import Reporting
import Tabular

extension HorizonReport {
  /// How far the plan can be from the best.
  var quality: Page.Section {
    var rows: [[Page.Cell]] = []
    if let bound = document.lowerBound, let gap = document.mipGap {
      rows += [
        [
          .text("no plan with this reserve costs less than, USD"),
          .figure(bound, key: "lower_bound_usd"),
        ],
        [
          .text("distance of the plan's cost from it, over the whole horizon (MIP gap)"),
          .right(Wording.percent(gap.value)),
        ],
      ]
    }
    if let certificate = document.certificate {
      rows += [
        [
          .text("certificate of the horizon"),
          .right(certificate.passed ? "passed" : "not passed"),
        ],
        [
          .text("present value, USD"),
          .figure(certificate.objective, key: "certificate.objective_usd"),
        ],
        [
          .text("its lower bound, USD"),
          .figure(certificate.lowerBound, key: "certificate.lower_bound_usd"),
        ],
        exact("relative gap", certificate.relativeGap, "relative_gap"),
        exact(
          "greatest violation of a limit, relative", certificate.primalResidual, "primal_residual"),
        exact("greatest violation of a price, relative", certificate.dualResidual, "dual_residual"),
      ]
      rows += certificate.yearGaps.members.map {
        [.text("gap of \($0.key) with what stands in it"), .right(Wording.percent($0.value.value))]
      }
    }
    let (program, solver) = (document.program, document.solver)
    rows += [
      [
        .text("program"),
        .right(
          "\(FigureText.grouped(Double(program.rows))) rows, "
            + "\(FigureText.grouped(Double(program.columns))) columns"),
      ],
      [
        .text("solver"),
        .right(
          "\(solver.name) \(solver.version), \(solver.method), \(solver.iterations) iterations"),
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

  private func exact(_ name: String, _ value: Exact?, _ key: String) -> [Page.Cell] {
    [
      .text(name),
      Page.Cell(
        text: value.map { FigureText.scientific($0.value) } ?? "undefined", isNumber: true,
        key: value == nil ? "" : "certificate.\(key)",
        exact: value.map { PlainNumber.exact($0.value) } ?? ""),
    ]
  }
}
