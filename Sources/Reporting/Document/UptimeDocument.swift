/// What simulated outages show: the block of `plan.json`, and a document of its own.
package struct UptimeDocument: JSONRecord {
  package var decision: String?
  package var years = 0
  package var seed = 0
  package var confidence = 0.0
  package var supply = Supply()
  package var warnings: [String] = []
  package var outside = Outside()
  package var classes = Keyed<ClassUptime>()
  package var loop: [Iteration]?
  package var oneMoreNine: OneMoreNine?

  package init() {}

  package static let fields: [Field<UptimeDocument>] = [
    .init("uptime_decision", \.decision, "PASS, FAIL or NOT_DECIDED"),
    .init("years", \.years, "simulated years"),
    .init("seed", \.seed, "where the random numbers start"),
    .init("confidence", \.confidence, "of the bounds"),
    .init("supply", \.supply, "interruptions and starts"),
    .init("warnings", \.warnings, "what to look into"),
    .init("outside_the_simulation", \.outside, "switchgear and transfer, as the site states"),
    .init("classes", \.classes, "by class of load"),
    .init(ifAny: "loop", \.loop, "plans on the way to the target"),
    .init(ifAny: "one_more_nine", \.oneMoreNine, "what a tenth of the shortage would cost"),
  ]

  /// Interruptions and starts of a year.
  package struct Supply: JSONRecord {
    package var interruptions = 0.0
    package var riddenThrough = 0.0
    package var starts = 0.0
    package var failedStarts = 0.0

    package init() {}

    package static let fields: [Field<Supply>] = [
      .init("interruptions_per_year", \.interruptions, "interruptions"),
      .init("ridden_through_by_storage_per_year", \.riddenThrough, "ridden through by storage"),
      .init("starts_per_year", \.starts, "starts of gensets"),
      .init("failed_starts_per_year", \.failedStarts, "starts that fail"),
    ]
  }

  /// What is not simulated.
  package struct Outside: JSONRecord {
    package var distribution: Double?
    package var transfer: Double?

    package init() {}

    package static let fields: [Field<Outside>] = [
      .init("distribution_unavailability", \.distribution, "of switchgear"),
      .init("transfer_unavailability", \.transfer, "of transfer"),
    ]
  }

  /// A plan on the way to the target.
  package struct Iteration: JSONRecord {
    package var change = ""
    package var objective: Double?
    package var shareOfAllowed: Double?

    package init() {}

    package static let fields: [Field<Iteration>] = [
      .init("change", \.change, "what was raised"),
      .init("objective_usd_per_year", \.objective, "program cost"),
      .init("share_of_allowed", \.shareOfAllowed, "unavailability over what the target allows"),
    ]
  }

  /// A target with a tenth of the shortage.
  package struct OneMoreNine: JSONRecord {
    package var target = 0.0
    package var cost: Double?
    package var obstacle: String?

    package init() {}

    package static let fields: [Field<OneMoreNine>] = [
      .init("target", \.target, "the target"),
      .init("additional_cost_usd_per_year", \.cost, "what it would cost more"),
      .init("obstacle", \.obstacle, "why it cannot be met"),
    ]
  }
}
