import Reliability

extension UptimeResult {
  /// `uptime.csv`: one figure a row.
  public var file: OutputFile {
    var table = CSVText(header: ["class", "figure", "of", "value"])
    func row(_ name: String, _ figure: String, of subject: String = "", _ value: Double?) {
      guard let value else { return }
      table.row([.text(name), .text(figure), .text(subject), .number(value)])
    }
    let outcome = verdict.outcome
    row("", "years", Double(outcome.years))
    row("", "seed", Double(outcome.seed))
    row("", "confidence", verdict.confidence)
    row("", "interruptions_per_year", outcome.interruptionsPerYear)
    row("", "interruptions_per_year", of: "ridden through by stores", outcome.riddenThroughPerYear)
    row("", "starts_per_year", outcome.startsPerYear)
    row("", "starts_per_year", of: "failed", outcome.failedStartsPerYear)
    for warning in warnings { table.row([.text(""), .text("warning"), .text(""), .text(warning)]) }
    row("", "unavailability_outside", of: "distribution", distributionUnavailability)
    row("", "unavailability_outside", of: "transfer", transferUnavailability)
    for (result, decision) in zip(outcome.classes, verdict.classes) {
      func own(_ figure: String, of subject: String = "", _ value: Double?) {
        row(result.name, figure, of: subject, value)
      }
      own("contract_target", result.target.map(promised))
      own("supply_target", result.target)
      if let decision {
        table.row([.text(result.name), .text("decision"), .text(""), .text(decision.rawValue)])
      }
      own("time_availability", result.timeAvailability)
      own("energy_availability", result.energyAvailability)
      own("availability_low", result.interval.lowerBound)
      own("availability_high", result.interval.upperBound)
      own("unavailability_bound", result.unavailabilityBound(confidence: verdict.confidence))
      own("short_hours_per_year", result.shortHours.mean)
      own("short_hours_standard_error", result.shortHours.standardError)
      own("unserved_mwh_per_year", result.unservedMWh.mean)
      own("events_per_year", result.events.mean)
      own("event_hours", of: "mean", result.meanHours)
      own("event_hours", of: "95 % of events", result.hours95)
      own("event_hours", of: "longest", result.longestHours)
      own("month_miss_probability", result.monthMissProbability)
      for blame in result.blame {
        own("blame_share", of: blame.name.isEmpty ? blame.kind.rawValue : blame.name, blame.share)
      }
      own("gpu_hours_lost_per_year", of: "idle", result.gpuHours?.idle)
      own("gpu_hours_lost_per_year", of: "graceful stops", result.gpuHours?.graceful)
      own("gpu_hours_lost_per_year", of: "abrupt stops", result.gpuHours?.abrupt)
      for (place, event) in result.worst.enumerated() {
        let place = "\(place + 1)"
        own("worst_event_mwh", of: place, event.unservedMWh)
        own("worst_event_hours", of: place, event.hours)
        own("worst_event_simulated_year", of: place, Double(event.year + 1))
        for (figure, text) in [
          ("worst_event_start", stamp(event)), ("worst_event_cause", event.causeName),
        ] {
          table.row([.text(result.name), .text(figure), .text(place), .text(text)])
        }
      }
    }
    return OutputFile(name: "uptime.csv", bytes: table.bytes)
  }

