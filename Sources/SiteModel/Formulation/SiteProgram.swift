package import LinearProgramming
package import Units

/// A site's natural linear program, with what is needed to read a plan back from a point.
package struct SiteProgram: Sendable {
  package let site: Site
  package let setting: Setting
  package private(set) var program: LinearProgram
  /// Sizes and counts that planning may round, drop or fix.
  package let sizes: [SizeTerm]
  /// Blocks of falling prices that planning chooses.
  package let choices: [ChoiceTerm]
  /// Fleets whose sets are online in whole numbers.
  package let onlineSets: [OnlineSets]
  /// Devices that do one of two things at a time.
  package let directions: [Directions]
  let placed: [any AnyPlaced]
  let claims: EmissionsPolicy.Claims

  /// Writes the program; `sizeLimits` are planning's own bounds on sizes, by `component.size`, and
  /// `commitment` what it has decided of the hours.
  package init(
    _ site: Site, over horizon: Horizon? = nil, sizeLimits: [String: ClosedRange<Double>] = [:],
    commitment: Commitment = Commitment()
  ) {
    self.site = site
    let loads = site.components.loads
    let horizon = horizon ?? site.horizon
    var setting = Setting(
      horizon: horizon, discountRate: site.realDiscountRate,
      gwpSet: site.emissions.gwpSet, peakLoad: site.peakLoad,
      load: (0..<horizon.count).map { t in loads.reduce(.zero) { $0 + $1.demand(at: t) } },
      cover: site.uptime.cover, tagsCarbonFree: site.emissions.hourlyCarbonFree != nil,
      reserveBridge: site.uptime.cover.isEmpty ? nil : site.uptime.bridge, sizeLimits: sizeLimits)
    setting.holdsFastSwing = loads.contains { $0.fastSwing > 0 }
    setting.rides = site.uptime.holdHours
    setting.ridesUnitsOut = site.uptime.holdUnitsOut
    setting.carried = loads.flatMap(\.carriedThroughLosses)
    let fleets = site.components.count { $0 is any RunningUnits }
    let cover = site.uptime.cover
    setting.reservesByFuel =
      cover.contains(.grid) || cover.contains(.fuel) || (cover.contains(.largestUnit) && fleets > 1)
    self.setting = setting

    var program = LinearProgram()
    let placed = site.components.compactMap { $0 as? any Formulated }
      .map { place($0, in: &program, setting) }
    for component in placed { component.constrain(in: &program, setting) }

    PowerBalance.constrain(placed, in: &program, setting)
    MeterNetting.constrain(placed, in: &program, setting)
    FastSwing.constrain(placed, in: &program, setting)
    site.uptime.constrain(placed, in: &program, setting)
    RideThrough.constrain(placed, in: &program, setting)
    let claims = site.emissions.declareClaims(in: &program, setting)
    site.emissions.constrain(placed, claims, in: &program, setting)
    site.emissions.matchHours(placed, in: &program, setting)

    for component in placed {
      for term in component.costs(setting) { program.minimise(term.amount) }
    }
    program.minimise(site.emissions.charge(placed, claims, setting))

    self.claims = claims
    self.placed = placed
    sizes = placed.flatMap { $0.sizes() }
    choices = placed.flatMap { $0.choices() }
    let fleetsOnline = placed.flatMap { $0.onlineSets(setting) }
    onlineSets = fleetsOnline
    directions = placed.flatMap { $0.directions() }
    let peak = site.peakLoad.in(.megawatts)
    program.measure(
      in: peak > 0 ? peak / Self.unitsOfPeakLoad : 1,
      counts: sizes.filter { $0.rounding != .continuous }.map(\.column))
    for sets in fleetsOnline {
      for t in setting.steps { program.quantise(sets.online[t], by: sets.unit.in(.megawatts)) }
    }
    for size in sizes where size.rounding != .continuous { program.quantise(size.column, by: 1) }
    self.program = program
    guard commitment != Commitment() else { return }
    held(to: commitment, &program)
    self.program = program
  }

  /// The program's own unit is this part of the peak load: what is tuned for one site holds for all.
  private static let unitsOfPeakLoad = 20.0

  /// Sets columns that follow from others to exactly what these make them: the bill counts the same.
  package func settle(_ point: inout [Double]) {
    for component in placed { component.settle(at: &point) }
  }
}

