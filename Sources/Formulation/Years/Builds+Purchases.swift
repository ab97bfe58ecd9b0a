import LinearProgramming
package import SiteModel
import Units

/// What is bought and paid over a horizon, when it is: what a cash flow is made from.
extension Builds {
  /// What is bought at a point, in no order of time.
  package func purchases(at point: [Double]) -> [Purchase] {
    stocks.flatMap { stock in
      stock.cohorts.filter { $0.kind == .built && $0.amount.value(at: point) > 0 }
        .flatMap { stock.purchases(of: $0, timeline, at: point) }
    }
  }

  /// What is paid beside capital and beside the running of the years, at a point.
  package func payments(at point: [Double]) -> [HorizonPlan.Payment] {
    stocks.flatMap { stock in
      (stock.cohorts.flatMap { stock.paid(for: $0, timeline, at: point) }
        + stock.moved(timeline, at: point)).filter { $0.amount != .zero }
    }
  }
}

extension Builds.Stock {
  fileprivate func purchases(of cohort: Builds.Cohort, _ timeline: Timeline, at point: [Double])
    -> [Purchase]
  {
    let amount = cohort.amount.value(at: point)
    return payments(for: cohort, timeline).compactMap { payment in
      guard let investment = payment.investment else { return nil }
      return Purchase(
        component: component, line: payment.line, month: cohort.month,
        cost: Money(amount * payment.price, .kiloUSD), credit: investment.credit(in: cohort.month),
        years: Int(investment.years.rounded()), resale: investment.resale,
        sales: cohort.sales.map { ($0.month, $0.amount.value(at: point)) }.filter { $0.1 > 0 }
          .map { Purchase.Sale(month: $0.0, share: min(1, $0.1 / amount)) })
    }
  }

  /// Rent, what is paid by the year on capital, what parts bring that are sold, and what is left in the end by
  /// a straight line.
  fileprivate func paid(for cohort: Builds.Cohort, _ timeline: Timeline, at point: [Double])
    -> [HorizonPlan.Payment]
  {
    let amount = cohort.amount.value(at: point)
    func payment(_ line: String, _ time: HorizonPlan.Payment.Time, _ price: Double)
      -> HorizonPlan.Payment
    {
      HorizonPlan.Payment(
        component: component, line: line, time: time, amount: Money(price, .kiloUSD))
    }
    var paid: [HorizonPlan.Payment] = []
    let sold = cohort.sales.reduce(0) { $0 + $1.amount.value(at: point) }
    for own in payments(for: cohort, timeline) {
      let months = own.months(within: timeline.months)
      if own.isCapital {
        guard timeline.salvage == .straightLine else { continue }
        let left = salvage(of: own, 0, inside: 0, timeline) / timeline.discount(timeline.months)
        paid.append(payment("salvage", .once(timeline.months), -left * (amount - sold)))
        continue
      }
      paid.append(payment(own.line, .yearly(months), own.yearly * amount))
      for sale in cohort.sales {
        let after = months.clamped(to: sale.month..<max(sale.month, timeline.months))
        paid.append(payment(own.line, .yearly(after), -own.yearly * sale.amount.value(at: point)))
      }
    }
    return paid
      + cohort.sales.map {
        payment("resale", .once($0.month), -revenue(of: $0, cohort) * $0.amount.value(at: point))
      }
  }

  /// What is paid when rented plant comes and goes.
  fileprivate func moved(_ timeline: Timeline, at point: [Double]) -> [HorizonPlan.Payment] {
    guard let lease = rule.lease else { return [] }
    func payment(_ line: String, _ month: Int, _ price: Double) -> HorizonPlan.Payment {
      HorizonPlan.Payment(
        component: component, line: line, time: .once(month), amount: Money(price, .kiloUSD))
    }
    let moves = dates.flatMap { date -> [HorizonPlan.Payment] in
      guard let moves = date.moves else { return [] }
      return [
        payment("mobilisation", date.month, lease.mobilisation * moves.come.value(at: point)),
        payment("demobilisation", date.month, lease.demobilisation * moves.go.value(at: point)),
      ]
    }
    guard let last = dates.last else { return moves }
    let standing = last.standing.expression.value(at: point)
    return moves + [payment("demobilisation", timeline.months, lease.demobilisation * standing)]
  }
}
