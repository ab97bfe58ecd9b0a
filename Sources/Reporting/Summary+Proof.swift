import SiteModel
import Units

extension SummaryPage {
  /// Which policies cannot be met, by how much, and when.
  mutating func violations(_ plan: SitePlan, _ figures: PlanFigures) {
    guard !plan.violations.isEmpty else { return }
    heading("What stands in the way, in the plan that comes closest")
    for violation in plan.violations {
      var text = "\(violation.policy): \(violation.meaning), "
      if let first = violation.steps.first, let last = violation.steps.last {
        let hours = Double(violation.steps.count * plan.horizon.stepMinutes) / 60
        text += "at most \(FigureText.size(violation.greatest)) \(violation.unit), in all "
        text += "\(FigureText.size(violation.total)) \(Wording.totalUnit(of: violation)) in "
        text += "\(FigureText.grouped(hours, places: hours == hours.rounded() ? 0 : 2)) hours, "
        text += "first \(figures.stamp(first)), last \(figures.stamp(last))"
      } else {
        text += "by \(FigureText.size(violation.greatest)) \(violation.unit)"
      }
      wrap(text)
    }
  }

  /// How sure the answer is.
  mutating func certificate(_ result: RunResult) {
    guard let certificate = result.certificate else { return }
    blank()
    var text = "Certificate \(certificate.passed ? "passed" : "NOT passed"): "
    text += "gap \(FigureText.scientific(certificate.relativeGap)), "
    text += "residuals \(FigureText.scientific(certificate.primalResidual)) and "
    text += "\(FigureText.scientific(certificate.dualResidual))"
    if let countGap = result.countGap {
      text += "; whole units cost at most \(Wording.percent(countGap)) more than fractions"
    }
    wrap(text, indent: "")
  }

  /// How long it took, and where the files are.
  mutating func run(_ result: RunResult, folder: String?) {
    if result.certificate == nil { blank() }
    let program = result.program
    var text = "\(result.solver.name) \(result.solver.version), \(result.solver.method), "
    text += "\(FigureText.grouped(Double(result.solver.iterations))) iterations; "
    text += "\(FigureText.grouped(Double(program.rows))) rows, "
    text += "\(FigureText.grouped(Double(program.columns))) columns"
    if !result.stageSeconds.isEmpty {
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
