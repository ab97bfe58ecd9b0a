import Formulation
import LinearProgramming
import SiteModel
import Solving
import Units

extension Explainer {
  private func unit(of size: SizeTerm) -> String {
    switch size.size {
    case "energy": "MWh"
    case "nameplate": "MWdc"
    case "power", "converters": "MW"
    case "units": "unit"
    case "packs": "pack"
    default: size.size
    }
  }

  /// What is built: the yearly cost of its last MW or MWh, or what a whole unit changes.
  func sizes() throws(PlanningStop) -> [Explanation.Size] {
    var sizes: [Explanation.Size] = []
    for size in program.sizes {
      let built = size.column.value(at: base.point)
      guard built > trace(of: size) else { continue }
      var row = Explanation.Size(name: size.key, unit: unit(of: size), built: built)
      if size.rounding == .continuous {
        row.cost = size.column.terms.first.map {
          1000 * program.program.columns[Int($0.column)].cost
        }
      } else {
        let step = size.rounding == .units ? 1 : max(1, (built / 100).rounded())
        if built + step <= size.limit {
          row.more = worth(of: try counted(size, built + step), per: step)
        }
        if built - step >= size.least {
          row.less = worth(of: try counted(size, built - step), per: step)
        }
      }
      sizes.append(row)
    }
    return sizes
  }

  /// What is no more than the solver's trace: a millionth of a unit, or of the load in MW or MWh.
  private func trace(of size: SizeTerm) -> Double {
    size.rounding == .continuous ? 1e-6 * site.peakLoad.in(.megawatts) : 1e-6
  }

  private func counted(_ size: SizeTerm, _ count: Double) throws(PlanningStop) -> Priced? {
    try priced(site, limits: [size.key: count...count], "\(size.key), \(Int(count))")
  }

  /// What is not built, and the price at which it would be.
  func entries() throws(PlanningStop) -> [Explanation.Entry] {
    var entries: [Explanation.Entry] = []
    for component in site.components {
      let own = program.sizes.filter { $0.component == component.name }
      let isBuilt = own.contains { $0.column.value(at: base.point) > trace(of: $0) }
      guard let size = own.first, !isBuilt, size.limit > 0,
        let price = site.leadingPrice(of: component)
      else { continue }
      if let entry = try entry(of: component.name, size, price) { entries.append(entry) }
    }
    return entries
  }

  /// A little of it is built by force: by what the year is dearer, its price is too high.
  private func entry(
    of component: String, _ size: SizeTerm, _ price: (key: SiteKey, unit: String, value: Double)
  ) throws(PlanningStop) -> Explanation.Entry? {
    let little = 0.01 * site.peakLoad.in(.megawatts)
    let amount =
      switch size.rounding {
      case .units: 1.0
      case .packs: max(1, (size.limit / 100).rounded())
      case .continuous: min(little, size.limit)
      }
    // Further sizes of the component were held at none with its count.
    var limits = [size.key: amount...amount]
    for other in program.sizes where other.component == component && other.key != size.key {
      limits[other.key] = 0...min(other.limit, 100 * little)
    }
    func forced(at value: Double) throws(PlanningStop) -> Priced? {
      guard let changed = site.replacing(price.key, by: .number(value)) else { return nil }
      return try priced(changed, limits: limits, "\(component), a little of it")
    }
    guard let dear = try forced(at: price.value) else { return nil }
    let dearer = dear.cost - base.cost
    var entry = Explanation.Entry(
      component: component, key: price.key.text, unit: price.unit, price: price.value,
      dearer: 1000 * dearer / amount, amount: amount, size: unit(of: size))
    guard let free = try forced(at: 0), free.cost < base.cost else { return entry }
    // The year's cost is concave in the price, so that lines meet the plan's cost above the entry.
    var low = (price: 0.0, over: free.cost - base.cost)
    var high = (price: price.value, over: dearer)
    guard high.over > 0 else {
      entry.entry = price.value
      return entry
    }
    for _ in 0..<6 {
      let meets = low.price - low.over * (high.price - low.price) / (high.over - low.over)
      guard let tried = try forced(at: meets) else { return nil }
      let over = tried.cost - base.cost
      entry.entry = meets
      if over.magnitude <= 2e-3 * dearer { break }
      if over > 0 { high = (meets, over) } else { low = (meets, over) }
    }
    return entry
  }
}
