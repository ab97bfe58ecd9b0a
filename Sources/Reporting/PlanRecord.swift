import Foundation
import SiteModel
public import Units

/// What is read back of `plan.json`; `PlanDocument` writes it.
public struct PlanRecord: Decodable, Sendable {
  /// Name of the site.
  public let site: String
  /// How good the answer was: a raw value of `SitePlan.Status`.
  public let status: String
  /// Keys that were set for that run: the site is read again with them.
  public let overrides: [String]
  /// t CO2e of each source, as `component.source`; nil where there was no dispatch.
  public let emissions: [String: Double]?
  let inputs: [Input]
  /// Tables beside it, as they were written; none in a file of before.
  let tables: [Input]
  let solver: Solver
  let sizes: [String: Size]?
  let details: [String: [String: Double?]]?
  let bill: Bill?
  /// What the page of results tells beside it.
  let told: Told
  /// USD a year of each line, as `component.line`.
  let costs: [String: Double?]?
  let objective: Double?
  /// Program cost with the expected loss of outages; nil where that is not known.
  let totalCost: Double?
  let expectedLoss: ExpectedLoss?
  let served: Double?
  let costPerServed: Double?
  let availability: [String: Double?]?
  let emissionTotals: EmissionTotals?
  let uptime: Uptime?
  let certificate: Certificate?
  let shadowPrices: [String: ShadowPrice]?
  private let cashUSD: Double?
  private let countGap: Double?

  struct ExpectedLoss: Decodable {
    let amount: Double?

    private enum CodingKeys: String, CodingKey {
      case amount = "expected_loss_usd_per_year"
    }
  }

  struct Certificate: Decodable {
    let relativeGap: Double?

    private enum CodingKeys: String, CodingKey {
      case relativeGap = "relative_gap"
    }
  }

  struct ShadowPrice: Decodable {
    let value: Double?
  }

  struct EmissionTotals: Decodable {
    let counted: Double?
  }

  struct Uptime: Decodable {
    let classes: [String: Outcome]

    struct Outcome: Decodable {
      let availability: Double?

      private enum CodingKeys: String, CodingKey {
        case availability = "supply_availability"
      }
    }
  }

  /// SHA-256 of each file that was read.
  var digests: [String: String] {
    Dictionary(inputs.map { ($0.file, $0.sha256) }) { first, _ in first }
  }

  struct Input: Decodable {
    let file: String
    let sha256: String
  }

  struct Solver: Decodable {
    let name: String
    let version: String
  }

  struct Size: Decodable {
    let power: Double?
    let energy: Double?
    let units: Double?

    private enum CodingKeys: String, CodingKey {
      case power = "power_mw"
      case energy = "energy_mwh"
      case units
    }
  }

  struct Bill: Decodable {
    let source: String?
    let alone: Double?

    private enum CodingKeys: String, CodingKey {
      case source = "single_source_component"
      case alone = "single_source"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case site, status, overrides, inputs, tables, solver, sizes, details, availability, uptime
    case certificate
    case shadowPrices = "shadow_prices"
    case costs = "cost_usd_per_year"
    case objective = "objective_usd_per_year"
    case totalCost = "total_cost_usd_per_year"
    case expectedLoss = "expected_loss"
    case served = "served_mwh"
    case costPerServed = "cost_per_mwh_served_usd"
    case emissionTotals = "emissions_totals_t_co2e"
    case emissions = "emissions_t_co2e"
    case bill = "bill_usd_per_year"
    case cashUSD = "cash_usd_per_year"
    case countGap = "count_gap"
  }

  /// Decoded here, for `told` has the same members as the whole.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    site = try values.decode(String.self, forKey: .site)
    status = try values.decode(String.self, forKey: .status)
    overrides = try values.decode([String].self, forKey: .overrides)
    emissions = try values.decodeIfPresent([String: Double].self, forKey: .emissions)
    inputs = try values.decode([Input].self, forKey: .inputs)
    tables = try values.decodeIfPresent([Input].self, forKey: .tables) ?? []
    solver = try values.decode(Solver.self, forKey: .solver)
    sizes = try values.decodeIfPresent([String: Size].self, forKey: .sizes)
    details = try values.decodeIfPresent([String: [String: Double?]].self, forKey: .details)
    bill = try values.decodeIfPresent(Bill.self, forKey: .bill)
    costs = try values.decodeIfPresent([String: Double?].self, forKey: .costs)
    objective = try values.decodeIfPresent(Double.self, forKey: .objective)
    totalCost = try values.decodeIfPresent(Double.self, forKey: .totalCost)
    expectedLoss = try values.decodeIfPresent(ExpectedLoss.self, forKey: .expectedLoss)
    served = try values.decodeIfPresent(Double.self, forKey: .served)
    costPerServed = try values.decodeIfPresent(Double.self, forKey: .costPerServed)
    availability = try values.decodeIfPresent([String: Double?].self, forKey: .availability)
    emissionTotals = try values.decodeIfPresent(EmissionTotals.self, forKey: .emissionTotals)
    uptime = try values.decodeIfPresent(Uptime.self, forKey: .uptime)
    certificate = try values.decodeIfPresent(Certificate.self, forKey: .certificate)
    shadowPrices = try values.decodeIfPresent([String: ShadowPrice].self, forKey: .shadowPrices)
    cashUSD = try values.decodeIfPresent(Double.self, forKey: .cashUSD)
    countGap = try values.decodeIfPresent(Double.self, forKey: .countGap)
    told = try Told(from: decoder)
  }

  /// Why a plan cannot be read.
  public struct Failure: Error, CustomStringConvertible {
    /// What was found, and what to do.
    public let description: String
    /// Nothing is there, rather than something that cannot be read.
    public let isAbsence: Bool
  }

  /// The record in a site's folder of results.
  public static func read(folder: String, site: String) throws(Failure) -> PlanRecord {
    let path = "\(folder)/plan.json"
    let again = "help: run make optimise SITE=\(site)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(
        description: "there is no plan of '\(site)': no \(path)\n\(again)", isAbsence: true)
    }
    return try read(data, named: path, site)
  }

  /// Whether it was written when `count_gap` stood beside a status that held for its counts alone, and
  /// gensets ran in parts; since then one `mip_gap` is claimed for whole gensets and all counts.
  public var isOfFixedCounts: Bool { countGap != nil && told.mipGap == nil }

  /// Whether there is a dispatch beside it.
  public var hasDispatch: Bool { cashUSD != nil }

  /// All cash costs of a year; nil where there was no dispatch.
  public var cash: Money? { cashUSD.map { Money($0, .usd) } }
}
