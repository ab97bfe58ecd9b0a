import Foundation

/// What a fleet's tables take from a site's `plan.json`.
struct AnsweredPlan: Decodable {
  let status: String
  let statement: String
  let overrides: [String]
  let inputs: [Input]
  let horizon: Horizon
  let costPerMWh: Double?
  let cash: Double?
  let served: Double?
  let sizes: [String: Size]?
  let totals: Totals?
  let unserved: [String: Unserved]?
  let uptime: Uptime?
  let violations: [Violation]?

  struct Input: Decodable {
    let file: String
    let sha256: String
  }

  struct Horizon: Decodable {
    let steps: Int
    let weight: Double

    private enum CodingKeys: String, CodingKey {
      case steps
      case weight = "years_per_step_sum"
    }
  }

  struct Size: Decodable {
    let power: Double?
    let energy: Double?
    let units: Double?
    let unitName: String?

    private enum CodingKeys: String, CodingKey {
      case power = "power_mw"
      case energy = "energy_mwh"
      case units
      case unitName = "unit_name"
    }
  }

  struct Totals: Decodable {
    let scope1: Double
    let scope2: Double
    /// Set of warming potentials that both are counted by.
    let potentials: String?

    private enum CodingKeys: String, CodingKey {
      case scope1 = "scope_1"
      case scope2 = "scope_2"
      case potentials = "gwp_set"
    }
  }

  struct Unserved: Decodable {
    let demand: Double
    let unserved: Double

    private enum CodingKeys: String, CodingKey {
      case demand = "demand_mwh"
      case unserved = "unserved_mwh"
    }
  }

  struct Uptime: Decodable {
    let decision: String?

    private enum CodingKeys: String, CodingKey {
      case decision = "uptime_decision"
    }
  }

  struct Violation: Decodable {
    let policy: String
    let meaning: String
    let greatest: Double
    let unit: String
  }

  private enum CodingKeys: String, CodingKey {
    case status, statement, overrides, inputs, horizon, sizes, unserved, uptime, violations
    case costPerMWh = "cost_per_mwh_served_usd"
    case cash = "cash_usd_per_year"
    case served = "served_mwh"
    case totals = "emissions_totals_t_co2e"
  }

  init?(_ bytes: [UInt8]) {
    guard let plan = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
    self = plan
  }

  /// Why there is no good plan, in one line; empty for a good one.
  var finding: String {
    if ["optimal", "near_optimal", "feasible"].contains(status) { return "" }
    guard let worst = violations?.first else { return statement }
    return "\(statement): \(worst.policy), \(worst.meaning)"
  }

  /// Energy served ÷ energy asked for, of all classes.
  var availability: Double? {
    guard let classes = unserved?.sorted(by: { $0.key < $1.key }).map(\.value) else { return nil }
    let demand = classes.reduce(0) { $0 + $1.demand }
    return demand > 0 ? 1 - classes.reduce(0) { $0 + $1.unserved } / demand : nil
  }
}

/// What the tables take from a site's `run.json`.
struct RunFigures: Decodable {
  /// Greatest memory of the run, MB.
  let peak: Double?
  private let stages: [Stage]

  private struct Stage: Decodable {
    let name: String
    let tries: [Try]
  }

  private struct Try: Decodable {
    let verdict: String
  }

  private enum CodingKeys: String, CodingKey {
    case peak = "peak_memory_mb"
    case stages
  }

  /// How far a run came that has no answer.
  var lastTry: String {
    let stage = stages.last { !$0.tries.isEmpty }
    let tries = stage.map { "\($0.tries.count) tries of '\($0.name)'" } ?? "all tries"
    return "no answer after \(tries): " + (stage?.tries.last?.verdict ?? "none left a point")
  }

  init?(_ bytes: [UInt8]) {
    guard let run = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
    self = run
  }
}
