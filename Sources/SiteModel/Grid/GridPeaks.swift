public import Units

/// When the grid's coincident peaks are, or may be, by tariff line.
///
/// A file `line,peak,start,probability`: one row an hour. A peak whose rows have no probability is known:
/// the peak import over its hours counts. Otherwise each hour is a candidate, the probabilities of a
/// peak add up to 1, and the expected import counts: nobody knows the peak hours beforehand.
///
/// The import of an hour is the mean of its steps. A peak is billed in the month of its first hour. In a
/// horizon shorter than a year a peak with an hour outside is not billed, and a mean over peaks still
/// divides by all of them; in a longer one, which repeats the year, the mean of a peak's repetitions counts.
public struct CoincidentPeaks: Sendable, Equatable {
  /// One peak of one line.
  public struct Peak: Sendable, Equatable {
    /// Tariff line that bills it.
    public let line: String
    /// Name of the peak, such as `june`.
    public let name: String
    /// Its hours.
    public let hours: [Hour]
    /// Whether its hours are candidates with probabilities.
    public var isExpected: Bool { hours.contains { $0.probability != nil } }

    /// A peak.
    public init(line: String, name: String, hours: [Hour]) {
      self.line = line
      self.name = name
      self.hours = hours
    }
  }

  /// One hour in which a peak is or may be.
  public struct Hour: Sendable, Equatable {
    /// Minutes of standard time since the year began, at the hour's start.
    public let minute: Int
    /// Chance that the peak is here; nil: known.
    public let probability: Double?

    /// An hour.
    public init(minute: Int, probability: Double? = nil) {
      self.minute = minute
      self.probability = probability
    }
  }

  /// In the order of the file.
  public let peaks: [Peak]

  /// Peaks that a reader has checked.
  public init(_ peaks: [Peak]) { self.peaks = peaks }
}

/// Peaks that the meter has already seen, by demand line.
///
/// A file `line,year,month,peak_kw`. Peaks of the modelled year are a floor of that month's peak (a peak
/// already set). Peaks of the year before replace the recurring year's in a ratchet's look-back.
public struct MeteredPeaks: Sendable, Equatable {
  /// One metered peak.
  public struct Peak: Sendable, Equatable {
    /// Demand line.
    public let line: String
    /// Year of the meter.
    public let year: Int
    /// Month, 1 to 12.
    public let month: Int
    /// What the meter saw.
    public let power: Power

    /// A metered peak.
    public init(line: String, year: Int, month: Int, power: Power) {
      self.line = line
      self.year = year
      self.month = month
      self.power = power
    }
  }

  /// In the order of the file.
  public let peaks: [Peak]

  /// Peaks that a reader has checked.
  public init(_ peaks: [Peak]) { self.peaks = peaks }
}
