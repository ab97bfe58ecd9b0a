import SiteModel

/// Columns of the dispatch as the charts stack them.
struct DispatchFlows {
  /// One band of the stack.
  struct Band {
    let column: String
    let component: String
    let source: String
    let values: [Double]
    /// Below the axis: what a store takes in, or a connection gives away.
    let isBelow: Bool
  }

  /// In the order of the plan; what never flows is left out.
  let bands: [Band]
  /// Served and unserved load of each step.
  let served: [Double]
  let unserved: [Double]
  /// What stores hold, by component.
  let stored: [(column: String, component: String, values: [Double])]

  init(_ plan: SitePlan) {
    let count = plan.horizon.count
    var bands: [Band] = []
    var served = [Double](repeating: 0, count: count)
    var unserved = served
    var stored: [(column: String, component: String, values: [Double])] = []
    for part in plan.components {
      for flow in part.flows where flow.values.count == count {
        let column = "\(part.component)_\(flow.key.header)"
        if part.isLoad {
          if flow.key.role == .served { Self.add(flow.values, to: &served) }
          if flow.key.role == .unserved { Self.add(flow.values, to: &unserved) }
        } else if flow.key.role == .storedEnergy {
          if (flow.values.max() ?? 0) >= 5e-4 {
            stored.append((column, part.component, flow.values))
          }
        } else if let side = flow.key.role.side, (flow.values.max() ?? 0) >= 5e-4 {
          bands.append(
            Band(
              column: column, component: part.component, source: Report.words(part.component),
              values: flow.values, isBelow: side == .use))
        }
      }
    }
    self.bands = bands
    self.served = served
    self.unserved = unserved
    self.stored = stored
  }

  static let loadColumn = "load_served_mw"
  static let unservedColumn = "load_unserved_mw"

  /// Components with a band, in the order of the plan.
  var components: [String] {
    var seen: Set<String> = []
    return bands.map(\.component).filter { seen.insert($0).inserted }
  }

  /// Whether any load is shed that a chart could show.
  var isShort: Bool { (unserved.max() ?? 0) >= 5e-4 }

  /// The week, from 1, that is hardest to supply: the one in which most load is shed, else the one in
  /// which most is drawn from the grid and from fuel.
  func worstWeek(_ plan: SitePlan) -> (week: Int, why: String) {
    let perWeek = 7 * 24 * 60 / plan.horizon.stepMinutes
    let stores = Set(plan.components.filter(\.stores).map(\.component))
    let carbonFree = Set(plan.components.filter(\.isCarbonFree).map(\.component))
    func greatest(_ values: [Double]) -> (week: Int, sum: Double) {
      var best = (week: 1, sum: -1.0)
      for (week, first) in stride(from: 0, to: values.count, by: perWeek).enumerated() {
        var sum = 0.0
        for value in values[first..<min(first + perWeek, values.count)] { sum += value }
        if sum > best.sum + 1e-6 { best = (week + 1, sum) }
      }
      return best
    }
    let short = greatest(unserved)
    if isShort, short.sum > 1e-3 { return (short.week, "the week in which most load is shed") }
    var drawn = [Double](repeating: 0, count: plan.horizon.count)
    for band in bands
    where !band.isBelow && !stores.contains(band.component) && !carbonFree.contains(band.component)
    {
      Self.add(band.values, to: &drawn)
    }
    return (greatest(drawn).week, "the week in which most is drawn from grid and fuel")
  }

  private static func add(_ values: [Double], to sum: inout [Double]) {
    for step in sum.indices { sum[step] += values[step] }
  }
}
