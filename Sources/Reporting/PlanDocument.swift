import Accounting
import SiteModel
import Units

/// `plan.json`: stable keys in a stable order, the same bytes for the same result.
public struct PlanDocument {
  let result: RunResult
  let reconciliation: Reconciliation
  let figures: PlanFigures
  /// The tables beside it, whose digests it holds.
  let tables: [OutputFile]

  private var plan: SitePlan { result.plan }
  private var site: Site { result.site }

  /// The document of a result.
  public init(_ result: RunResult) {
    self.result = result
    reconciliation = result.reconciliation
    figures = PlanFigures(plan: result.plan)
    tables = ResultFiles.tables(of: result)
  }

  /// The file's text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  var bytes: [UInt8] { JSONValue.object(head + answer + proof + about).document }

  private typealias Members = [(key: String, value: JSONValue)]

  private var head: Members {
    var members: Members = [
      ("site", .text(site.name)), ("description", .text(site.description)),
      ("status", .text(plan.status.rawValue)),
      ("statement", .text(Wording.status(of: result))),
    ]
    guard plan.hasDispatch else { return members }
    members += [
      ("objective_usd_per_year", .number(plan.objective.in(.usd))),
      (
        "lower_bound_usd_per_year",
        plan.optimality.map { .number($0.lowerBound.in(.usd)) } ?? .null
      ),
      ("mip_gap", plan.optimality.map { .exact($0.mipGap) } ?? .null),
      ("total_cost_usd_per_year", .number(plan.totalCost?.in(.usd))),
      ("cash_usd_per_year", .number(plan.cash.in(.usd))),
      ("served_mwh", .number(plan.served.in(.megawattHours))),
      ("cost_per_mwh_served_usd", .number(figures.costPerServed)),
    ]
    return members
  }

  private var answer: Members {
    guard plan.hasDispatch else { return [("violations", .array(violations))] + whyNot }
    return [
      ("sizes", sizes), ("details", details), ("energy_mwh", yearly(suffix: "_mw")),
      ("heat_mmbtu", yearly(suffix: "_mmbtu_per_h")),
      ("cost_usd_per_year", costs), ("cost_by_nature_usd_per_year", natures),
      ("cost_lines_that_are_not_cash", nonCash),
      ("bill_usd_per_year", bills),
      ("emissions_t_co2e", emissions), ("emissions_totals_t_co2e", emissionTotals),
      ("nitrogen_oxides", nitrogenOxides),
      ("carbon_free", carbonFree),
      (
        "availability_basis",
        .text(
          "planned: served ÷ demanded energy; "
            + (result.uptime == nil ? "no failures simulated" : "failures: see uptime"))
      ),
      ("availability", classes { .number($0.availability) }),
      ("unserved", classes { .object($0.unserved) }),
      ("expected_loss", Self.expectedLoss(of: plan)), ("shadow_prices", shadowPrices),
    ] + (result.uptime.map { [("uptime", $0.json)] } ?? [])
      + (plan.status == .uncertified ? whyNot : [])
  }

  private var proof: Members {
    let certificate = result.certificate.map { figures -> JSONValue in
      .object([
        ("objective_usd_per_year", .number(figures.objective)),
        ("lower_bound_usd_per_year", .number(figures.lowerBound)),
        ("primal_residual", .exact(figures.primalResidual)),
        ("dual_residual", .exact(figures.dualResidual)),
        ("relative_gap", .exact(figures.relativeGap)), ("passed", .bool(figures.passed)),
      ])
    }
    return [
      ("certificate", certificate ?? .null),
      ("accounts", accounts),
      ("balance_residual_mw", .exact(plan.greatestBalanceResidual.in(.megawatts))),
      ("overlap_hours", overlaps),
      (
        "program",
        .object([
          ("rows", .integer(result.program.rows)), ("columns", .integer(result.program.columns)),
          ("nonzeros", .integer(result.program.nonzeros)),
        ])
      ),
      (
        "solver",
        .object([
          ("name", .text(result.solver.name)), ("version", .text(result.solver.version)),
          ("method", .text(result.solver.method)),
          ("iterations", .integer(result.solver.iterations)),
        ])
      ),
    ]
  }

  private var about: Members {
    let horizon = plan.horizon
    return [
      (
        "horizon",
        .object([
          ("year", .integer(horizon.calendar.year)),
          ("step_minutes", .integer(horizon.stepMinutes)), ("steps", .integer(horizon.count)),
          (
            "utc_offset_hours",
            horizon.calendar.utcOffsetMinutes.map { .number(Double($0) / 60) } ?? .null
          ),
          ("years_per_step_sum", .number(horizon.weight)),
        ])
      ),
      ("calendar_rule", .text(Wording.calendarRule(horizon.calendar))),
      ("dollar_year", .integer(site.dollarYear)),
      ("real_discount_rate", .number(site.realDiscountRate)),
      ("conventions", .texts(Wording.conventions(of: site))),
      ("not_modelled", .texts(plan.notes.filter { !site.notes.contains($0) })),
      ("notes", .texts(site.notes)),
      ("warnings", .texts(result.warnings)),
      ("scenario", site.scenario.map { .text($0) } ?? .null),
      ("overrides", .texts(result.overrides)),
      (
        "defaults_used",
        .array(
          site.defaults.map {
            .object([
              ("component", .text($0.component)), ("key", .text($0.key)),
              ("value", .text($0.value)), ("origin", .text($0.origin)),
            ])
          })
      ),
      (
        "inputs",
        .array(
          site.inputs.map {
            .object([("file", .text($0.path)), ("sha256", .text($0.sha256))])
          })
      ),
      (
        "tables",
        .array(
          tables.map {
            .object([
              ("file", .text($0.name)), ("sha256", .text(Digest.sha256(of: $0.bytes))),
            ])
          })
      ),
    ]
  }
}
