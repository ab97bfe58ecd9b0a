import Foundation
import Tabular

/// `portfolio.json`: what sites that share limits cost together, how far that can be from the least, and what a unit
/// more of each limit is worth.
///
/// Tables and page are made from it.
public struct PortfolioDocument: JSONRecord {
  /// Changes when a key changes its name or its meaning.
  package static let version = 1

  package var schemaVersion = PortfolioDocument.version
  package var statement = ""
  package var hours: Int?
  package var cost = 0.0
  package var lowerBound = Exact(0)
  package var gap = Exact(0)
  package var gapAim = Exact(0)
  package var costAlone = 0.0
  package var planCost: Double?
  package var planGap: Exact?
  package var meanSiteGap: Exact?
  package var joinedCost: Double?
  package var joinedBound: Double?
  package var rounds = 0
  package var boundRound = ""
  package var boundPrices = Keyed<Exact>()
  package var splitSites = 0
  package var sitesGiven = 0
  package var limits = Keyed<Limit>()
  package var sites = Keyed<Site>()

  package init() {}

  package static let fields: [Field<PortfolioDocument>] = [
    .init("schema_version", \.schemaVersion, "version of this form"),
    .init("statement", \.statement, "the answer in a sentence"),
    .init(ifAny: "horizon_hours", \.hours, "hours modelled, where not the year"),
    .init("cost_usd_per_year", \.cost, "least cost found, with units in fractions"),
    .init(
      "lower_bound_usd_per_year", \.lowerBound,
      "no plans of the sites within the limits cost less together"),
    .init("gap", \.gap, "cost above the lower bound, in relation to the cost"),
    .init("gap_aim", \.gapAim, "gap at which the rounds end"),
    .init(
      "cost_alone_usd_per_year", \.costAlone,
      "each site by itself with its own modules and no shared limit, units in fractions"),
    .init(ifAny: "plan_cost_usd_per_year", \.planCost, "all plans in whole units, without prices"),
    .init(ifAny: "plan_gap", \.planGap, "plan_cost above the lower bound, in relation to it"),
    .init(
      ifAny: "mean_mip_gap", \.meanSiteGap, "the sites' own gaps, weighted by what they cost"),
    .init(
      ifAny: "joined_cost_usd_per_year", \.joinedCost,
      "all sites as one program, units in fractions: the check"),
    .init(ifAny: "joined_lower_bound_usd_per_year", \.joinedBound, "its certified bound"),
    .init("rounds", \.rounds, "rounds of prices"),
    .init("bound_round", \.boundRound, "round whose answers prove the bound"),
    .init("bound_prices_usd_per_year", \.boundPrices, "its prices for a unit of each limit"),
    .init("split_sites", \.splitSites, "answers that sites mix beyond one each"),
    .init("shares_changed", \.sitesGiven, "times that a site got a unit of another"),
    .init("limits", \.limits, "what is shared"),
    .init("sites", \.sites, "what each site has of it"),
  ]

  /// One limit over all sites.
  package struct Limit: JSONRecord {
    package var unit = ""
    package var limit = 0.0
    package var alone = 0.0
    package var used = 0.0
    package var planned: Double?
    package var price = 0.0
    package var worth = 0.0
    package var missing: Double?

    package init() {}

    package static let fields: [Field<Limit>] = [
      .init("unit", \.unit, "unit of the amounts"),
      .init("limit", \.limit, "how much there is"),
      .init("used_alone", \.alone, "what the sites would use by themselves"),
      .init("used", \.used, "what they use together"),
      .init(ifAny: "used_by_plans", \.planned, "what the plans in whole units use"),
      .init(
        "price_usd_per_unit_year", \.price,
        "what one unit more would save a year; of modules what one more costs is its negative"),
      .init("worth_usd_per_year", \.worth, "price times limit"),
      .init(ifAny: "missing", \.missing, "what is missing at any price asked about"),
    ]
  }

  /// What a site has.
  package struct Site: JSONRecord {
    package var modulesAlone = 0.0
    package var modules: Double?
    package var costAlone = 0.0
    package var cost = 0.0
    package var planCost: Double?
    package var alone = Keyed<Double>()
    package var used = Keyed<Double>()
    package var planned = Keyed<Double>()
    package var shares = Keyed<Double>()

    package init() {}

    package static let fields: [Field<Site>] = [
      .init("modules_alone", \.modulesAlone, "modules of its file"),
      .init(ifAny: "modules", \.modules, "modules that are placed there"),
      .init("cost_alone_usd_per_year", \.costAlone, "by itself, units in fractions"),
      .init("cost_usd_per_year", \.cost, "together, units in fractions"),
      .init(ifAny: "plan_cost_usd_per_year", \.planCost, "in whole units, without prices"),
      .init("used_alone", \.alone, "what it would use by itself"),
      .init("used", \.used, "what it uses together"),
      .init("used_by_plan", \.planned, "what its plan uses"),
      .init("share", \.shares, "most that it was given"),
    ]
  }

  /// The document in some bytes; nil where they hold none.
  package init?(_ bytes: [UInt8]) {
    var notes = ReadingNotes()
    guard let json = try? JSONReader.read(bytes),
      let read = try? PortfolioDocument(json, &notes)
    else { return nil }
    self = read
  }
}
