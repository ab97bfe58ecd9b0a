package import Formulation
package import LinearProgramming
public import SiteModel
package import Units

/// Retired electric-vehicle packs bought by the pack, with converters sized apart.
///
/// Not a flag of the new battery: packs come from an inventory, are priced by what is left in them,
/// fade from their state of health at purchase, are retired early one by one, and give little power.
public struct SecondLifeBattery: Component {
  /// The word after `type:` in a site file.
  public static let kind = "second_life_battery"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Retired electric-vehicle packs, bought by the pack from an inventory."

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  let store: StoredEnergy
  let blocks: BlockFailures?
  /// Keys about its failures that nobody wrote.
  public let missingFailureKeys: [String]
  let nameplate: Energy
  let healthAtPurchase: Double
  let healthAtRetirement: Double
  let fade: Double
  let earlyFailure: Double
  let rate: Double
  let inventory: Double
  private let leastPacks: Double
  private let existingPacks: Double
  private let leastConverters: Double
  private let existingConverters: Double
  let packPrice: EnergyCapacityPrice
  let refurbishment: EnergyCapacityPrice
  let balanceOfPlant: EnergyCapacityPrice
  let converterPrice: PowerPrice
  let converterLife: Double
  let omFraction: Double
  let credit: Double
  let life: Double
  let bins: PackBins
  let slots: Double
  private let scrap: EnergyCapacityPrice

