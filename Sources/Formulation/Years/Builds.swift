package import LinearProgramming
package import SiteModel
package import Units

/// What is built over a horizon: a column for each date on which something may be built, contracted or sold,
/// and from these what stands on each date.
///
/// A cohort is what was built of a capacity on one date. It ages by its own age, stands for its life, and
/// may be sold before, if it says for what.
package struct Builds: Sendable {
  package let timeline: Timeline
  private(set) var stocks: [Stock] = []
  private let deliveries: [String: Delivery]

  /// All cohorts of one capacity.
  struct Stock: Sendable {
    let component: String
    let rule: CapacityRule
    let delivery: Delivery
    var cohorts: [Cohort] = []
    var dates: [Date] = []
    /// Columns that follow from others, in order.
    var definitions: [(column: Expression<NumberDimension>, sum: Expression<NumberDimension>)] = []
  }

  /// What was built on one date.
  struct Cohort: Sendable {
    let kind: HorizonPlan.Build.Kind
    /// Month of the horizon in which it comes.
    let month: Int
    /// Month in which it is no longer there; nil: it has no end.
    let end: Int?
    let amount: Expression<NumberDimension>
    var sales: [Sale] = []

    func stands(in month: Int) -> Bool { self.month <= month && (end.map { month < $0 } ?? true) }

    /// What of it is left in a month, after what was sold until then.
    func left(in month: Int) -> Expression<NumberDimension> {
      sales.filter { $0.month <= month }.reduce(amount) { $0 - $1.amount }
    }
  }

  /// What is sold of a cohort at the beginning of a month.
  struct Sale: Sendable {
    let month: Int
    let amount: Expression<NumberDimension>
  }

  /// What stands from one date to the next.
  struct Date: Sendable {
    let month: Int
    let next: Int
    let standing: Capacity<NumberDimension>.Amount
    /// What comes and goes of rented plant; nil where that costs nothing.
    var moves: (come: Expression<NumberDimension>, go: Expression<NumberDimension>)?
  }

  /// Nothing yet of a site's components.
  package init(_ site: Site, _ timeline: Timeline) {
    self.timeline = timeline
    deliveries = Dictionary(
      site.components.map { ($0.name, Delivery($0.values)) }, uniquingKeysWith: { one, _ in one })
  }

  /// Declares what may be built of a capacity in a stretch, and says what stands in each of its phases.
  package mutating func capacity(
    _ rule: CapacityRule, of component: String, after others: Capacities, in stretch: Int,
    _ phases: Phases, program: inout LinearProgram
  ) -> Capacity<NumberDimension> {
    let place = place(of: rule, component)
    let part = timeline.stretches[stretch]
    let most = min(rule.limit.value, rule.within(others))
    let first = stocks[place].dates.count
    for (begin, next) in zip(part.begins, part.begins.dropFirst() + [part.months.count]) {
      let date = stocks[place].date(
        from: part.firstMonth + begin, to: part.firstMonth + next, most: most, timeline,
        in: &program)
      stocks[place].dates.append(date)
    }
    return Capacity(phases, stocks[place].dates[first...].map(\.standing))
  }

  /// What no date can write before the last: a cohort is sold once, at the end of the horizon at the latest.
  package mutating func finish(in program: inout LinearProgram) {
    for place in stocks.indices { stocks[place].finish(timeline, in: &program) }
  }

  private mutating func place(of rule: CapacityRule, _ component: String) -> Int {
    if let known = stocks.firstIndex(where: {
      $0.component == component && $0.rule.name == rule.name
    }) {
      return known
    }
    stocks.append(
      Stock(
        component: component, rule: rule,
        delivery: deliveries[component] ?? Delivery(ParameterValues())))
    return stocks.count - 1
  }
}

