import Components
import LinearProgramming
import Planning
import SiteModel
import TestSupport
import Testing
import Units

/// A site without a plan for a reason that is known, and the limits that must appear among its remedies.
struct WhyNotCase: Sendable, CustomTestStringConvertible {
  let name: String
  let site: Site
  let steps: Int
  /// Policies that the least violation breaks.
  let policies: [String]
  /// Remedies by key, with the amount that is least by hand; how many words on, where one is replaced.
  let remedies: [[String: Double]]

  init(
    _ name: String, _ site: Site, steps: Int = 24, breaks policies: [String],
    remedies: [[String: Double]]
  ) {
    self.name = name
    self.site = site
    self.steps = steps
    self.policies = policies
    self.remedies = remedies
  }

  var testDescription: String { name }

  static let grid = "components.grid.import_limit_mw"
  static let units = "components.gas.max_units"
  static let load = "components.load.facility_load_mw"
  static let cap = "emissions.cap_t_co2e_per_year"
  static let balance = "power balance"

  /// 15 MW, but 7 MW at 3 and at 4 o'clock.
  private static let dip: ParameterValue = .series((0..<24).map { [3, 4].contains($0) ? 7 : 15 })

  private static func gas(_ keys: Keys = [:]) -> PipelineGas {
    Make.checked(
      PipelineGas.self, "gas",
      Make.pipelineGasValues.with(["minimum_load_fraction": 0]).with(keys))
  }

  private static func lossless(_ keys: Keys) -> BESS {
    Make.checked(
      BESS.self, "bess",
      Make.bessValues.with([
        "charge_efficiency_fraction": 1, "discharge_efficiency_fraction": 1,
        "min_soc_fraction": 0, "max_soc_fraction": 1,
        "self_discharge_fraction_per_day": 0,
      ]).with(keys))
  }

  private static func training(_ keys: Keys) -> GPULoad {
    Make.checked(
      GPULoad.self, "load",
      ParameterValues([
        "facility_load_mw": 10,
        "classes": .records([
          NamedValues(
            name: "training",
            values: ParameterValues([
              "kind": "interruptible", "share_fraction": 1,
              "value_of_lost_load_usd_per_mwh": 300,
            ]).with(keys))
        ]),
      ]))
  }

  static let all: [WhyNotCase] = power + reserve + emissions + both

  private static let power: [WhyNotCase] = [
    // 10 MW of load at 7 MW of limit.
    WhyNotCase(
      "a dip of the grid", .of([Make.grid("grid", ["import_limit_mw": dip]), Make.firmLoad(10)]),
      breaks: [balance], remedies: [[grid: 3], [load: 0.3]]),
    WhyNotCase(
      "a grid that is always too small",
      .of([Make.grid("grid", ["import_limit_mw": 6]), Make.firmLoad(10)]),
      breaks: [balance], remedies: [[grid: 4], [load: 0.4]]),
    WhyNotCase(
      "a contract below the load",
      .of([
        Make.grid("grid", ["contract_capacity_mw": 8, "import_limit_mw": 20]), Make.firmLoad(10),
      ]), breaks: [balance],
      remedies: [["components.grid.contract_capacity_mw": 2], [load: 0.2]]),
    // 10 MW need four sets of 2.5 MW.
    WhyNotCase(
      "too few gensets", .of([gas(["max_units": 3]), Make.firmLoad(10)]), breaks: [balance],
      remedies: [[units: 1], [load: 0.25]]),
    // 9 MMBtu for each MWh at full load, 8 of them by the power and 1 by what runs. With four sets of 2.5
    // MW online 72 MMBtu/h give (72 − 10) ÷ 8 = 7.75 MW.
    WhyNotCase(
      "too little gas is delivered",
      .of([gas(["delivery_limit_mmbtu_per_h": 72]), Make.firmLoad(10)]), breaks: [balance],
      remedies: [["components.gas.delivery_limit_mmbtu_per_h": 18], [load: 0.225]]),
    // 3 MW for two hours: 6 MWh, 2 of which may be stored.
    WhyNotCase(
      "a battery that is too small",
      .of([
        Make.grid("grid", ["import_limit_mw": dip]),
        lossless(["max_energy_mwh": 2, "max_power_mw": 5]), Make.firmLoad(10),
      ]), breaks: [balance],
      remedies: [[grid: 2], ["components.bess.max_energy_mwh": 4], [load: 0.2]]),
    WhyNotCase(
      "a battery with too little power",
      .of([
        Make.grid("grid", ["import_limit_mw": dip]),
        lossless(["max_energy_mwh": 40, "max_power_mw": 1]), Make.firmLoad(10),
      ]), breaks: [balance],
      remedies: [[grid: 2], ["components.bess.max_power_mw": 2], [load: 0.2]]),
    // A quarter of the nameplate at mid-life, (1 − 0.005)^15: 10 ÷ (0.25 · 0.92757) = 43.12 MWdc.
    WhyNotCase(
      "too little land", .of([Make.solar("solar", ["land_limit_mwdc": 30]), Make.firmLoad(10)]),
      breaks: [balance], remedies: [["components.solar.land_limit_mwdc": 13.12], [load: 0.3043]]),
    WhyNotCase(
      "too little flared gas",
      .of([
        Make.flaredGas("flare", ["available_mmbtu_per_h": 45, "minimum_load_fraction": 0]),
        Make.firmLoad(10),
      ]), breaks: [balance],
      remedies: [["components.flare.available_mmbtu_per_h": 45], [load: 0.5]]),
    // 87,600 h·2.5 MW of four sets at 8,760 h each; 2,190 h of each are permitted: a quarter.
    WhyNotCase(
      "permitted hours that are too few",
      .of([gas(["max_units": 8, "max_run_hours_per_unit": 2190]), Make.firmLoad(10)]),
      breaks: [balance],
      remedies: [[units: 8], ["components.gas.max_run_hours_per_unit": 2190], [load: 0.5]]),
    // 87,600 MWh burn 788,400 MMBtu in four sets that always run; each further set that idles burns
    // 2.5 MMBtu/h, so that 12.74 MMBtu/h need six.
    WhyNotCase(
      "more gas must be taken than can be burned",
      .of([
        gas(["max_units": 4, "min_units": 4, "minimum_take_mmbtu_per_year": 900_000]),
        Make.firmLoad(10),
      ]), breaks: ["minimum take"],
      remedies: [[units: 6], ["components.gas.minimum_take_mmbtu_per_year": -111_600]]),
    // Half of 10 MW is served, 1 % may be shed: 49 % more.
    WhyNotCase(
      "a cap on shedding",
      .of([Make.grid("grid", ["import_limit_mw": 5]), training(["max_unserved_fraction": 0.01])]),
      breaks: ["planned shedding"],
      remedies: [
        [grid: 4.9], ["components.load.classes.training.max_unserved_fraction": 0.49],
        [load: 0.4949],
      ]),
  ]