  /// The block of `plan.json`.
  var json: JSONValue {
    let outcome = verdict.outcome
    var members: [(key: String, value: JSONValue)] = [
      ("uptime_decision", verdict.decision.map { .text($0.rawValue) } ?? .null),
      ("years", .integer(outcome.years)), ("seed", .integer(Int(outcome.seed))),
      ("confidence", .number(verdict.confidence)),
      (
        "supply",
        .object([
          ("interruptions_per_year", .number(outcome.interruptionsPerYear)),
          ("ridden_through_by_stores_per_year", .number(outcome.riddenThroughPerYear)),
          ("starts_per_year", .number(outcome.startsPerYear)),
          ("failed_starts_per_year", .number(outcome.failedStartsPerYear)),
        ])
      ), ("warnings", .array(warnings.map { .text($0) })),
      (
        "outside_the_simulation",
        .object([
          ("distribution_unavailability", .number(distributionUnavailability)),
          ("transfer_unavailability", .number(transferUnavailability)),
        ])
      ),
      ("classes", .keyed(zip(outcome.classes, verdict.classes).map { ($0.name, json($0, $1)) })),
    ]
    if let loop {
      members.append(
        (
          "loop",
          .array(
            loop.steps.map {
              .object([
                ("change", .text($0.change)), ("objective_usd_per_year", .number($0.objective)),
                ("share_of_allowed", .number($0.shareOfAllowed)),
              ])
            })
        ))
      members.append(
        (
          "next_nine",
          loop.nextNine.map {
            .object([
              ("target", .number($0.target)), ("additional_cost_usd_per_year", .number($0.cost)),
              ("obstacle", $0.obstacle.map { .text($0) } ?? .null),
            ])
          } ?? .null
        ))
    }
    return .object(members)
  }

  private func json(_ result: ClassOutcome, _ decision: Certification.Decision?) -> JSONValue {
    .object([
      ("contract_target", .number(result.target.map(promised))),
      ("supply_target", .number(result.target)),
      ("decision", decision.map { .text($0.rawValue) } ?? .null),
      ("basis", .text(result.isDeferrable ? "energy" : "time")),
      ("supply_availability", .number(result.availability)),
      ("time_availability", .number(result.timeAvailability)),
      ("energy_availability", .number(result.energyAvailability)),
      ("availability_low", .number(result.interval.lowerBound)),
      ("availability_high", .number(result.interval.upperBound)),
      (
        "unavailability_bound",
        .number(result.unavailabilityBound(confidence: verdict.confidence))
      ),
      ("short_hours_per_year", .number(result.shortHours.mean)),
      ("unserved_mwh_per_year", .number(result.unservedMWh.mean)),
      ("events_per_year", .number(result.events.mean)),
      (
        "event_hours",
        .object([
          ("mean", .number(result.meanHours)), ("95_percent", .number(result.hours95)),
          ("longest", .number(result.longestHours)),
        ])
      ),
      ("month_miss_probability", .number(result.monthMissProbability)),
      (
        "blame",
        .keyed(result.blameByKind.map { ($0.kind.rawValue, .number($0.share)) })
      ),
      (
        "gpu_hours_lost_per_year",
        result.gpuHours.map {
          .object([
            ("idle", .number($0.idle)), ("graceful_stops", .number($0.graceful)),
            ("abrupt_stops", .number($0.abrupt)),
          ])
        } ?? .null
      ),
      ("worst_events", .array(result.worst.map(json))),
    ])
  }

  private func json(_ event: ClassOutcome.Event) -> JSONValue {
    .object([
      ("simulated_year", .integer(event.year + 1)), ("start", .text(stamp(event))),
      ("hours", .number(event.hours)), ("unserved_mwh", .number(event.unservedMWh)),
      ("cause", .text(event.causeName)), ("kind", .text(event.kind.rawValue)),
    ])
  }

  /// The block of `plan.json` as a document of its own.
  public var document: String { String(decoding: json.document, as: UTF8.self) }

  /// The certificate in lines for people.
  public func text(width: Int = 80, color: Bool = false) -> String {
    var page = SummaryPage(width: max(60, width), color: color)
    page.uptime(self)
    return page.lines.joined(separator: "\n") + "\n"
  }
}

