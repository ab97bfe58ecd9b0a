extension LinearProgram {
  /// The same constraints with another objective; costs may be limited by a budget.
  package func minimising<D>(_ objective: Expression<D>, within budget: Double? = nil)
    -> LinearProgram
  {
    var changed = self
    for column in columns.indices { changed.columns[column].cost = 0 }
    changed.objectiveConstant = 0
    changed.minimise(objective)
    guard let budget else { return changed }
    changed.families.append(Family(component: "site", name: "budget", relaxation: nil))
    // Σ c·x ≤ budget
    for (column, own) in columns.enumerated() where own.cost != 0 {
      changed.appendEntry(Int32(column), own.cost)
    }
    changed.closeRow(
      Row(
        lower: -.infinity, upper: budget - objectiveConstant, step: nil,
        family: changed.families.count - 1, label: 0))
    return changed
  }
}