  private static let reserve: [WhyNotCase] = [
    // Four sets carry the load, a fifth must be spare.
    WhyNotCase(
      "no spare genset",
      .of([gas(["max_units": 4]), Make.firmLoad(10)], uptime: ["redundancy": "n+1"]),
      breaks: ["firm units"], remedies: [[units: 1], [load: 0.25], ["uptime.redundancy": 1]]),
    WhyNotCase(
      "two spare gensets missing",
      .of([gas(["max_units": 4]), Make.firmLoad(10)], uptime: ["redundancy": "n+2"]),
      breaks: ["firm units"], remedies: [[units: 2], [load: 0.5], ["uptime.redundancy": 2]]),
    // The loss of 10 MW of grid is carried by 5 MW of sets.
    WhyNotCase(
      "the loss of the grid is not covered",
      .of(
        [Make.grid("grid", [:]), gas(["max_units": 2]), Make.firmLoad(10), lossless([:])],
        uptime: ["cover": .words(["grid"])]),
      breaks: ["lasting reserve grid"],
      remedies: [[units: 2], [load: 0.5], ["uptime.cover": 1]]),
  ]

  private static let emissions: [WhyNotCase] = [
    // 87,600 MWh at 400 kg are 35,040 t.
    WhyNotCase(
      "a cap below what the load must emit",
      .of([Make.grid(), Make.firmLoad(10)], emissions: ["cap_t_co2e_per_year": 1000]),
      breaks: ["emissions cap"], remedies: [[load: 0.97146], [cap: 34_040]]),
    WhyNotCase(
      "a rate below that of the grid",
      .of([Make.grid(), Make.firmLoad(10)], emissions: ["cap_kg_co2e_per_mwh_served": 300]),
      breaks: ["emissions cap"], remedies: [["emissions.cap_kg_co2e_per_mwh_served": 100]]),
    // The sun may give 0.25 · 0.92757 · 21.562 = 5 MW of 10.
    WhyNotCase(
      "a carbon-free share without enough sun",
      .of(
        [Make.grid(), Make.solar("solar", ["land_limit_mwdc": 21.562]), Make.firmLoad(10)],
        emissions: ["hourly_carbon_free_fraction": 0.8]),
      breaks: ["hourly carbon free"],
      remedies: [
        ["components.solar.land_limit_mwdc": 12.937], [load: 0.375],
        ["emissions.hourly_carbon_free_fraction": -0.3],
      ]),
  ]

  private static let both: [WhyNotCase] = [
    // 4 MW are short, and the cap allows 2.5 MW of grid power; less load remedies both.
    WhyNotCase(
      "too little grid and a cap",
      .of(
        [Make.grid("grid", ["import_limit_mw": 6]), Make.firmLoad(10)],
        emissions: ["cap_t_co2e_per_year": 8760]),
      breaks: [balance, "emissions cap"], remedies: [[load: 0.75]]),
    // By modules less load is not offered below one of them.
    WhyNotCase(
      "two causes, and no single cure",
      .of(
        [Make.grid("grid", ["import_limit_mw": 6]), oneModule],
        emissions: ["cap_t_co2e_per_year": 8760]),
      breaks: [balance, "emissions cap"], remedies: [[grid: 4, cap: 26_280]]),
    WhyNotCase(
      "too few gensets, and none to spare",
      .of([gas(["max_units": 3]), oneModule], uptime: ["redundancy": "n+1"]),
      breaks: [balance, "firm units"], remedies: [[units: 2]]),
  ]

  private static let oneModule = Make.checked(
    GPULoad.self, "load",
    ParameterValues([
      "modules": 1, "it_mw_per_module": 10, "pue_fraction": 1,
      "classes": .classes(
        ("inference", ["kind": "firm", "share_fraction": 1, "load_factor_fraction": 1])),
    ]))
}
