import Formulation
import LinearProgramming
import SiteModel
import Units

/// The energy balance that new and second-life batteries share.
///
/// Stored energy is counted above the floor of the usable window, so one row limits it.
struct StoredEnergy: Sendable {
  let component: String
  let chargeEfficiency: Double
  let dischargeEfficiency: Double
  /// Share of all stored energy lost in a day.
  let standbyLossPerDay: Double
  let lowest: Double
  let highest: Double
  let year: StoreYear

  static let chargeKey = Parameter<NumberDimension>(
    "charge_efficiency_fraction", .fraction, 0.3...1, "AC into storage")
  static let dischargeKey = Parameter<NumberDimension>(
    "discharge_efficiency_fraction", .fraction, 0.3...1, "storage to AC")
  static let standbyKey = Parameter<NumberDimension>(
    "self_discharge_fraction_per_day", .fraction, 0...0.2, .default(0.001),
    "share of the stored energy lost in a day")
  static let lowestKey = Parameter<NumberDimension>(
    "min_soc_fraction", .fraction, 0...1, "floor of the usable window")
  static let highestKey = Parameter<NumberDimension>(
    "max_soc_fraction", .fraction, 0...1, "ceiling of the usable window")

  static var parameters: [ParameterSpec] {
    [chargeKey.spec, dischargeKey.spec, standbyKey.spec, lowestKey.spec, highestKey.spec]
      + StoreYear.parameters
  }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    guard values[lowestKey] >= values[highestKey] else { return StoreYear.problems(in: values) }
    return [
      ParameterProblem(
        key: lowestKey.key,
        message: "the floor of the state of charge is not below its ceiling",
        help: "write \(lowestKey.key) below \(highestKey.key)")
    ]
  }

  init(component: String, values: ParameterValues) {
    self.component = component
    chargeEfficiency = values[Self.chargeKey].in(.fraction)
    dischargeEfficiency = values[Self.dischargeKey].in(.fraction)
    standbyLossPerDay = values[Self.standbyKey].in(.fraction)
    lowest = values[Self.lowestKey].in(.fraction)
    highest = values[Self.highestKey].in(.fraction)
    year = StoreYear(values)
  }

  struct Variables: Sendable {
    let inventory: Inventory
    /// Carbon-free energy, kept apart where hours must be matched; the other inventory is the rest.
    let carbonFree: Inventory?
    /// Power held back for contingencies; nil when none are covered.
    let reserve: Series<PowerDimension>?
  }

  /// Energy of one kind and the power that moves it.
  struct Inventory: Sendable {
    let charge: Series<PowerDimension>
    let discharge: Series<PowerDimension>
    /// Energy above the floor at the end of a step.
    let stored: Series<EnergyDimension>
  }

  func declare(
    in program: inout LinearProgram, _ context: FormulationContext, greatestPower: Double,
    greatestCharge: Double? = nil, greatestEnergy: Double
  ) -> Variables {
    let greatestCharge = greatestCharge ?? greatestPower
    let count = context.horizon.count
    func inventory(_ prefix: String) -> Inventory {
      Inventory(
        charge: program.series(component, prefix + "charge", steps: count) { _ in
          .nonNegative(impliedUpTo: greatestCharge)
        },
        discharge: program.series(component, prefix + "discharge", steps: count) { _ in
          .nonNegative(impliedUpTo: greatestPower)
        },
        stored: program.series(component, prefix + "stored", steps: count) { _ in
          .nonNegative(impliedUpTo: (highest - lowest) * greatestEnergy)
        })
    }
    let tagged = context.tagsCarbonFree
    return Variables(
      inventory: inventory(tagged ? "other_" : ""),
      carbonFree: tagged ? inventory("carbon_free_") : nil,
      reserve: context.reserveBridge == nil
        ? nil
        : program.series(component, "reserve", steps: count) { _ in
          .nonNegative(impliedUpTo: greatestPower + greatestCharge)
        })
  }

  /// Rows of the store, given its power and its energy.
  ///
  /// - Parameter charging: power of converters that only charge; nil where one converter does both.
  func constrain(
    _ v: Variables, power: Capacity<PowerDimension>, charging: Capacity<PowerDimension>? = nil,
    energy: Capacity<EnergyDimension>, in program: inout LinearProgram,
    _ context: FormulationContext
  ) {
    let balance = program.family(component, "energy_balance")
    let powerLimit = program.family(component, "power_limit")
    let energyLimit = program.family(component, "energy_limit")
    let loss = standbyLossPerDay * context.step.in(.hours) / 24
    for t in context.steps {
      let available = energy.inUse(t)
      let lossOfFloor = (loss * lowest) * available
      // e(t) = (1 − ℓ)·e(t−1) − ℓ·floor·E + η_c·c(t)·Δ − d(t)·Δ/η_d, cyclic
      let kept = (1 - loss) * before(t, v, energy, context) - lossOfFloor
      let left = kept + moved(v.charge(at: t), v.discharge(at: t), context)
      // What goes with cells that go is lost, and none is made.
      let stored = v.stored(at: t)
      program.require(balance, at: t, energy.mayFall(at: t) ? stored .<= left : stored .== left)
      if charging == nil {
        // c(t) + d(t) ≤ D
        program.require(powerLimit, at: t, v.charge(at: t) + v.discharge(at: t) .<= power[t])
      }
      // e(t) ≤ (ceiling − floor)·E
      program.require(energyLimit, at: t, v.stored(at: t) .<= (highest - lowest) * available)
    }
    if let initial = year.initial, year.end == .cyclic, let last = context.steps.last {
      // e(T) = (s0 − floor)·E
      program.require(
        program.family(component, "initial_energy"),
        v.stored(at: last) .== (initial - lowest) * energy.inUse(last))
    }
    if let charging { limitEach(v, charging, power, in: &program, context) }
    if let carbonFree = v.carbonFree { keepApart(carbonFree, loss: loss, in: &program, context) }
    if let reserve = v.reserve, let bridge = context.reserveBridge {
      holdBack(
        reserve, for: bridge, v, power: power, energy: energy, in: &program, context)
    }
  }

  /// Energy above the floor before a step: after the last where the year recurs, else as it begins.
  private func before(
    _ t: Int, _ v: Variables, _ energy: Capacity<EnergyDimension>, _ context: FormulationContext
  ) -> Expression<EnergyDimension> {
    guard t == 0, let begins = year.begins else { return v.stored(at: context.horizon.before(t)) }
    return (begins - lowest) * energy.inUse(0)
  }

  /// A converter for each direction.
  private func limitEach(
    _ v: Variables, _ charging: Capacity<PowerDimension>, _ power: Capacity<PowerDimension>,
    in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let family = program.family(component, "converter_limit")
    for t in context.steps {
      // c(t) ≤ charging power;  d(t) ≤ D
      program.require(family, at: t, v.charge(at: t) .<= charging[t])
      program.require(family, at: t, v.discharge(at: t) .<= power[t])
    }
  }

  /// What a step of charge and discharge adds to the stored energy.
  private func moved(
    _ charge: Expression<PowerDimension>, _ discharge: Expression<PowerDimension>,
    _ context: FormulationContext
  ) -> Expression<EnergyDimension> {
    chargeEfficiency * charge.over(context.step)
      - (1 / dischargeEfficiency) * discharge.over(context.step)
  }

  /// Carbon-free energy may be counted as other energy, never the other way.
  private func keepApart(
    _ own: Inventory, loss: Double, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let balance = program.family(component, "carbon_free_balance")
    for t in context.steps {
      // eg(t) ≤ (1 − ℓ)·eg(t−1) + η_c·cg(t)·Δ − dg(t)·Δ/η_d
      // What a year begins with is not known to be carbon-free.
      let kept: Expression<EnergyDimension> =
        t == 0 && year.begins != nil ? .zero : (1 - loss) * own.stored[context.horizon.before(t)]
      let moved = moved(own.charge[t], own.discharge[t], context)
      program.require(balance, at: t, own.stored[t] .<= kept + moved)
    }
  }

  private func holdBack(
    _ reserve: Series<PowerDimension>, for bridge: TimeSpan, _ v: Variables,
    power: Capacity<PowerDimension>, energy: Capacity<EnergyDimension>,
    in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let reservePower = program.family(component, "reserve_power")
    let reserveEnergy = program.family(component, "reserve_energy")
    for t in context.steps {
      // reserve(t) ≤ D − d(t) + c(t)
      program.require(
        reservePower, at: t, reserve[t] .<= power[t] - v.discharge(at: t) + v.charge(at: t))
      // reserve(t)·τ ≤ η_d·κ·e(t−1) + (c(t)·η_c·η_d − d(t))·Δ, κ: end of life against mid-life
      let held =
        (dischargeEfficiency * energy.endOverUse(t)) * before(t, v, energy, context)
        + (chargeEfficiency * dischargeEfficiency) * v.charge(at: t).over(context.step)
        - v.discharge(at: t).over(context.step)
      program.require(reserveEnergy, at: t, reserve[t].over(bridge) .<= held)
    }
  }

  /// What can be had from what is stored when a step begins, at the end of life.
  func ride(
    _ v: Variables, power: Capacity<PowerDimension>, energy: Capacity<EnergyDimension>,
    at t: Int, _ context: FormulationContext
  ) -> RideTerm {
    let left = energy.endOverUse(t)
    let greatest = energy.greatestInUse
    return RideTerm(
      stored: (dischargeEfficiency * left) * before(t, v, energy, context),
      storePower: power[t],
      greatestStored: dischargeEfficiency * left * (highest - lowest) * greatest)
  }

  func power(_ v: Variables, at t: Int) -> Expression<PowerDimension> {
    v.discharge(at: t) - v.charge(at: t)
  }

  /// Charge that solar fields must give in the same step.
  func solarCharge(_ v: Variables, at t: Int) -> Expression<PowerDimension>? {
    year.charging == .solarOnly ? v.charge(at: t) : nil
  }

  /// Wear for each MWh in and out.
  func wear(_ v: Variables, _ price: EnergyPrice, _ context: FormulationContext) -> Expression<
    MoneyDimension
  > {
    context.yearly(EnergyDimension.self) { v.charge(at: $0) + v.discharge(at: $0) }.times(price)
  }

  func flows(
    _ v: Variables, energy: Capacity<EnergyDimension>, at point: [Double],
    _ context: FormulationContext
  ) -> [SitePlan.Flow] {
    func floor(_ t: Int) -> Double {
      lowest * energy.inUse(t).quantity(at: point).in(.megawattHours)
    }
    var flows: [SitePlan.Flow] = [
      .init(.charge, context.steps.map { v.charge(at: $0).quantity(at: point).in(.megawatts) }),
      .init(
        .discharge, context.steps.map { v.discharge(at: $0).quantity(at: point).in(.megawatts) }),
      .init(
        .stored,
        context.steps.map {
          v.stored(at: $0).quantity(at: point).in(.megawattHours) + floor($0)
        }),
    ]
    if let own = v.carbonFree {
      flows += [
        .init(.carbonFreeCharge, own.charge.values(at: point, in: .megawatts)),
        .init(.carbonFreeDischarge, own.discharge.values(at: point, in: .megawatts)),
        .init(.carbonFreeStored, own.stored.values(at: point, in: .megawattHours)),
      ]
    }
    return flows
  }
}

extension StoredEnergy.Variables {
  /// Power into the store, of either kind.
  func charge(at t: Int) -> Expression<PowerDimension> {
    carbonFree.map { inventory.charge[t] + $0.charge[t] } ?? inventory.charge[t]
  }

  /// Power out of the store, of either kind.
  func discharge(at t: Int) -> Expression<PowerDimension> {
    carbonFree.map { inventory.discharge[t] + $0.discharge[t] } ?? inventory.discharge[t]
  }

  /// Energy above the floor at the end of a step, of either kind.
  func stored(at t: Int) -> Expression<EnergyDimension> {
    carbonFree.map { inventory.stored[t] + $0.stored[t] } ?? inventory.stored[t]
  }

  /// Charge and discharge, of either kind: a converter does one at a time.
  func directions(of component: String) -> Directions {
    let all = [inventory] + [carbonFree].compactMap(\.self)
    return Directions(
      component: component, into: all.map(\.charge), out: all.map(\.discharge))
  }

  func carbonFree(at t: Int) -> CarbonFreeTerm {
    guard let carbonFree else { return CarbonFreeTerm() }
    return CarbonFreeTerm(
      stored: carbonFree.charge[t], released: carbonFree.discharge[t],
      otherStored: inventory.charge[t])
  }
}
