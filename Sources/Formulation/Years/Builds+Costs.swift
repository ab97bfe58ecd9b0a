package import LinearProgramming
import SiteModel
package import Units

extension Builds {
  /// What a component pays for its capacities over the horizon, as a present value of one line.
  package struct Line {
    let component: String
    let line: String
    package let amount: Expression<MoneyDimension>
  }

  /// Present values of all that is paid for what is built: capital, what is left of it in the end, rent,
  /// moves and sales.
  package var presentValues: [Line] {
    stocks.flatMap { stock in
      CostTerm.merged(stock.terms(timeline)).map {
        Line(component: stock.component, line: $0.line, amount: $0.amount)
      }
    }
  }

  /// What is paid by the year in a stretch for what was built: annuities and rent.
  func yearly(in stretch: Int) -> [Line] {
    let months = timeline.stretches[stretch].months
    return stocks.flatMap { stock in
      let terms = stock.cohorts.flatMap { cohort in
        stock.payments(for: cohort, timeline).map { payment in
          let paid = payment.months(within: timeline.months).clamped(to: months).count
          return CostTerm(
            line: payment.line,
            amount: cohort.amount.converted(
              by: payment.yearly * Double(paid) / Double(months.count)))
        }
      }
      return CostTerm.merged(terms).map {
        Line(component: stock.component, line: $0.line, amount: $0.amount)
      }
    }
  }
}

extension Builds.Stock {
  /// Something paid by the year for a unit of a cohort.
  struct Payment {
    let line: String
    /// kUSD a year for a unit.
    let yearly: Double
    /// Price of a unit in its month, before and after credits; nothing where it is rented.
    let price: Double
    let credit: Double
    let begin: Int
    /// Nil: as long as the horizon.
    let end: Int?
    /// What is bought, of which something may be left in the end; nil: it is paid by the year.
    var investment: Investment?

    /// Whether it is capital.
    var isCapital: Bool { investment != nil }

    func months(within horizon: Int) -> Range<Int> {
      begin..<max(begin, min(end ?? horizon, horizon))
    }
  }

  /// What is paid for a cohort.
  func payments(for cohort: Builds.Cohort, _ timeline: Timeline) -> [Payment] {
    guard cohort.kind != .existing else { return [] }
    let capital = rule.investments.filter { $0.price > 0 }.map { investment in
      let price = delivery.price(investment.price, in: cohort.month)
      return Payment(
        line: investment.line, yearly: investment.yearly(price, in: cohort.month, timeline),
        price: price, credit: investment.credit(in: cohort.month) * price, begin: cohort.month,
        end: cohort.end, investment: investment)
    }
    let onPrice = rule.investments.filter { $0.price > 0 && $0.yearlyOnPrice > 0 }.map {
      Payment(
        line: CapitalTax.yearlyLine,
        yearly: $0.yearlyOnPrice * delivery.price($0.price, in: cohort.month), price: 0, credit: 0,
        begin: cohort.month, end: cohort.end)
    }
    let rent = rule.rent.map {
      Payment(
        line: $0.line, yearly: $0.price, price: 0, credit: 0, begin: cohort.month, end: cohort.end)
    }
    return capital + onPrice + rent
  }

  fileprivate func terms(_ timeline: Timeline) -> [CostTerm] {
    var terms: [CostTerm] = []
    func add(_ line: String, _ price: Double, _ amount: Expression<NumberDimension>) {
      guard price != 0 else { return }
      terms.append(CostTerm(line: line, amount: amount.converted(by: price)))
    }
    for cohort in cohorts {
      for payment in payments(for: cohort, timeline) {
        let inside = payment.yearly * timeline.worth(of: payment.months(within: timeline.months))
        guard payment.isCapital else {
          add(payment.line, inside, cohort.amount)
          continue
        }
        let whole = payment.yearly * timeline.worth(of: payment.begin..<(payment.end ?? 0))
        add(payment.line, whole, cohort.amount)
        add("salvage", -salvage(of: payment, whole, inside: inside, timeline), cohort.amount)
        add(payment.line, left(of: payment, timeline), cohort.amount)
      }
      for sale in cohort.sales {
        add("resale", -revenue(of: sale, cohort) * timeline.discount(sale.month), sale.amount)
        for payment in payments(for: cohort, timeline) where payment.isCapital {
          add(
            payment.line,
            early(payment, in: sale.month, timeline) - left(of: payment, timeline), sale.amount)
          // What is sold is not there in the end.
          let whole = payment.yearly * timeline.worth(of: payment.begin..<(payment.end ?? 0))
          let inside = payment.yearly * timeline.worth(of: payment.months(within: timeline.months))
          add("salvage", salvage(of: payment, whole, inside: inside, timeline), sale.amount)
        }
        for payment in payments(for: cohort, timeline) where !payment.isCapital {
          let months = payment.months(within: timeline.months)
          let after = months.clamped(to: sale.month..<max(sale.month, timeline.months))
          add(payment.line, -payment.yearly * timeline.worth(of: after), sale.amount)
        }
      }
    }
    for date in dates {
      guard let lease = rule.lease, let moves = date.moves else { continue }
      add("mobilisation", lease.mobilisation * timeline.discount(date.month), moves.come)
      add("demobilisation", lease.demobilisation * timeline.discount(date.month), moves.go)
    }
    if let lease = rule.lease, let last = dates.last {
      add(
        "demobilisation", lease.demobilisation * timeline.discount(timeline.months),
        last.standing.expression)
    }
    return terms
  }

  /// Present value of what tax takes and gives otherwise when something goes before its life ends.
  private func early(_ payment: Payment, in month: Int, _ timeline: Timeline) -> Double {
    guard let investment = payment.investment else { return 0 }
    let more = investment.early(after: month - payment.begin, in: payment.begin, at: timeline.rate)
    return more * payment.price * timeline.discount(payment.begin)
  }

  /// The same of what the horizon leaves to nobody: its annuities go on only where they are the salvage.
  private func left(of payment: Payment, _ timeline: Timeline) -> Double {
    guard timeline.salvage != .annuity, let end = payment.end, end > timeline.months else {
      return 0
    }
    return early(payment, in: timeline.months, timeline)
  }

  /// Present value of what is left in the end of a unit's price.
  func salvage(
    of payment: Payment, _ whole: Double, inside: Double, _ timeline: Timeline
  ) -> Double {
    guard let end = payment.end, end > timeline.months else { return 0 }
    switch timeline.salvage {
    case .none: return 0
    case .annuity: return whole - inside
    case .straightLine:
      let life = Double(end - payment.begin)
      let left = Double(end - timeline.months) / life
      return left * (payment.price - payment.credit) * timeline.discount(timeline.months)
    }
  }

  /// What a unit of a cohort is sold for, in its month.
  func revenue(of sale: Builds.Sale, _ cohort: Builds.Cohort) -> Double {
    guard let share = delivery.resale, let end = cohort.end else { return 0 }
    let left = 1 - Double(sale.month - cohort.month) / Double(end - cohort.month)
    let price = rule.investments.reduce(0) { $0 + $1.price }
    // What stood before is worth what it cost new at the beginning, less its age since.
    return share * max(0, left) * delivery.price(price, in: cohort.month)
  }
}
