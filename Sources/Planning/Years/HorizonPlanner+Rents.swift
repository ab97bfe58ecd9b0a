import Formulation
import SiteModel
import Solving
import Units

/// The rent above which nothing is rented.
///
/// What a plan costs is a concave function of a rent: the least of straight lines, each with what its plan
/// pays for each USD of rent as its slope. From below, the line of one plan meets the cost without any rent
/// where the next is asked; that ends at the break-even, mostly after two or three plans.
extension HorizonPlanner {
  private static let mostPlansForRent = 12
  /// The first rent that is asked where nothing is rented at the one written, as a share of it.
  private static let tokenRent = 1e-3
  /// Costs that differ by a smaller share are the same.
  private static let sameCost = 2e-6

  /// Of each component that is rented; none of those that are not worth any rent, nor of those whose plans
  /// were not solved near enough to tell.
  func breakEvenRents() throws(PlanningStop) -> [HorizonAnswers.BreakEvenRent] {
    var answers: [HorizonAnswers.BreakEvenRent] = []
    for (component, asked) in site.rents {
      switch try outcome(of: site.renting(component, at: nil), "\(component) not rented") {
      case .impossible:
        answers.append(.init(component: component, rent: asked, breakEven: nil))
      case .solved(_, let answer):
        let dearest = presentValue(answer)
        if let breakEven = try breakEven(of: component, asked, without: dearest) {
          answers.append(.init(component: component, rent: asked, breakEven: breakEven))
        }
      case .unsolved: continue
      }
    }
    return answers
  }

  /// Nil where no rent is worth paying, and where the lines did not lead to the end.
  private func breakEven(of component: String, _ asked: PowerPrice, without dearest: Money)
    throws(PlanningStop) -> PowerPrice?
  {
    var rent = asked
    var found: PowerPrice?
    for _ in 0..<Self.mostPlansForRent {
      guard let (cost, paid) = try renting(component, at: rent) else { return nil }
      let isSame = dearest - cost <= Self.sameCost * max(dearest, cost)
      guard isSame || paid <= .zero else {
        rent = rent + ((dearest - cost) / paid) * rent
        found = rent
        continue
      }
      if found != nil || rent < asked { return found }
      rent = Self.tokenRent * asked
    }
    return nil
  }

  /// What the plan at a rent costs, and what of it is rent; nil where it was not solved.
  private func renting(_ component: String, at rent: PowerPrice) throws(PlanningStop)
    -> (cost: Money, paid: Money)?
  {
    let changed = site.renting(component, at: rent)
    let words = "\(component) at \(rent.in(.usdPerKilowattMonth).rounded(toPlaces: 2)) USD/kW-month"
    // Rents that read alike are not the same.
    let question = "\(component) rented \(rent.in(.usdPerKilowattMonth).bitPattern)"
    guard let (program, answer) = try solved(changed, words, keptAs: question),
      let plan = program.plan(at: answer.x, status: .optimal)
    else { return nil }
    let paid = plan.costs.filter { $0.component == component && $0.line == "rental" }
    return (presentValue(answer), paid.reduce(.zero) { $0 + $1.amount })
  }
}