private func place<C: Formulated>(
  _ component: C, in program: inout LinearProgram, _ setting: Setting
) -> any AnyPlaced {
  Placed(component: component, variables: component.declare(in: &program, setting))
}

/// A component with its columns, its type forgotten: existentials at the level of the site only.
protocol AnyPlaced: Sendable {
  var name: String { get }
  func constrain(in program: inout LinearProgram, _ setting: Setting)
  func power(at step: Int) -> Expression<PowerDimension>
  func costs(_ setting: Setting) -> [CostTerm]
  func emissions(_ setting: Setting) -> [EmissionTerm]
  func nitrogenOxides(_ setting: Setting) -> Expression<CarbonDimension>
  func carbonFree(at step: Int) -> CarbonFreeTerm
  func reserve(at step: Int, _ setting: Setting) -> ReserveTerm
  func ride(at step: Int, _ setting: Setting) -> RideTerm
  func firmUnits(_ setting: Setting) -> FirmUnits?
  func loads(_ setting: Setting) -> [LoadTerm]
  func sizes() -> [SizeTerm]
  func choices() -> [ChoiceTerm]
  func limits() -> [LimitTerm]
  func onlineSets(_ setting: Setting) -> [OnlineSets]
  func directions() -> [Directions]
  func netting() -> NettingTerm?
  func settle(at point: inout [Double])
  func read(at point: [Double], _ setting: Setting) -> SitePlan.ComponentPlan
}

/// A component with its columns.
struct Placed<C: Formulated>: AnyPlaced {
  let component: C
  let variables: C.Variables

  var name: String { component.name }
  func constrain(in program: inout LinearProgram, _ setting: Setting) {
    component.constrain(variables, in: &program, setting)
  }
  func power(at step: Int) -> Expression<PowerDimension> {
    component.power(variables, at: step)
  }
  func costs(_ setting: Setting) -> [CostTerm] { component.costs(variables, setting) }
  func emissions(_ setting: Setting) -> [EmissionTerm] { component.emissions(variables, setting) }
  func nitrogenOxides(_ setting: Setting) -> Expression<CarbonDimension> {
    component.nitrogenOxides(variables, setting)
  }
  func carbonFree(at step: Int) -> CarbonFreeTerm { component.carbonFree(variables, at: step) }
  func reserve(at step: Int, _ setting: Setting) -> ReserveTerm {
    component.reserve(variables, at: step, setting)
  }
  func ride(at step: Int, _ setting: Setting) -> RideTerm {
    component.ride(variables, at: step, setting)
  }
  func firmUnits(_ setting: Setting) -> FirmUnits? { component.firmUnits(variables, setting) }
  func loads(_ setting: Setting) -> [LoadTerm] { component.loads(variables, setting) }
  func sizes() -> [SizeTerm] { component.sizes(variables) }
  func choices() -> [ChoiceTerm] { component.choices(variables) }
  func limits() -> [LimitTerm] { component.limits(variables) }
  func onlineSets(_ setting: Setting) -> [OnlineSets] { component.onlineSets(variables, setting) }
  func directions() -> [Directions] { component.directions(variables) }
  func netting() -> NettingTerm? { component.netting(variables) }
  func settle(at point: inout [Double]) { component.settle(variables, at: &point) }
  func read(at point: [Double], _ setting: Setting) -> SitePlan.ComponentPlan {
    component.read(variables, at: point, setting)
  }
}

extension Site {
  /// Whether some class promises an availability.
  public var promisesUptime: Bool {
    components.loads.contains(where: \.promisesUptime)
  }

  /// Greatest load of the site: the measure of what is negligible.
  package var peakLoad: Power {
    components.loads.reduce(.zero) { $0 + $1.peak }
  }
}