extension Builds.Stock {
  /// Adds the columns and rows of one date.
  fileprivate mutating func date(
    from month: Int, to next: Int, most: Double, _ timeline: Timeline,
    in program: inout LinearProgram
  ) -> Builds.Date {
    if let given = given(in: month) {
      return Builds.Date(month: month, next: next, standing: .init(.constant(given), given...given))
    }
    let delivered = rule.arrivals?(month) ?? deliverable(by: month)
    let standing = rule.existing?.amount ?? 0
    let upper = max(0, min(most, (delivered ?? .infinity) + standing))
    let changes = declare(in: month, to: next, upTo: upper, timeline, in: &program)
    if let delivered, delivered > 0, delivered < most || rule.purchasable != nil {
      limit(by: delivered, month, &program)
    }
    var date = Builds.Date(
      month: month, next: next,
      standing: stand(in: month, to: next, upTo: upper, changes: changes, in: &program))
    date.moves = moves(to: date, in: &program)
    return date
  }

  /// Most that can have come by a month; nil: any.
  private func deliverable(by month: Int) -> Double? {
    let delivered = delivery.most(of: rule.deliveredAs, by: month)
    guard let all = rule.purchasable else { return delivered }
    return min(delivered ?? all, all)
  }

  /// How much there is, where that is no decision.
  private func given(in month: Int) -> Double? {
    guard case .given(let amount) = rule.limit else { return nil }
    return rule.arrivals?(month) ?? amount
  }

  /// Columns of what comes and what is sold; whether anything may differ from the date before.
  private mutating func declare(
    in month: Int, to next: Int, upTo most: Double, _ timeline: Timeline,
    in program: inout LinearProgram
  ) -> Bool {
    var changes = dates.isEmpty
    if let before = dates.last?.month {
      changes = cohorts.contains { $0.stands(in: before) && !$0.stands(in: month) }
      if delivery.resale != nil {
        for place in cohorts.indices where cohorts[place].stands(in: month) {
          sell(place, in: month, upTo: most, &program)
          changes = true
        }
      }
    }
    if dates.isEmpty, let existing = rule.existing {
      let kept: Expression<NumberDimension> = program.column(
        component, "\(rule.name)_kept", .limits(0, existing.amount))
      cohorts.append(
        Builds.Cohort(
          kind: .existing, month: month, end: lifeMonths.map { month + $0 }, amount: kept))
    }
    guard most > (rule.existing?.amount ?? 0) else { return changes }
    let column: Expression<NumberDimension> = program.column(
      component, "\(rule.name)_built_\(month)", bounds(upTo: most, isAlone: cohorts.isEmpty))
    let lasts = rule.lease.map { max($0.months, next - month) } ?? lifeMonths
    cohorts.append(
      Builds.Cohort(
        kind: rule.lease == nil ? .built : .rented, month: month, end: lasts.map { month + $0 },
        amount: column))
    return true
  }

  /// Life of what is bought, in months; nil where nothing is paid for it.
  private var lifeMonths: Int? {
    rule.investments.filter { $0.price > 0 }.map(\.years).max().map { Int((12 * $0).rounded()) }
  }

  /// Bounds of a column that stands for all there is, or for a part of it.
  private func bounds(upTo most: Double, isAlone: Bool) -> LinearProgram.Bounds {
    guard isAlone else { return .nonNegative(impliedUpTo: most) }
    let least = rule.least <= most ? rule.least : 0
    switch rule.limit {
    case .assumed(let limit) where limit <= most:
      return least > 0 ? .limits(least, most) : .nonNegative(assumedUpTo: most)
    case .implied where rule.arrivals == nil:
      return least > 0 ? .atLeast(least, impliedUpTo: most) : .nonNegative(impliedUpTo: most)
    default: return .limits(least, most)
    }
  }

  private mutating func sell(
    _ place: Int, in month: Int, upTo most: Double, _ program: inout LinearProgram
  ) {
    let built = cohorts[place].month
    let sold: Expression<NumberDimension> = program.column(
      component, "\(rule.name)_of_\(built)_sold_\(month)", .nonNegative(impliedUpTo: most))
    cohorts[place].sales.append(Builds.Sale(month: month, amount: sold))
  }

