import Reliability

extension UptimeDocument {
  init(_ result: UptimeResult) {
    let outcome = result.verdict.outcome
    decision = result.verdict.decision?.rawValue
    (years, seed) = (outcome.years, Int(outcome.seed))
    confidence = result.verdict.confidence
    supply.interruptions = outcome.interruptionsPerYear
    supply.riddenThrough = outcome.riddenThroughPerYear
    supply.starts = outcome.startsPerYear
    supply.failedStarts = outcome.failedStartsPerYear
    warnings = result.warnings
    outside.distribution = result.distributionUnavailability
    outside.transfer = result.transferUnavailability
    classes = Keyed(
      zip(outcome.classes, result.verdict.classes).map { part, decision in
        (part.name, ClassUptime(part, decision, of: result))
      })
    guard let steps = result.loop else { return }
    loop = steps.steps.map { step in
      var own = Iteration()
      (own.change, own.objective) = (step.change, step.objective)
      own.shareOfAllowed = step.shareOfAllowed
      return own
    }
    oneMoreNine = steps.oneMoreNine.map { nine in
      var own = OneMoreNine()
      (own.target, own.cost, own.obstacle) = (nine.target, nine.cost, nine.obstacle)
      return own
    }
  }
}

extension UptimeDocument.ClassUptime {
  init(_ part: ClassOutcome, _ verdict: Certification.Decision?, of result: UptimeResult) {
    contractTarget = part.target.map(result.promised)
    supplyTarget = part.target
    decision = verdict?.rawValue
    basis = part.isDeferrable ? "energy" : "time"
    availability = part.availability
    (timeAvailability, energyAvailability) = (part.timeAvailability, part.energyAvailability)
    (low, high) = (part.interval.lowerBound, part.interval.upperBound)
    unavailabilityBound = part.unavailabilityBound(confidence: result.verdict.confidence)
    (shortHours, unserved) = (part.shortHours.mean, part.unservedMWh.mean)
    events = part.events.mean
    (eventHours.mean, eventHours.most) = (part.meanHours, part.hours95)
    eventHours.longest = part.longestHours
    monthMissProbability = part.monthMissProbability
    cause = Keyed(part.causeShares.map { ($0.kind.rawValue, $0.share) })
    gpuHours = part.gpuHours.map { lost in
      var own = GPUHours()
      (own.idle, own.graceful, own.abrupt) = (lost.idle, lost.graceful, lost.abrupt)
      return own
    }
    worst = part.worst.map { event in
      var own = Event()
      (own.year, own.start) = (event.year + 1, result.stamp(event))
      (own.hours, own.unserved) = (event.hours, event.unservedMWh)
      (own.cause, own.kind) = (event.causeName, event.kind.rawValue)
      return own
    }
  }
}
