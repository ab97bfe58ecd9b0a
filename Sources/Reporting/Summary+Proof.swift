import SiteModel
import Units

extension SummaryPage {
  /// Which policies cannot be met, by how much, and when.
  mutating func violations(_ plan: SitePlan, _ figures: PlanFigures) {
    guard !plan.violations.isEmpty else { return }
    heading("What stands in the way, in the plan that comes closest")
    func hour(_ step: Int) -> String {
      String(figures.stamp(step).map { $0 == "T" ? " " : $0 })
    }
    for violation in plan.violations {
      if violation.steps.isEmpty, violation.meaning == "emissions above the cap" {
        wrap(
          "The emissions cap is exceeded by \(FigureText.size(violation.greatest)) \(violation.unit)"
        )
        continue
      }
      var text = "\(violation.policy): \(violation.meaning), "
      if let first = violation.steps.first, let last = violation.steps.last {
        let hours = Double(violation.steps.count * plan.horizon.stepMinutes) / 60
        text += "at most \(FigureText.size(violation.greatest)) \(violation.unit), in all "
        text += "\(FigureText.size(violation.total)) \(Wording.totalUnit(of: violation)) in "
        text += "\(FigureText.grouped(hours, places: hours == hours.rounded() ? 0 : 2)) hours, "
        text += "first \(hour(first)), last \(hour(last))"
      } else {
        text += "by \(FigureText.size(violation.greatest)) \(violation.unit)"
      }
      wrap(text)
    }
  }

  /// Solution quality.
  mutating func certificate(_ result: RunResult) {
    guard let certificate = result.certificate else { return }
    blank()
    guard result.plan.status != .infeasible else {
      // The program of the plan has no point to certify; that of its least violation has.
      wrap(
        "Infeasibility proven: the plan that comes closest is proven to miss the limits.",
        indent: "")
      return
    }
    let isNear = certificate.relativeGap <= SitePlan.Optimality.optimalGap
    var text = certificate.passed ? "Certificate passed: " : "Certificate not reached: "
    if isNear, !certificate.passed { text = "Certificate passed only as near-optimal: " }
    if result.plan.optimality != nil { text += "with units and their running fixed, " }
    text += "gap \(FigureText.scientific(certificate.relativeGap)), "
    text += "residuals \(FigureText.scientific(certificate.primalResidual)) and "
    text += "\(FigureText.scientific(certificate.dualResidual))"
    wrap(text, indent: "")
  }

  /// What the dispatch cannot do as it stands.
  mutating func doubts(_ plan: SitePlan, _ figures: PlanFigures) {
    var doubts: [String] = []
    let discharged = plan.components.filter(\.stores)
      .reduce(0) { $0 + (figures.yearly($1, .supply) ?? 0) }
    // Less than a thousandth is the solver's trace.
    let (atGrid, inStores) = figures.overlapsByKind
    let overlap = figures.energy(of: inStores)
    if overlap > 1e-3 * discharged, overlap > 0 {
      doubts.append(
        "Batteries charge and discharge at once: \(FigureText.size(overlap)) MWh in "
          + "\(FigureText.grouped(figures.hours(of: inStores))) hours.")
    }
    if !atGrid.isEmpty {
      doubts.append(
        "The grid is imported from and exported to at once: \(FigureText.size(figures.energy(of: atGrid))) MWh "
          + "in \(FigureText.grouped(figures.hours(of: atGrid))) hours; below a minimum bill imports cost nothing more."
      )
    }
    guard !doubts.isEmpty else { return }
    blank()
    for doubt in doubts { wrap(doubt, indent: "") }
  }

  /// How long it took, and where the files are.
  mutating func run(_ result: RunResult, folder: String?) {
    if result.certificate == nil { blank() }
    let program = result.program
    var text = "\(result.solver.name) \(result.solver.version), \(result.solver.method), "
    text += "\(FigureText.grouped(Double(result.solver.iterations))) iterations; "
    text += "\(FigureText.grouped(Double(program.rows))) rows, "
    text += "\(FigureText.grouped(Double(program.columns))) columns"
    if !result.stages.isEmpty {
      text += "; \(FigureText.grouped(result.totalSeconds, places: 1)) s"
    }
    wrap(text, indent: "")
    if !result.warnings.isEmpty {
      let plural = result.warnings.count == 1 ? "warning" : "warnings"
      wrap("\(result.warnings.count) \(plural), see findings.txt", indent: "")
    }
    if let folder { line("Files: \(folder)") }
  }
}
