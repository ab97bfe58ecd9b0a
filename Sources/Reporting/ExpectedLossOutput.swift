import SiteModel
import Units
import Tabular

extension SitePlan {
  /// Cost of the plan with what outages cost in place of what it withholds for them; nil where no
  /// expected loss is known.
  var totalCost: Money? { expectedLoss.map { $0.total(of: objective) } }

  /// Why no expected loss is known, where a class has a value; nil where it is, or none has.
  var absenceOfExpectedLoss: String? {
    guard !withoutFailureStatistics.isEmpty else { return nil }
    let names = withoutFailureStatistics.map { "'\($0)'" }.joined(separator: ", ")
    return "no expected loss: the site does not say how \(names) "
      + (withoutFailureStatistics.count == 1 ? "fails" : "fail")
  }
}

extension SitePlan.ExpectedLoss {
  /// `expected_loss.csv`: the plan, then the steps tried on either side of it.
  func file(of plan: SitePlan) -> OutputFile {
    var table = CSVText(header: [
      "component", "change", "basis", "program_cost_usd_per_year", "withheld_by_plan_usd_per_year",
      "expected_loss_usd_per_year", "standard_error_usd_per_year", "total_cost_usd_per_year",
      "taken",
    ])
    table.row([
      .text(""), .text("the plan"), .text(Basis.planned.rawValue),
      .number(plan.objective.in(.usd)), .number(withheld.in(.usd)), .number(amount.in(.usd)),
      .number(standardError.in(.usd)), .number(total(of: plan.objective).in(.usd)), .text("yes"),
    ])
    for step in steps {
      table.row([
        .text(step.component), .text(step.change), .text(step.basis.rawValue),
        .number(step.programCost.in(.usd)), .empty, .number(step.loss?.in(.usd)),
        .number(step.standardError?.in(.usd)), .number(step.total.in(.usd)),
        .text(step.isTaken ? "yes" : "no"),
      ])
    }
    return OutputFile(name: "expected_loss.csv", bytes: table.bytes)
  }
}

extension SummaryPage {
  /// What outages cost, and what one unit more or less would change.
  mutating func expectedLoss(_ plan: SitePlan) {
    guard let loss = plan.expectedLoss else {
      if let absence = plan.absenceOfExpectedLoss {
        blank()
        wrap(absence.prefix(1).uppercased() + absence.dropFirst() + ".")
      }
      return
    }
    func dollars(_ amount: Money) -> String { FigureText.grouped(amount.in(.usd)) }
    heading("With outages", columns: [("USD/year", 16), ("", 12)])
    row("program cost of the plan", [(dollars(plan.objective), 16), ("", 12)])
    if loss.withheld.in(.usd) >= 0.5 {
      row("less what it withholds for outages", [(dollars(-1 * loss.withheld), 16), ("", 12)])
    }
    row(
      "expected loss, \(FigureText.grouped(Double(loss.years))) simulated years",
      [(dollars(loss.amount), 16), ("± \(dollars(loss.standardError))", 12)])
    row("total cost", [(dollars(loss.total(of: plan.objective)), 16), ("", 12)])
    guard !loss.steps.isEmpty else { return }
    heading("Steps beside it", columns: [("program cost", 14), ("loss", 12), ("total", 14)])
    for step in loss.steps {
      let least = step.basis == .bound ? "≥ " : step.basis == .sameRunning ? "≤ " : ""
      row(
        "\(step.component): \(step.change)" + (step.isTaken ? ", taken" : ""),
        [
          (least + dollars(step.programCost), 14), (step.loss.map(dollars) ?? "", 12),
          (least + dollars(step.total), 14),
        ])
    }
  }
}
