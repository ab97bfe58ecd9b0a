extension PlanRecord {
  /// What `plan.json` tells people: the page of results prints these figures and no others.
  struct Told: Decodable, Sendable {
    let description: String
    let statement: String
    let objective: Double?
    let served: Double?
    let costPerServed: Double?
    let costs: [String: Double]?
    let natures: [String: Double]?
    let nonCash: [String]?
    let emissionTotals: EmissionTotals?
    let availability: [String: Double]?
    let unserved: [String: Unserved]?
    let expectedLoss: ExpectedLoss?
    let shadowPrices: [String: ShadowPrice]?
    let violations: [Violation]?
    let certificate: Certificate?
    let lowerBound: Double?
    let mipGap: Double?
    let program: Program
    let method: SolverMethod
    let calendarRule: String
    let dollarYear: Int
    let realDiscountRate: Double
    let conventions: [String]
    let notModelled: [String]
    let notes: [String]
    let warnings: [String]
    let defaults: [Default]
    let accounts: Accounts
    let bill: Bill?

    private enum CodingKeys: String, CodingKey {
      case description, statement, unserved, availability, violations, certificate, program
      case conventions, notes, warnings, accounts
      case objective = "objective_usd_per_year"
      case served = "served_mwh"
      case costPerServed = "cost_per_mwh_served_usd"
      case costs = "cost_usd_per_year"
      case natures = "cost_by_nature_usd_per_year"
      case nonCash = "cost_lines_that_are_not_cash"
      case emissionTotals = "emissions_totals_t_co2e"
      case expectedLoss = "expected_loss"
      case shadowPrices = "shadow_prices"
      case lowerBound = "lower_bound_usd_per_year"
      case mipGap = "mip_gap"
      case method = "solver"
      case calendarRule = "calendar_rule"
      case dollarYear = "dollar_year"
      case realDiscountRate = "real_discount_rate"
      case notModelled = "not_modelled"
      case defaults = "defaults_used"
      case bill = "bill_usd_per_year"
    }

    struct ExpectedLoss: Decodable {
      let notKnown: String?
      let amount: Double?
      let standardError: Double?
      let withheld: Double?
      let total: Double?
      let steps: [Step]?

      struct Step: Decodable {
        let component: String
        let change: String
        let basis: String
        let programCost: Double?
        let loss: Double?
        let total: Double?
        let isTaken: Bool

        private enum CodingKeys: String, CodingKey {
          case component, change, basis
          case programCost = "program_cost_usd_per_year"
          case loss = "expected_loss_usd_per_year"
          case total = "total_cost_usd_per_year"
          case isTaken = "taken"
        }
      }

      private enum CodingKeys: String, CodingKey {
        case steps
        case notKnown = "not_known"
        case amount = "expected_loss_usd_per_year"
        case standardError = "standard_error_usd_per_year"
        case withheld = "withheld_by_plan_usd_per_year"
        case total = "total_cost_usd_per_year"
      }
    }

    struct EmissionTotals: Decodable {
      let counted: Double
      let outside: Double
      let gwpSet: String

      private enum CodingKeys: String, CodingKey {
        case counted
        case outside = "outside_the_inventory"
        case gwpSet = "gwp_set"
      }
    }

    struct Unserved: Decodable {
      let demand: Double
      let unserved: Double
      let hoursShort: Double

      private enum CodingKeys: String, CodingKey {
        case demand = "demand_mwh"
        case unserved = "unserved_mwh"
        case hoursShort = "hours_short"
      }
    }

    struct ShadowPrice: Decodable {
      let value: Double?
      let unit: String
      let steps: Int

      private enum CodingKeys: String, CodingKey {
        case value, unit
        case steps = "binding_steps"
      }
    }

    struct Violation: Decodable {
      let policy: String
      let meaning: String
      let greatest: Double
      let unit: String
      let total: Double
      let totalUnit: String
      let steps: Int

      private enum CodingKeys: String, CodingKey {
        case policy, meaning, greatest, unit, total, steps
        case totalUnit = "total_unit"
      }
    }

    struct Certificate: Decodable {
      // Null where undefined.
      let objective: Double?
      let lowerBound: Double?
      let primalResidual: Double?
      let dualResidual: Double?
      let relativeGap: Double?
      let passed: Bool

      private enum CodingKeys: String, CodingKey {
        case passed
        case objective = "objective_usd_per_year"
        case lowerBound = "lower_bound_usd_per_year"
        case primalResidual = "primal_residual"
        case dualResidual = "dual_residual"
        case relativeGap = "relative_gap"
      }
    }

    struct Program: Decodable {
      let rows: Int
      let columns: Int
      let nonzeros: Int
    }

    struct SolverMethod: Decodable {
      let method: String
      let iterations: Int
    }

    struct Default: Decodable {
      let component: String
      let key: String
      let value: String
      let origin: String
    }

    struct Accounts: Decodable {
      let passed: Bool
      let checks: [Check]

      struct Check: Decodable {
        let name: String
        let passed: Bool
      }
    }

    /// Beside what `PlanRecord.Bill` holds: the figures of the bill by their keys.
    struct Bill: Decodable {
      let amounts: [String: Double]

      private enum Key: String, CodingKey, CaseIterable {
        case plan, saving
        case businessAsUsual = "business_as_usual"
        case allCashCosts = "all_cash_costs"
        case alone = "single_source"
        case savingAgainstAlone = "saving_against_single_source"
        case savingAfterAll = "saving_after_all_cash_costs"
      }

      init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        var amounts: [String: Double] = [:]
        for key in Key.allCases {
          amounts[key.rawValue] = try values.decodeIfPresent(Double.self, forKey: key)
        }
        self.amounts = amounts
      }
    }
  }
}
