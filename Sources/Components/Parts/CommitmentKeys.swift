import SiteModel
import Units

/// What it takes to bring gensets online and offline, and where surplus of their least load may go.
struct CommitmentKeys: Sendable {
  /// Money and fuel of one start, for each MW of the set.
  let startCost: PowerPrice
  let startFuel: Quantity<Per<HeatDimension, PowerDimension>>
  /// Hours that a set stays online, and offline, at least.
  let leastUp: Double
  let leastDown: Double
  /// What a load bank can take.
  let loadBank: Power

  static let startCostKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "start_cost_usd_per_mw", .usdPerMegawatt, 0...5000, .default(0),
    "wear and labour of one start, for each MW of the set")
  static let startFuelKey = Parameter<Per<HeatDimension, PowerDimension>>(
    "start_fuel_mmbtu_per_mw", .mmbtuPerMegawatt, 0...50, .default(0),
    "fuel (HHV) of one start, for each MW of the set")
  static let leastUpKey = Parameter<TimeDimension>(
    "min_up_hours", .hours, 0...168, .default(0), "hours that a set stays online at least")
  static let leastDownKey = Parameter<TimeDimension>(
    "min_down_hours", .hours, 0...168, .default(0), "hours that a set stays offline at least")
  static let loadBankKey = Parameter<PowerDimension>(
    "load_bank_mw", .megawatts, 0...5000, .default(0),
    "load bank that takes what the least load of online sets gives beyond demand; its fuel is burnt"
  )

  static var parameters: [ParameterSpec] {
    [startCostKey.spec, startFuelKey.spec, leastUpKey.spec, leastDownKey.spec, loadBankKey.spec]
  }

  init(values: ParameterValues) {
    startCost = values[Self.startCostKey]
    startFuel = values[Self.startFuelKey]
    leastUp = values[Self.leastUpKey].in(.hours)
    leastDown = values[Self.leastDownKey].in(.hours)
    loadBank = values[Self.loadBankKey]
  }

  /// Whether starts must be told apart from running.
  var countsStarts: Bool {
    startCost > .zero || startFuel > .zero || leastUp > 0 || leastDown > 0
  }
}