  /// No more has come than was delivered.
  private func limit(by delivered: Double, _ month: Int, _ program: inout LinearProgram) {
    let came = cohorts.filter { $0.kind != .existing }
    guard came.count > 1 || rule.limit.value > delivered else { return }
    let family = program.family(component, "\(rule.name)_deliveries")
    // Σ b(q ≤ p) ≤ delivered(p)
    let sum = came.reduce(Expression<NumberDimension>.zero) { $0 + $1.amount }
    program.require(family, label: month, sum .<= .constant(delivered))
  }

  /// What stands from a date on: a column where it is more than one other.
  private mutating func stand(
    in month: Int, to next: Int, upTo most: Double, changes: Bool, in program: inout LinearProgram
  ) -> Capacity<NumberDimension>.Amount {
    let alive = cohorts.filter { $0.stands(in: month) }
    let sum = alive.reduce(Expression<NumberDimension>.zero) { $0 + $1.left(in: month) }
    var built = sum
    if !changes, let before = dates.last {
      built = before.standing.expression
    } else if sum.terms.count > 1 {
      built = program.column(
        component, "\(rule.name)_standing_\(month)", bounds(upTo: most, isAlone: true))
      let family = program.family(component, "\(rule.name)_standing")
      // S(p) = Σ of the cohorts that stand
      program.require(family, label: month, built .== sum)
      definitions.append((built, sum))
    }
    let range = 0...most
    guard rule.ageing.left(1) != 1, !alive.isEmpty else { return .init(built, range) }
    let (middle, end) = (Double(month + next) / 24, Double(next) / 12)
    var used = Expression<NumberDimension>.zero
    var endOverUse = 1.0
    for cohort in alive {
      let born = Double(cohort.month) / 12
      let left = rule.ageing.left(middle - born)
      used.add(cohort.left(in: month), times: left)
      if left > 0 { endOverUse = min(endOverUse, rule.ageing.left(end - born) / left) }
    }
    guard used.terms.count > 1 else {
      return .init(built, range, inUse: used, endOverUse: endOverUse)
    }
    let column: Expression<NumberDimension> = program.column(
      component, "\(rule.name)_in_use_\(month)", .nonNegative(impliedUpTo: most))
    let family = program.family(component, "\(rule.name)_in_use")
    // U(p) = Σ κ(age)·cohort
    program.require(family, label: month, column .== used)
    definitions.append((column, used))
    return .init(built, range, inUse: column, endOverUse: endOverUse)
  }

  /// What comes and goes of rented plant.
  private func moves(to date: Builds.Date, in program: inout LinearProgram)
    -> (come: Expression<NumberDimension>, go: Expression<NumberDimension>)?
  {
    guard let lease = rule.lease, lease.mobilisation > 0 || lease.demobilisation > 0 else {
      return nil
    }
    let most = date.standing.range.upperBound
    func column(_ word: String) -> Expression<NumberDimension> {
      program.column(
        component, "\(rule.name)_\(word)_\(date.month)", .nonNegative(impliedUpTo: most))
    }
    let (come, go) = (column("come"), column("go"))
    let before = dates.last?.standing.expression ?? .zero
    let family = program.family(component, "\(rule.name)_moves")
    // S(p) − S(p−1) = come(p) − go(p)
    program.require(family, label: date.month, date.standing.expression - before .== come - go)
    return (come, go)
  }

  /// Sales in the end, and that nothing is sold twice.
  fileprivate mutating func finish(_ timeline: Timeline, in program: inout LinearProgram) {
    guard delivery.resale != nil else { return }
    let family = program.family(component, "\(rule.name)_sold_once")
    for place in cohorts.indices {
      if cohorts[place].stands(in: timeline.months - 1), cohorts[place].end != timeline.months {
        sell(place, in: timeline.months, upTo: rule.limit.value, &program)
      }
      guard !cohorts[place].sales.isEmpty else { continue }
      let sold = cohorts[place].sales.reduce(Expression<NumberDimension>.zero) { $0 + $1.amount }
      // Σ x(v, p) ≤ b(v)
      program.require(family, label: place, sold .<= cohorts[place].amount)
    }
  }
}