extension SummaryPage {
  /// What simulated outages show, class by class.
  mutating func uptime(_ uptime: UptimeResult) {
    let outcome = uptime.verdict.outcome
    heading("Uptime, by simulated outages (supply of power; intervals of 95 %)")
    for (result, decision) in zip(outcome.classes, uptime.verdict.classes) {
      let places = Self.places(1 - result.interval.upperBound, 1 - result.interval.lowerBound)
      func percent(_ share: Double) -> String { FigureText.grouped(100 * share, places: places) }
      var line =
        "\(result.name): \(percent(result.availability)) % "
        + "[\(percent(result.interval.lowerBound)), \(percent(result.interval.upperBound))], "
        + "\(FigureText.grouped(Double(outcome.years))) years"
      let blame = result.blameByKind.filter { $0.share >= 0.005 }
        .map { "\($0.kind.words) \(FigureText.grouped(100 * $0.share)) %" }
      if !blame.isEmpty { line += ", causes: \(blame.joined(separator: ", "))" }
      wrap(line)
      uptimeEvents(result, uptime)
      guard let target = result.target, let decision else { continue }
      var verdict =
        "\(decision.rawValue.replacingUnderscores): contract target "
        + "\(Self.share(uptime.promised(target))) %"
      if uptime.outside > 0 {
        verdict += ", so supply must reach \(Self.share(target)) % beside switchgear "
        verdict += "(\(Self.share(uptime.distributionUnavailability)) %) and transfer "
        verdict += "(\(Self.share(uptime.transferUnavailability)) %)"
      } else {
        verdict += "; switchgear and transfer within the site are not stated and not counted"
      }
      if let misses = result.monthMissProbability {
        verdict += "; missed in \(FigureText.grouped(100 * misses, places: 2)) % of months"
      }
      wrap("  " + verdict, indent: "    ")
    }
    uptimeSupply(outcome)
    for warning in uptime.warnings { wrap("Warning: " + warning + ".") }
    if let loop = uptime.loop {
      wrap(
        "The plan was found in \(loop.steps.count) steps, each tried on simulated years, and "
          + "certified on an independent set of simulated years.")
      if let next = loop.nextNine {
        wrap(
          "The next nine (\(Self.share(next.target)) %) "
            + (next.cost.map { "would cost \(FigureText.grouped($0)) USD a year more." }
              ?? "was not reached: \(next.obstacle ?? "no plan was certified for it")."))
      }
    }
  }

  /// How often what ran did not carry the load, and what came in its place.
  private mutating func uptimeSupply(_ outcome: Outcome) {
    var line =
      "What ran did not carry the load \(number(outcome.interruptionsPerYear)) times a year; stores "
      + "rode through \(number(outcome.riddenThroughPerYear)) of them."
    if outcome.hasStarts {
      line +=
        " Sets were started \(number(outcome.startsPerYear)) times, and "
        + "\(number(outcome.failedStartsPerYear)) of the starts failed."
    }
    wrap(line)
  }

  /// Rare events keep two figures.
  private func number(_ value: Double) -> String {
    if value > 0, value < 0.0995 {
      return FigureText.grouped(value, places: value < 0.01 ? 5 : 3)
    }
    return FigureText.grouped(value, places: value < 10 ? 2 : value < 1000 ? 1 : 0)
  }

  /// How often, how long, and what it takes.
  private mutating func uptimeEvents(_ result: ClassOutcome, _ uptime: UptimeResult) {
    if let mean = result.meanHours, let most = result.hours95, let longest = result.longestHours,
      let worst = result.worst.first
    {
      wrap(
        "  \(number(result.events.mean)) events a year of \(number(mean)) h, 95 % within "
          + "\(number(most)) h, the longest \(number(longest)) h; the worst, "
          + "\(number(worst.unservedMWh)) MWh, began at \(uptime.stamp(worst)) "
          + "with \(worst.causeName)", indent: "    ")
    }
    if let lost = result.gpuHours {
      wrap(
        "  GPU-hours lost a year: \(number(lost.idle)) idle, \(number(lost.graceful)) by stops "
          + "that could be foreseen, \(number(lost.abrupt)) by abrupt ones", indent: "    ")
    }
  }

  /// A share in percent with as many figures as it has.
  private static func share(_ share: Double) -> String {
    var text = FigureText.grouped(100 * share, places: 6)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// Decimals that show the difference of two unavailabilities.
  private static func places(_ low: Double, _ high: Double) -> Int {
    var places = 2
    var width = 100 * max(high - low, 1e-9)
    while width < 2, places < 7 {
      width *= 10
      places += 1
    }
    return min(7, max(3, places))
  }
}