  static let nameplateKey = Parameter<EnergyDimension>(
    "nameplate_kwh_per_pack", .kilowattHours, 1...1000, "original rating of one pack")
  static let purchaseKey = Parameter<NumberDimension>(
    "state_of_health_at_purchase_fraction", .fraction, 0.2...1, "energy left when bought")
  static let retirementKey = Parameter<NumberDimension>(
    "state_of_health_at_retirement_fraction", .fraction, 0.1...1,
    "energy left when a pack is retired")
  static let fadeKey = Parameter<NumberDimension>(
    "fade_fraction_per_year", .fractionPerYear, 0...0.3, "loss of remaining energy in a year")
  static let earlyFailureKey = Parameter<NumberDimension>(
    "early_failure_fraction_per_year", .fractionPerYear, 0...0.3,
    "packs that fail in a year and are not replaced")
  static let rateKey = Parameter<NumberDimension>(
    "c_rate_fraction", .fraction, 0.01...4, "greatest MW for each MWh left at purchase")
  static let packsStanding = StandingKeys(
    least: "min_packs", existing: "existing_packs", .count, 0...10_000_000, "packs")
  static let convertersStanding = StandingKeys(
    least: "min_converter_mw", existing: "existing_converter_mw", .megawatts, 0...20_000,
    "converters")
  static let inventoryKey = Parameter<NumberDimension>(
    "inventory_packs", .count, 0...1e7, "packs that can be bought, beside those that stand already")
  static let packPriceKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "pack_price_usd_per_kwh", .usdPerKilowattHour, 0...1000, "price for each kWh left at purchase")
  static let refurbishmentKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "refurbishment_usd_per_kwh", .usdPerKilowattHour, 0...1000,
    "testing and repair for each kWh left at purchase")
  static let balanceKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "balance_of_plant_usd_per_kwh", .usdPerKilowattHour, 0...1000,
    "racks, enclosures and site work for each kWh left at purchase")
  static let converterKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "converter_usd_per_kw", .usdPerKilowatt, 0...5000, "converters")
  static let converterLifeKey = Parameter<YearsDimension>(
    "converter_life_years", .years, 1...40, "service life of the converters")
  static let omKey = Parameter<NumberDimension>(
    "fixed_om_fraction_of_capex_per_year", .fractionPerYear, 0...0.3, "yearly upkeep")
  static let creditKey = Parameter<NumberDimension>(
    "investment_tax_credit_fraction", .fraction, 0...0.7, .default(0),
    "tax credit on the packs, their refurbishment and balance of plant; used property generally has none"
  )
  static let slotsKey = Parameter<NumberDimension>(
    "max_packs", .count, 0...1e7, .optional,
    "packs that the plant has room for; all that can be had unless written")
  static let scrapKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "scrap_usd_per_kwh", .usdPerKilowattHour, 0...200, .optional,
    "price for each kWh left when a pack is retired")
  static let lifeKey = Parameter<YearsDimension>("life_years", .years, 1...25, "life of the packs")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [
      nameplateKey.spec, purchaseKey.spec, retirementKey.spec, fadeKey.spec, earlyFailureKey.spec,
      rateKey.spec, inventoryKey.spec,
    ] + packsStanding.specs + convertersStanding.specs + StoredEnergy.parameters + [
      packPriceKey.spec, refurbishmentKey.spec, balanceKey.spec, converterKey.spec,
      converterLifeKey.spec, omKey.spec, creditKey.spec, lifeKey.spec,
    ] + PackBins.parameters + [slotsKey.spec, scrapKey.spec] + BlockFailures.parameters
      + BuildKeys.parameters
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { BuildKeys.horizonKeys }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems = StoredEnergy.problems(in: values) + BlockFailures.problems(in: values)
    let packs = values[inventoryKey].in(.count) + packsStanding.existing(in: values)
    if packsStanding.least(in: values) > packs {
      problems.append(
        ParameterProblem(
          key: packsStanding.least.key,
          message: "more packs must stand than stand already and can be bought",
          help: "lower \(packsStanding.least.key), or raise \(inventoryKey.key)"))
    }
    problems += BuildKeys.problems(in: values)
    problems += PackBins.problems(in: values, mean: values[purchaseKey].in(.fraction))
    if let slots = values.optional(slotsKey)?.in(.count), packsStanding.least(in: values) > slots {
      problems.append(
        ParameterProblem(
          key: slotsKey.key, message: "more packs must stand than there is room for",
          help: "raise \(slotsKey.key), or lower \(packsStanding.least.key)"))
    }
    // Bins are retired one by one, each by its own health.
    guard values.value(of: PackBins.binsKey) == nil else { return problems }
    let left =
      values[purchaseKey].in(.fraction)
      * Annuity.power(1 - values[fadeKey].in(.fractionPerYear), values[lifeKey].in(.years))
    let retirement = values[retirementKey].in(.fraction)
    if left < retirement {
      problems.append(
        ParameterProblem(
          key: lifeKey.key,
          message: "packs fade to a state of health of \(left.rounded(toPlaces: 3)) within their "
            + "life, below their retirement at \(retirement)",
          help: "shorten \(lifeKey.key), or lower \(fadeKey.key) or \(retirementKey.key)"))
    }
    return problems
  }

  /// Limits that a planner may move: a pack holds more than 10 kWh.
  public static var adjustableLimits: [AdjustableLimitRule] {
    [
      AdjustableLimitRule(
        inventoryKey.spec, .upPerMegawatt(20_000), worth: .init(limit: "inventory", count: "packs"))
    ]
  }

  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] { [packPriceKey.spec] }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    store = StoredEnergy(component: name, values: values)
    blocks = BlockFailures(values: values)
    missingFailureKeys = BlockFailures.missing(values)
    nameplate = values[Self.nameplateKey]
    healthAtPurchase = values[Self.purchaseKey].in(.fraction)
    healthAtRetirement = values[Self.retirementKey].in(.fraction)
    fade = values[Self.fadeKey].in(.fractionPerYear)
    earlyFailure = values[Self.earlyFailureKey].in(.fractionPerYear)
    rate = values[Self.rateKey].in(.fraction)
    inventory = values[Self.inventoryKey].in(.count).rounded(.down)
    leastPacks = Self.packsStanding.least(in: values).rounded(.up)
    existingPacks = Self.packsStanding.existing(in: values).rounded(.down)
    leastConverters = Self.convertersStanding.least(in: values)
    existingConverters = Self.convertersStanding.existing(in: values)
    packPrice = values[Self.packPriceKey]
    refurbishment = values[Self.refurbishmentKey]
    balanceOfPlant = values[Self.balanceKey]
    converterPrice = values[Self.converterKey]
    converterLife = values[Self.converterLifeKey].in(.years)
    omFraction = values[Self.omKey].in(.fractionPerYear)
    credit = values[Self.creditKey].in(.fraction)
    let written = values[Self.lifeKey].in(.years)
    bins = PackBins(
      values, health: healthAtPurchase, retirement: healthAtRetirement, life: written)
    life = bins.bins.count > 1 ? bins.life : written
    slots = values.optional(Self.slotsKey)?.in(.count).rounded(.down) ?? .infinity
    scrap = values.optional(Self.scrapKey) ?? .zero
  }

  /// Energy of one pack when bought.
  package var remainingAtPurchase: Energy { healthAtPurchase * nameplate }
  /// What is left of the packs' energy at an age.
  package func left(afterYears age: Double) -> Double { bins.left(afterYears: age) }

  /// What retired packs bring, as a share of what they cost.
  private func resale(of pack: Double) -> Double {
    guard pack > 0, scrap > .zero else { return 0 }
    let left = bins.bins.reduce(0) {
      $0 + $1.share * $1.health * Annuity.power(1 - fade, $1.life)
    }
    return scrap.value * left * nameplate.value / pack
  }
}

