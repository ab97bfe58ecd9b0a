import LinearProgramming
package import SiteModel
import Units

extension Builds {
  /// Sets what stands, what is in use and what moves to what builds and sales make of them.
  package func recomputeDependents(_ point: inout [Double]) {
    for stock in stocks {
      for definition in stock.definitions {
        point.set(definition.column, to: max(0, definition.sum.value(at: point)))
      }
      var before = 0.0
      for date in stock.dates {
        let standing = date.standing.expression.value(at: point)
        if let moves = date.moves {
          point.set(moves.come, to: max(0, standing - before))
          point.set(moves.go, to: max(0, before - standing))
        }
        before = standing
      }
    }
  }

  /// Drops what is too little to be built, and rounds counts so that no date has less than the point; limits
  /// of delivery still hold.
  ///
  /// - Parameter negligible: MW or MWh that nobody would order.
  package func rounded(_ point: [Double], negligible: Double, _ rule: Rounding) -> [Double] {
    var rounded = point
    for stock in stocks {
      switch stock.rule.rounding {
      case .continuous:
        for column in stock.cohorts.flatMap({ [$0.amount] + $0.sales.map(\.amount) })
        where stock.rule.arrivals == nil && column.value(at: point) < negligible {
          rounded.set(column, to: 0)
        }
      case .units, .packs: stock.round(&rounded, from: point, rule)
      }
    }
    recomputeDependents(&rounded)
    return rounded
  }

  /// How counts are rounded on each date: up where the fraction is above a share.
  package struct Rounding: Sendable, Equatable {
    package let above: Double

    /// A fraction below this is the solver's trace.
    static let trace = 1e-6

    package static let nearest = Rounding(above: 0.5)
    package static let up = Rounding(above: 1e-3)

    func whole(_ value: Double) -> Double { max(0, (value - above).rounded(.up)) }
  }

  /// What stands in a stretch at a point, with what is paid for it.
  package func plant(of stretch: Int, at point: [Double]) -> PlantOfYear {
    let part = timeline.stretches[stretch]
    var plant = PlantOfYear(begins: part.begins)
    for stock in stocks {
      let own = stock.dates.filter {
        $0.month >= part.firstMonth && $0.month < part.months.upperBound
      }
      plant[stock.component, stock.rule.name] = own.map { date in
        PlantOfYear.Amount(
          built: max(0, date.standing.expression.value(at: point)),
          inUse: max(0, date.standing.inUse.value(at: point)),
          endOverUse: date.standing.endOverUse)
      }
      stock.tell(&plant, of: part, at: point, timeline)
    }
    plant.costs = yearly(in: stretch).map {
      SitePlan.CostLine(
        component: $0.component, line: $0.line, nature: .cash, amount: $0.amount.quantity(at: point)
      )
    }
    return plant
  }

  /// What is built, contracted and found standing, in order of time.
  package func builds(at point: [Double]) -> [HorizonPlan.Build] {
    let all = stocks.flatMap { stock in
      stock.cohorts.compactMap { cohort -> HorizonPlan.Build? in
        let amount = cohort.amount.value(at: point)
        guard amount > 0, stock.rule.arrivals == nil else { return nil }
        return HorizonPlan.Build(
          component: stock.component, capacity: stock.rule.name, unit: stock.unit,
          month: cohort.month, amount: amount, kind: cohort.kind,
          lastMonth: cohort.end.flatMap { $0 < timeline.months ? $0 : nil },
          capital: stock.capital(of: cohort, amount, timeline))
      }
    }
    return all.enumerated().sorted { ($0.element.month, $0.offset) < ($1.element.month, $1.offset) }
      .map(\.element)
  }

  /// What is sold before its life ends.
  package func sales(at point: [Double]) -> [HorizonPlan.Sale] {
    let all = stocks.flatMap { stock in
      stock.cohorts.flatMap { cohort in
        cohort.sales.compactMap { sale -> HorizonPlan.Sale? in
          let amount = sale.amount.value(at: point)
          guard amount > 0 else { return nil }
          return HorizonPlan.Sale(
            component: stock.component, capacity: stock.rule.name, unit: stock.unit,
            builtMonth: cohort.month, month: sale.month, amount: amount,
            revenue: Money(amount * stock.revenue(of: sale, cohort), .kiloUSD))
        }
      }
    }
    return all.enumerated().sorted { ($0.element.month, $0.offset) < ($1.element.month, $1.offset) }
      .map(\.element)
  }

  /// What stands on each date.
  package func standing(at point: [Double]) -> [HorizonPlan.Standing] {
    stocks.filter { $0.rule.arrivals == nil && !$0.cohorts.isEmpty }.flatMap { stock in
      stock.dates.map { date in
        HorizonPlan.Standing(
          component: stock.component, capacity: stock.rule.name, unit: stock.unit,
          month: date.month, built: date.standing.expression.value(at: point),
          inUse: date.standing.inUse.value(at: point))
      }
    }
  }

