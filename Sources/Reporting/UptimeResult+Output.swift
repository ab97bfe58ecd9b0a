import Reliability
import Tabular

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
    row("", "interruptions_per_year", of: "ridden through by storage", outcome.riddenThroughPerYear)
    row("", "starts_per_year", outcome.startsPerYear)
    row("", "starts_per_year", of: "failed", outcome.failedStartsPerYear)
    for up in outcome.shareUp {
      row("", "share_up_probability", of: PlainNumber.text(up.share), up.probability)
    }
    for curve in survival {
      for (hours, chance) in curve.hourly {
        row("", "outage_survival", of: "\(curve.name), \(hours) h", chance)
      }
    }
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
      for cause in result.causes {
        own("cause_share", of: cause.name.isEmpty ? cause.kind.rawValue : cause.name, cause.share)
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

  /// The block of `plan.json` as a document of its own.
  public var document: String { String(decoding: UptimeDocument(self).bytes, as: UTF8.self) }

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
      let causes = result.causeShares.filter { $0.share >= 0.005 }
        .map { "\($0.kind.words) \(FigureText.grouped(100 * $0.share)) %" }
      if !causes.isEmpty { line += ", causes: \(causes.joined(separator: ", "))" }
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
    uptimeSurvival(uptime)
    for warning in uptime.warnings { wrap("Warning: " + warning + ".") }
    if let loop = uptime.loop {
      wrap(
        "The plan was found in \(loop.steps.count) steps, each tried on simulated years, and "
          + "certified on an independent set of simulated years.")
      if let next = loop.oneMoreNine {
        wrap(
          "One more nine (\(Self.share(next.target)) %) "
            + (next.cost.map { "would cost \(FigureText.grouped($0)) USD a year more." }
              ?? "was not reached: \(next.obstacle ?? "no plan was certified for it")."))
      }
    }
  }

  /// How often what ran did not carry the load, and what came in its place.
  private mutating func uptimeSupply(_ outcome: Outcome) {
    var line =
      "What ran did not carry the load \(number(outcome.interruptionsPerYear)) times a year; storage "
      + "rode through \(number(outcome.riddenThroughPerYear)) of them."
    if outcome.hasStarts {
      line +=
        " Sets were started \(number(outcome.startsPerYear)) times, and "
        + "\(number(outcome.failedStartsPerYear)) of the starts failed."
    }
    wrap(line)
  }

  /// Chances of outages of the grid, by their length.
  private mutating func uptimeSurvival(_ uptime: UptimeResult) {
    for curve in uptime.survival {
      let told = curve.hourly.filter { [1, 2, 4, 8, 12, 24].contains($0.hours) }
        .map { "\($0.hours) h \(FigureText.grouped(100 * $0.chance, places: 2)) %" }
      wrap(
        "An outage of the grid, begun at any hour of the year, is carried for \(curve.name): "
          + told.joined(separator: ", ") + ".")
    }
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