extension SecondLifeBattery: Formulated {
  package struct Variables: Sendable {
    let packs: Capacity<NumberDimension>
    let converters: Capacity<PowerDimension>
    let store: StoredEnergy.Variables
  }

  static let packsCapacity = CapacityKey<NumberDimension>("packs")
  static let convertersCapacity = CapacityKey<PowerDimension>("converters")

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    let pack = (packPrice + refurbishment + balanceOfPlant).value * remainingAtPurchase.value
    let energy = remainingAtPurchase.in(.megawattHours)
    let rate = self.rate
    return [
      CapacityRule(
        Self.packsCapacity, .packs, least: leastPacks,
        limit: .planner(min(inventory + existingPacks, slots)), purchasable: inventory,
        ageing: CapacityAgeing(life: life, left: left(afterYears:)),
        investments: [
          Investment("packs", pack, credit: credit, years: life, resale: resale(of: pack))
        ],
        upkeep: [Upkeep("fixed_om", omFraction * pack)],
        existing: Existing(existingPacks, kept: "existing_packs_kept", of: .energy)),
      CapacityRule(
        Self.convertersCapacity, least: leastConverters,
        limit: .implied(rate * ((inventory + existingPacks) * energy)),
        investments: [Investment("converters", converterPrice.value, years: converterLife)],
        upkeep: [Upkeep("fixed_om", omFraction * converterPrice.value)],
        existing: Existing(existingConverters, kept: "existing_converter_mw_kept", of: .power),
        within: { rate * ($0[Self.packsCapacity].greatest * energy) }),
    ]
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let packs = capacities[Self.packsCapacity]
    let converters = capacities[Self.convertersCapacity]
    return Variables(
      packs: packs, converters: converters,
      store: store.declare(
        in: &program, context, greatestPower: converters.greatest,
        greatestEnergy: packs.each(remainingAtPurchase).greatest))
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let remaining = v.packs.each(remainingAtPurchase)
    store.constrain(v.store, power: v.converters, energy: remaining, in: &program, context)
    let cRate = program.family(name, "c_rate")
    for (phase, step) in context.phases.firstSteps.enumerated() {
      // D ≤ C-rate · kWh remaining at purchase
      program.require(
        cRate, label: phase,
        v.converters[step] .<= rate * remaining[step].spread(over: TimeSpan(1, .hours)))
    }
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    store.power(v.store, at: step)
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    [
      CostTerm(
        line: "wear", nature: .nonCash, amount: store.wear(v.store, Ageing.tieBreak, context))
    ]
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    v.store.carbonFree(at: step)
  }

  package func solarCharge(_ v: Variables, at step: Int) -> Expression<PowerDimension>? {
    store.solarCharge(v.store, at: step)
  }

  package func reserve(_ v: Variables, at step: Int, _ context: FormulationContext) -> ReserveTerm {
    ReserveTerm(
      bridging: v.store.reserve.map { $0[step] } ?? .zero,
      fast: v.converters[step] - v.store.charge(at: step) - v.store.discharge(at: step))
  }

  package func ride(_ v: Variables, at step: Int, _ context: FormulationContext) -> RideTerm {
    store.ride(
      v.store, power: v.converters, energy: v.packs.each(remainingAtPurchase), at: step, context)
  }

  package func directions(_ v: Variables) -> [Directions] { [v.store.directions(of: name)] }

  package func limits(_ v: Variables) -> [LimitTerm] {
    [LimitTerm(component: name, name: "inventory", unit: "pack", columns: v.packs.columns)]
  }

  package func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    let packs = v.packs.last.value(at: point)
    let bought = packs * remainingAtPurchase
    let left = v.packs.left(at: point)
    let window = store.highest - store.lowest
    var plan = SitePlan.ComponentPlan(of: self)
    plan.units = packs
    plan.unitName = "packs"
    plan.power = v.converters.last.quantity(at: point)
    plan.energy = bought
    (plan.leftInUse, plan.leftAtEnd) = left
    plan.flows = store.flows(
      v.store, energy: v.packs.each(remainingAtPurchase), at: point, context)
    plan.details = [
      .init(key: "nameplate_energy_mwh", value: (packs * nameplate).in(.megawattHours)),
      .init(
        key: "usable_mid_life_energy_mwh", value: (window * left.inUse * bought).in(.megawattHours)),
      .init(
        key: "usable_end_of_life_energy_mwh",
        value: (window * left.atEnd * bought).in(.megawattHours)),
      .init(
        key: "state_of_health_at_end_of_life_fraction",
        value: healthAtPurchase * Annuity.power(1 - fade, life)),
    ]
    return plan
  }
}
