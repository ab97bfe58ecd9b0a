/// The dates of a horizon, and what money on them is worth at its beginning.
///
/// Months count from the beginning of the horizon. Payments by the year fall on its months pro rata.
package struct Timeline: Sendable {
  /// A modelled year, or a shorter stretch.
  package struct Stretch: Sendable {
    /// What it is called.
    package let name: String
    /// Its first month.
    package let firstMonth: Int
    /// Months that it stands for, its own and those until the next.
    package let months: Range<Int>
    /// Months of it in which capacities may change, from 0.
    package let begins: [Int]

    package init(name: String, firstMonth: Int, months: Range<Int>, begins: [Int]) {
      (self.name, self.firstMonth, self.months, self.begins) = (name, firstMonth, months, begins)
    }
  }

  package let stretches: [Stretch]
  /// Months of the horizon.
  package let months: Int
  package let salvage: PlanningHorizon.Salvage
  /// Real discount rate of a year.
  package let rate: Double
  /// What a payment by the year is worth for one of its months, whichever that is.
  private let worthOfMonth: @Sendable (Int) -> Double
  /// What is paid at once is moved by as much as what is paid by the year.
  private let shift: Double
  /// Whether what is paid at once falls on the two ends of its year pro rata, as what is paid by the year
  /// does: so a cash flow by the year has the same present value.
  private let paysProRata: Bool
  /// What of a price is paid by the year for as long as it lasts.
  package let recovery: @Sendable (_ years: Double) -> Double

  /// The dates of a horizon.
  ///
  /// - Parameter modelled: billing months that are modelled of each year: with fewer than twelve, later dates
  ///   have no hours of their own.
  /// - Parameter paysProRata: whether what is paid at once falls on the two ends of its year.
  package init(_ horizon: PlanningHorizon, modelled: Int = 12, paysProRata: Bool = false) {
    let ends = horizon.modelledYears.dropFirst() + [horizon.years]
    let dates = horizon.laterBuildDates.months
    stretches = zip(horizon.modelledYears, ends).map { year, next in
      Stretch(
        name: String(horizon.startYear + year), firstMonth: 12 * year,
        months: 12 * year..<12 * next,
        begins: stride(from: 0, to: 12, by: year < horizon.phaseYears ? 1 : dates)
          .filter { $0 < modelled })
    }
    months = 12 * horizon.years
    salvage = horizon.salvage
    rate = horizon.rate
    let rate = horizon.rate
    let shift = horizon.discounting == .midYear ? (1 + rate).squareRoot() : 1
    (self.shift, self.paysProRata) = (shift, paysProRata)
    worthOfMonth = { shift / Annuity.power(1 + rate, Double($0 / 12 + 1)) / 12 }
    recovery = { Annuity.factor(rate: rate, years: $0) }
  }

  /// Dates with payments at the end of each month.
  package init(
    _ stretches: [Stretch], months: Int, rate: Double, salvage: PlanningHorizon.Salvage
  ) {
    (self.stretches, self.months, self.rate, self.salvage) = (stretches, months, rate, salvage)
    (shift, paysProRata) = (1, false)
    let worth: @Sendable (Int) -> Double = {
      1 / Annuity.power(1 + rate, Double($0 + 1) / 12) / 12
    }
    worthOfMonth = worth
    recovery = { years in
      1 / (0..<Int((12 * years).rounded())).reduce(0) { $0 + worth($1) }
    }
  }

  /// What a payment by the year is worth at the beginning, made in some months.
  package func worth(of months: Range<Int>) -> Double {
    months.reduce(0) { $0 + worthOfMonth($1) }
  }

  /// What one payment at the beginning of a month is worth at the beginning of the horizon.
  package func discount(_ month: Int) -> Double {
    guard paysProRata else { return shift / Annuity.power(1 + rate, Double(month) / 12) }
    let late = Double(month % 12) / 12
    return shift * ((1 - late) + late / (1 + rate)) / Annuity.power(1 + rate, Double(month / 12))
  }

  /// What a payment by the year in all months of the horizon is worth.
  package var worth: Double { worth(of: 0..<months) }
}
