import Reporting
import Tabular

/// The table that says how far a plan can be from the best, for a year that recurs or for years.
struct ProofTable {
  /// In which the bound and the certificate are: `USD/year`.
  let unit: String
  /// What ends their keys in `plan.json`: `usd_per_year`.
  let key: String
  private(set) var rows: [[Page.Cell]] = []

  init(unit: String, key: String) { (self.unit, self.key) = (unit, key) }

  /// The bound, and the distance from it.
  mutating func add(lowerBound: Double?, gap: Exact?, named name: String) {
    guard let lowerBound, let gap else { return }
    rows += [
      [
        .text("no plan with this reserve costs less than, \(unit)"),
        .figure(lowerBound, key: "lower_bound_\(key)"),
      ],
      [.text(name), .right(Wording.percent(gap.value))],
    ]
  }

  /// What other code found of the solver's point; `money` is what its objective is.
  mutating func add(_ certificate: PlanDocument.Certificate, named name: String, money: String) {
    rows += [
      [.text(name), .right(certificate.passed ? "passed" : "not reached")],
      [.text(money), .figure(certificate.objective, key: "certificate.objective_\(key)")],
      [
        .text("its lower bound, \(unit.replacing("/", with: " a "))"),
        .figure(certificate.lowerBound, key: "certificate.lower_bound_\(key)"),
      ],
      exact("relative gap", certificate.relativeGap, "relative_gap"),
      exact(
        "greatest violation of a limit, relative", certificate.primalResidual, "primal_residual"),
      exact("greatest violation of a price, relative", certificate.dualResidual, "dual_residual"),
    ]
  }

  /// A figure that is a word.
  mutating func add(_ name: String, _ text: String) { rows.append([.text(name), .right(text)]) }

  /// Size of the program and who solved it, then the section.
  func section(_ frame: PlanFrame) -> Page.Section {
    var table = self
    let (program, solver) = (frame.program, frame.solver)
    table.add(
      "program",
      "\(FigureText.grouped(Double(program.rows))) rows, "
        + "\(FigureText.grouped(Double(program.columns))) columns")
    table.add(
      "solver",
      "\(solver.name) \(solver.version), \(solver.method), \(solver.iterations) iterations")
    return Page.Section(
      id: "certificate", title: "Solution quality",
      tables: [
        Page.Table(
          "The lower bound is recomputed from the dual prices and does not rely on the solver's own claim.",
          head: [.text(""), .right("")], rows: table.rows)
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
