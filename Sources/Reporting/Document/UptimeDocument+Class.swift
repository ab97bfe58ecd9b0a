extension UptimeDocument {
  /// What simulated outages show of one class.
  package struct ClassUptime: JSONRecord {
    package var contractTarget: Double?
    package var supplyTarget: Double?
    package var decision: String?
    package var basis = ""
    package var availability: Double?
    package var timeAvailability: Double?
    package var energyAvailability: Double?
    package var low: Double?
    package var high: Double?
    package var unavailabilityBound: Double?
    package var shortHours: Double?
    package var unserved: Double?
    package var events: Double?
    package var eventHours = EventHours()
    package var monthMissProbability: Double?
    package var cause = Keyed<Double>()
    package var gpuHours: GPUHours?
    package var worst: [Event] = []

    package init() {}

    package static let fields: [Field<ClassUptime>] = targets + figures

    private static let targets: [Field<ClassUptime>] = [
      .init("contract_target", \.contractTarget, "as promised to the customer"),
      .init("supply_target", \.supplyTarget, "as supply must reach beside switchgear"),
      .init("decision", \.decision, "PASS, FAIL or NOT_DECIDED"),
      .init("basis", \.basis, "time, or energy for deferrable work"),
      .init("supply_availability", \.availability, "by the basis"),
      .init("time_availability", \.timeAvailability, "share of time served in full"),
      .init("energy_availability", \.energyAvailability, "share of energy served"),
      .init("availability_low", \.low, "lower end of 95 %"),
      .init("availability_high", \.high, "upper end of 95 %"),
      .init("unavailability_bound", \.unavailabilityBound, "one-sided bound of the confidence"),
    ]

    private static let figures: [Field<ClassUptime>] = [
      .init("short_hours_per_year", \.shortHours, "hours short (LOLH)"),
      .init("unserved_mwh_per_year", \.unserved, "expected unserved energy (EUE)"),
      .init("events_per_year", \.events, "events"),
      .init("event_hours", \.eventHours, "how long events last"),
      .init("month_miss_probability", \.monthMissProbability, "of a month below the target"),
      .init("cause", \.cause, "share of the shortage, by kind of cause"),
      .init("gpu_hours_lost_per_year", \.gpuHours, "GPU-hours lost"),
      .init("worst_events", \.worst, "the longest shortages"),
    ]

    /// How long events last.
    package struct EventHours: JSONRecord {
      package var mean: Double?
      package var most: Double?
      package var longest: Double?

      package init() {}

      package static let fields: [Field<EventHours>] = [
        .init("mean", \.mean, "mean hours"),
        .init("95_percent", \.most, "hours that 95 % of events do not exceed"),
        .init("longest", \.longest, "hours of the longest"),
      ]
    }

    /// GPU-hours lost in a year.
    package struct GPUHours: JSONRecord {
      package var idle = 0.0
      package var graceful = 0.0
      package var abrupt = 0.0

      package init() {}

      package static let fields: [Field<GPUHours>] = [
        .init("idle", \.idle, "without power"),
        .init("graceful_stops", \.graceful, "by stops with a checkpoint"),
        .init("abrupt_stops", \.abrupt, "by stops without one"),
      ]
    }

    /// One shortage.
    package struct Event: JSONRecord {
      package var year = 0
      package var start = ""
      package var hours = 0.0
      package var unserved = 0.0
      package var cause = ""
      package var kind = ""

      package init() {}

      package static let fields: [Field<Event>] = [
        .init("simulated_year", \.year, "which of the years"),
        .init("start", \.start, "when it began"), .init("hours", \.hours, "how long it lasted"),
        .init("unserved_mwh", \.unserved, "energy not served"),
        .init("cause", \.cause, "what began it"), .init("kind", \.kind, "kind of cause"),
      ]
    }
  }
}
