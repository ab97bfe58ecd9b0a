/// A reporting year as its meters saw it: what takes the place of a plan's dispatch in the ledger.
///
/// Readings are spread evenly over the steps of their periods, so that every table that a plan has, a
/// reported year has too.
public struct MeteredYear: Sendable {
  /// The site on the calendar of the reporting year, with the certificates that were used in it.
  public let site: Site
  /// What was metered of each component, and what was acquired in the year; nothing of it is planned.
  public let plan: SitePlan
  /// Components as analyses, measurements and outages found them, from which step on.
  public let stretches: [Stretch]
  /// Gases that escaped from equipment.
  public let releases: [GasRelease]
  /// Every reading and every filled gap, in the order in which they were read.
  public let readings: [MeterReading]
  /// Serials of all certificates that were used; each is used once, here and at other sites.
  public let certificateSerials: [String]
  /// Whose the year is, and what it is set beside.
  public let reporting: ReportingTerms
  /// What a reader of the tables must know.
  public let notes: [String]

  package init(
    site: Site, plan: SitePlan, stretches: [Stretch], releases: [GasRelease],
    readings: [MeterReading], certificateSerials: [String], reporting: ReportingTerms,
    notes: [String]
  ) {
    self.site = site
    self.plan = plan
    self.stretches = stretches
    self.releases = releases
    self.readings = readings
    self.certificateSerials = certificateSerials
    self.reporting = reporting
    self.notes = notes
  }

  /// A component whose properties hold in some steps.
  public struct Stretch: Sendable {
    /// The component with the properties of these steps.
    public let component: any Component
    /// Steps in which they hold.
    public let steps: Range<Int>
    /// The day from which on they hold, for the names of factors; empty where the site's own hold.
    public let since: String

    package init(component: any Component, steps: Range<Int>, since: String) {
      self.component = component
      self.steps = steps
      self.since = since
    }
  }
}

/// A gas that escaped from equipment: refrigerants, SF6.
public struct GasRelease: Sendable, Equatable {
  /// Name of the equipment.
  public let equipment: String
  /// Name of the gas as the table of potentials has it.
  public let gas: String
  /// kg that escaped.
  public let kilograms: Double
  /// Steps over which it escaped.
  public let steps: Range<Int>
  /// How the amount is known.
  public let evidence: String

  package init(
    equipment: String, gas: String, kilograms: Double, steps: Range<Int>, evidence: String
  ) {
    self.equipment = equipment
    self.gas = gas
    self.kilograms = kilograms
    self.steps = steps
    self.evidence = evidence
  }
}

/// One reading of one meter, or one gap that was filled by a stated method.
public struct MeterReading: Sendable, Equatable {
  /// Name of the meter.
  public let meter: String
  /// Name of the component.
  public let component: String
  /// What was metered, as in `meters.csv`.
  public let flow: String
  /// Minutes since 1970, local standard time, within the reporting year.
  public let period: Range<Int>
  /// The part of the reading that falls into the reporting year, in its unit.
  public let amount: Double
  /// Unit of the amount.
  public let unit: String
  /// How the amount is known.
  public let evidence: Evidence
  /// Where it stands: file and line; empty for what was filled.
  public let place: String

  package init(
    meter: String, component: String, flow: String, period: Range<Int>, amount: Double,
    unit: String, evidence: Evidence, place: String
  ) {
    self.meter = meter
    self.component = component
    self.flow = flow
    self.period = period
    self.amount = amount
    self.unit = unit
    self.evidence = evidence
    self.place = place
  }

  /// How an amount is known, from the best to the worst.
  public enum Evidence: String, CaseIterable, Sendable, Comparable {
    /// As the meter showed it.
    case metered
    /// A reading that crosses the ends of the reporting year, by time.
    case proRata = "metered_pro_rata"
    /// Estimated by whoever reads the meter.
    case estimated
    /// A gap, filled with the plan scaled to the meter's other readings.
    case planScaled = "filled_plan_scaled"
    /// A gap, filled with the meter's readings of the year before.
    case priorYear = "filled_prior_year"

    /// Better evidence comes first.
    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }
}