  /// The share of a load that is energised on each date; nil where none arrives.
  package func energised(_ component: String, at point: [Double]) -> [(month: Int, share: Double)]?
  {
    guard
      let stock = stocks.first(where: { $0.component == component && $0.rule.arrivals != nil })
    else { return nil }
    return stock.dates.map { ($0.month, $0.standing.expression.value(at: point)) }
  }

  /// Present values of what is built, by line, at a point.
  package func costs(at point: [Double]) -> [SitePlan.CostLine] {
    presentValues.map {
      SitePlan.CostLine(
        component: $0.component, line: $0.line, nature: .cash, amount: $0.amount.quantity(at: point)
      )
    }.filter { $0.amount != .zero }
  }
}

extension Builds.Stock {
  /// What its amounts are in.
  var unit: String { rule.unitOfAmounts }

  fileprivate func capital(of cohort: Builds.Cohort, _ amount: Double, _ timeline: Timeline)
    -> SitePlan.Capital
  {
    payments(for: cohort, timeline).filter(\.isCapital).reduce(SitePlan.Capital(.zero)) {
      $0
        + SitePlan.Capital(
          cost: Money(amount * $1.price, .kiloUSD), credit: Money(amount * $1.credit, .kiloUSD))
    }
  }

  /// What is bought in a stretch, and which share of what stands in its end that is.
  fileprivate func tell(
    _ plant: inout PlantOfYear, of part: Timeline.Stretch, at point: [Double], _ timeline: Timeline
  ) {
    if rule.arrivals != nil { return tellArrivals(&plant, of: part) }
    if case .given = rule.limit { return tellArrivals(&plant, of: part) }
    guard !rule.investments.isEmpty,
      let last = dates.last(where: { $0.month < part.months.upperBound })
    else { return }
    let own = cohorts.filter { part.months.contains($0.month) && $0.kind == .built }
    let bought = own.reduce(0) { $0 + $1.amount.value(at: point) }
    plant.add(
      own.reduce(SitePlan.Capital(.zero)) {
        $0 + capital(of: $1, $1.amount.value(at: point), timeline)
      }, for: component)
    let standing = last.standing.expression.value(at: point)
    plant.setBoughtShare(
      standing > 0 ? bought / standing : 0, ofEnergy: unit == "MWh" || unit == "packs",
      for: component)
  }

  /// The share of a load that comes in a stretch; all of it in the first, where nothing says when.
  private func tellArrivals(_ plant: inout PlantOfYear, of part: Timeline.Stretch) {
    guard let arrivals = rule.arrivals else {
      return plant.setBoughtShare(part.firstMonth == 0 ? 1 : 0, ofEnergy: false, for: component)
    }
    let before = part.firstMonth == 0 ? 0 : arrivals(part.firstMonth - 1)
    let share = arrivals(part.months.upperBound - 1) - before
    plant.setBoughtShare(share, ofEnergy: false, for: component)
  }

  /// Counts of each date: the sum of what came is rounded, so that roundings do not add up.
  fileprivate func round(
    _ point: inout [Double], from relaxed: [Double], _ rounding: Builds.Rounding
  ) {
    var given: [Int: Double] = [:]
    for (place, cohort) in cohorts.enumerated() {
      let wanted = cohorts[...place].reduce(0) {
        $1.stands(in: cohort.month) || $1.month == cohort.month
          ? $0 + $1.left(in: cohort.month).value(at: relaxed) : $0
      }
      let standing = cohorts[..<place].enumerated().reduce(0.0) {
        $1.element.stands(in: cohort.month)
          ? $0 + $1.element.left(in: cohort.month).value(at: point) : $0
      }
      var count = max(0, rounding.whole(wanted) - standing)
      if let most = delivery.most(of: rule.deliveredAs, by: cohort.month), cohort.kind != .existing
      {
        let came = cohorts[..<place].enumerated().filter { $0.element.kind != .existing }
          .reduce(0.0) { $0 + (given[$1.offset] ?? 0) }
        count = min(count, max(0, most.rounded(.down) - came))
      }
      if rule.limit.value.isFinite {
        count = min(
          count, max(0, (rule.limit.value + Builds.Rounding.trace).rounded(.down) - standing))
      }
      given[place] = count
      point.set(cohort.amount, to: count)
      // Parts of a unit on several dates come to one; never more is sold than the relaxed plan has sold.
      var (wished, sold) = (0.0, 0.0)
      for sale in cohort.sales {
        wished += sale.amount.value(at: relaxed)
        let whole = (wished + Builds.Rounding.trace).rounded(.down)
        let now = max(0, min(count, whole) - sold)
        sold += now
        point.set(sale.amount, to: now)
      }
    }
  }
}
