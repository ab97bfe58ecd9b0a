import Formulation
import LinearProgramming
import SiteModel
import TestSupport
import Testing
import Units

/// Each constraint family in LP text, as it stands in three steps of a site of round numbers.
///
/// Each step stands for 2,920 hours. `Goldens` says how they are recorded.
@Suite("goldens: constraint families in LP text")
struct GoldenTests {
  private static let goldens = Goldens()

  /// Every component, and every policy; named by kind, so that rows are named so too.
  private static var everything: Site {
    Site.of(
      [
        Make.flaredGas(
          "flared_gas",
          [
            "available_mmbtu_per_h": [40, 20, 0], "backup_price_usd_per_mmbtu": 4,
            "output_derate_fraction": [1, 0.9, 0.8], "mttr_hours": 250, "max_units": 8,
            "pilot_gas_mmbtu_per_h": 1, "minimum_take_mmbtu_per_year": 10_000,
          ]),
        Make.pipelineGas(
          "pipeline_gas",
          [
            "delivery_limit_mmbtu_per_h": [100, 100, 50], "min_units": 1,
            "price_usd_per_mmbtu": [3, -1, 3], "take_or_pay_mmbtu_per_year": 50_000,
            "take_or_pay_usd_per_mmbtu": 2, "max_run_hours_per_unit": 6000,
            "start_cost_usd_per_mw": 20, "start_fuel_mmbtu_per_mw": 1, "min_up_hours": 2,
            "min_down_hours": 2, "load_bank_mw": 1,
          ]),
        Make.standby("standby_generator", ["planned_hours_per_year": 100]),
        Make.solar(
          "solar", ["output_kw_per_kwdc": [0, 0.5, 1], "degradation_fraction_per_year": 0]),
        Make.grid(
          "grid",
          [
            "import_limit_mw": [10, 20, 20], "tariff": .tariff(tariff), "unit_trip_probability": 0,
          ]),
        Make.bess("bess", ["ageing": "fade", "fade_fraction_per_year": 0.02, "life_years": 16]),
        Make.secondLife("second_life_battery", ["life_years": 8]),
        Make.load(
          [10, 20, 12],
          .classes(
            ("inference", ["kind": "firm", "share_fraction": 0.5]),
            ("batch", ["kind": "deferrable", "share_fraction": 0.25, "deadline_hours": 2]),
            (
              "training",
              [
                "kind": "interruptible", "share_fraction": 0.25, "max_unserved_fraction": 0.1,
                "value_of_lost_load_usd_per_mwh": 400,
              ]
            )), name: "gpu_load", swing: 0.5),
      ],
      uptime: [
        "redundancy": "n+1", "cover": .words(["grid", "largest_unit", "fuel"]),
        "bridge_minutes": 30, "grid_outage_ride_through_hours": 4,
        "unit_outage_ride_through_hours": 2, "fuel_outage_ride_through_hours": 3,
        "grid_and_unit_outage_ride_through_hours": 1,
      ],
      emissions: [
        "cap_t_co2e_per_year": 50_000, "cap_kg_co2e_per_mwh_served": 400, "price_usd_per_t": 20,
        "cap_nox_t_per_year": 40,
      ])
  }

  /// A flat price, and a demand charge that begins at one o'clock.
  private static var tariff: Tariff {
    Tariff(
      name: "tou",
      lines: [
        .init(
          name: "energy", charge: .energy(.init(), .init(EnergyPrice(60, .usdPerMegawattHour)))),
        .init(name: "rider", charge: .rider(.init(), .init(EnergyPrice(5, .usdPerMegawattHour)))),
        .init(
          name: "peak",
          charge: .demand(
            .init(PowerPrice(10, .usdPerKilowattMonth), window: .init(hours: [1, 2])))),
        .init(name: "customer", charge: .fixed(.init(1000, .usd), each: .month)),
      ])
  }

  /// The text of each family, and of what is not a row: `cost_and_bounds`.
  private static func sections(of program: LinearProgram) -> [String: String] {
    var sections: [String: String] = [:]
    var key = "site.cost_and_bounds"
    for line in LPText(program).description.split(separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix(" "), !line.hasPrefix("  "), let colon = line.firstIndex(of: ":") {
        let name = line[line.index(after: line.startIndex)..<colon]
        key = name.split(separator: "(").first.map(String.init) ?? ""
        if name == "cost" { key = "site.cost_and_bounds" }
      } else if ["Bounds", "Subject To", "General", "End"].contains(line) {
        key = "site.cost_and_bounds"
      }
      if !line.isEmpty { sections[key, default: ""] += line + "\n" }
    }
    return sections
  }

  /// Sun, two sources and a store, hour by hour carbon-free, with certificates.
  private static func matched(_ view: ParameterValue) -> Site {
    Site.of(
      [
        Make.solar(
          "solar", ["output_kw_per_kwdc": [0, 0.5, 1], "degradation_fraction_per_year": 0]),
        Make.grid("grid", ["carbon_free_fraction": [0.5, 0.25, 0.5]]),
        Make.pipelineGas("pipeline_gas"),
        Make.bess("bess", ["ageing": "fade", "fade_fraction_per_year": 0.02, "life_years": 16]),
        Make.firmLoad([10, 20, 12], name: "gpu_load"),
      ],
      uptime: ["redundancy": "2n"],
      emissions: [
        "hourly_carbon_free_fraction": 0.75, "cap_t_co2e_per_year": 50_000, "cap_boundary": view,
        "residual_mix_co2_kg_per_mwh": 500,
        "certificates": .classes(
          ("wind", ["serial": "W-1", "certified_mw": [2, 4, 0]]),
          ("sun", ["serial": "S-1", "certified_mw": [0, 8, 4], "co2_kg_per_mwh": 50])),
      ])
  }

  /// Families that only such a site has, and the cap in either market-based view.
  private static func sectionsOfMatching() -> [String: String] {
    var found: [String: String] = [:]
    for (view, suffix) in [("scope1+2-market", "_market"), ("scope1+2-market-hourly", "_hourly")] {
      let site = matched(.word(view))
      for (name, text) in sections(of: SiteProgram(site, over: site.first(3)).program) {
        if name == "site.emissions_cap" { found[name + suffix] = text }
        let new = ["carbon_free", "claims", "grid_to_load", "other_power", "firm_without"]
        if new.contains(where: name.contains) { found[name] = text }
      }
    }
    return found
  }

  /// Families that only the program in whole numbers has, for a plant with a spare that spins.
  private static func sectionsInWholeNumbers() -> [String: String] {
    let site = Site.of([
      Make.pipelineGas("pipeline_gas", ["max_units": 3, "spinning": .word("true")]),
      Make.bess("bess"), Make.firmLoad([1, 2, 1], name: "gpu_load"),
    ])
    let program = SiteProgram(site, over: site.first(3))
    let known = Set(sections(of: program.program).keys)
    var found = sections(of: program.inWholeNumbers(directions: true))
    found.merge(tightSections()) { first, _ in first }
    return found.filter { !known.contains($0.key) }
  }

  /// Two sets of 2.5 MW for 4 MW that half a battery and four fifths of the sets carry, and one for 0.5 MW.
  private static func tightSections() -> [String: String] {
    let site = Site.of([
      Make.pipelineGas("pipeline_gas", ["min_units": 2, "max_units": 2]),
      Make.grid("grid", ["import_limit_mw": 1]), Make.bess("bess"),
      Make.firmLoad([4, 0.5], name: "gpu_load"),
    ])
    let program = SiteProgram(site, over: site.first(2))
    let point: [Double] = program.program.columns.indices.map { column in
      switch program.program.columnName(column) {
      case "pipeline_gas.units": 2.0
      case "pipeline_gas.running(0)", "pipeline_gas.power(0)": 4
      case "pipeline_gas.running(1)": 1.25
      default: 0
      }
    }
    return program.tightened(program.program, at: point).map { sections(of: $0) } ?? [:]
  }

  /// Families that only a load has whose share that is energised is chosen.
  private static func sectionsOfChosenLoad() -> [String: String] {
    var program = LinearProgram()
    _ = Block(everything, over: everything.first(3), in: &program) { component, rule, _, program in
      let column = rule.column(of: component, in: &program, .limits(0, 1))
      return rule.capacity(column, 0...1, .one)
    }
    return sections(of: program).filter { $0.key.contains("energised_") }
  }

  /// What is bought beside plant that stands already.
  private static func sectionsOfExistingPlant() -> [String: String] {
    let site = Site.of([
      Make.pipelineGas("pipeline_gas", ["existing_units": 2]), Make.firmLoad(5, name: "gpu_load"),
    ])
    return sections(of: SiteProgram(site, over: site.first(1)).program)
      .filter { $0.key.contains("bought_") }
  }

  /// Rows that only further sources have: cold starts and ramps, and converters sized apart.
  private static func sectionsOfFurtherSources() -> [String: String] {
    let site = Site.of(
      [
        Make.combinedCycle(
          "combined_cycle",
          [
            "cold_after_hours": 1, "cold_start_cost_usd_per_mw": 50, "ramp_fraction_per_hour": 0.2,
          ]),
        Make.longDuration(
          "long_duration_storage", ["charging": "solar_only", "initial_soc_fraction": 0.5]),
        Make.solar("solar", ["inverter_usd_per_kw": 60]), Make.firmLoad(2, name: "gpu_load"),
      ],
      uptime: [
        "operating_reserve_load_fraction": 0.1, "operating_reserve_largest_unit_fraction": 1,
      ])
    let new = [
      "cold_starts", "starts_of_what_stands", "ramp", "converter_limit", "full_duration",
      "charge_ratio", "inverter_limit", "operating_reserve", "initial_energy", "solar_charging",
    ]
    return sections(of: SiteProgram(site, over: site.first(3)).program)
      .filter { section in new.contains { section.key.hasSuffix("." + $0) } }
  }

  /// Rows of what is built over two years: cohorts that fade and are sold, deliveries, rent and the one cap.
  private static func sectionsOfYears() -> [String: String] {
    let years = ParameterValues([
      "years": 2, "start_month": .word("2027-01"), "phase_years": 0,
    ])
    var site = Site.of(
      [
        Make.grid("grid", ["import_limit_mw": 1]),
        Make.pipelineGas(
          "pipeline_gas",
          [
            "capex_usd_per_kw": 0, "rental_usd_per_kw_month": 16, "rental_term_months": 24,
            "mobilisation_usd_per_kw": 60, "demobilisation_usd_per_kw": 40,
            "deliveries": .schedule(
              Schedule([
                .init(month: 0, amounts: ["units": 1]), .init(month: 12, amounts: ["units": 2]),
              ])),
          ]),
        Make.bess(
          "bess",
          [
            "ageing": "fade", "fade_fraction_per_year": 0.02, "redeployment_value_fraction": 0.5,
          ]), Make.firmLoad(2, name: "gpu_load"),
      ], emissions: ["cap_over_horizon_t_co2e": 10_000])
    let horizon = PlanningHorizon(values: years, rate: 0.08)
    site.planningHorizon = horizon
    let program = HorizonProgram(site, horizon, over: site.first(1)).program
    let built = [
      "_standing", "_in_use", "_deliveries", "_moves", "_sold_once", "emissions_cap_over_horizon",
    ]
    var found: [String: String] = [:]
    for (key, text) in sections(of: program) where built.contains(where: key.hasSuffix) {
      found[key.replacing("/", with: "_")] = text
    }
    return found
  }

  /// What a site shares with others, limited to its part.
  private static func sectionsOfSharing() -> [String: String] {
    var site = Site.of([Make.grid("grid"), Make.pipelineGas("gensets"), Make.firmLoad(2)])
    let gensets = SharedTerms.Measure.equipment(words: ["gensets"], per: .unit, before: nil)
    site.sharing = SharedTerms(terms: [.init(name: "gensets", measure: gensets, price: 5, most: 3)])
    let program = SiteProgram(site, over: site.first(1)).program
    return sections(of: program).filter { $0.key.hasSuffix("share_of_gensets") }
  }

  /// Two scenarios of one step: caps on their mean, and what the worst costs.
  private static func sectionsOfScenarios() -> [String: String] {
    let sites = [60.0, 90].map { price in
      Site.of(
        [
          Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: price, demand: 0))]),
          Make.firmLoad(2, name: "gpu_load"),
        ],
        emissions: ["cap_t_co2e_per_year": 10_000, "cap_kg_co2e_per_mwh_served": 400])
    }
    let together = ScenariosTogether(
      [.init(name: "one", probability: 0.75), .init(name: "two", probability: 0.25)],
      riskWeight: 0.5, riskTail: 0.8, caps: .expected)
    let steps = sites[0].first(1)
    let program = ScenarioProgram(
      sites, together, SharedSizes(of: sites, named: ["one", "two"], over: steps), over: steps
    ).program
    return sections(of: program).filter {
      ["site.expected_emissions_cap", "scenarios.tail_cost"].contains($0.key)
    }
  }

  private static let sections = {
    var all = sections(of: SiteProgram(everything, over: everything.first(3)).program)
    all.merge(sectionsOfChosenLoad()) { first, _ in first }
    all.merge(sectionsOfExistingPlant()) { first, _ in first }
    all.merge(sectionsInWholeNumbers()) { first, _ in first }
    all.merge(sectionsOfYears()) { first, _ in first }
    all.merge(sectionsOfSharing()) { first, _ in first }
    all.merge(sectionsOfFurtherSources()) { first, _ in first }
    all.merge(sectionsOfScenarios()) { first, _ in first }
    for (site, grid) in [
      (TariffGoldens.rich, "rich_grid"), (TariffGoldens.netted, "netted_grid"),
      (TariffGoldens.crossed, "crossed_grid"),
    ] {
      let program = SiteProgram(site, over: site.first(3)).program
      for (key, text) in sections(of: program) {
        if key.hasPrefix(grid) { all[key] = text }
        if key == "site.cost_and_bounds" { all["\(grid).cost_and_bounds"] = text }
      }
    }
    return all.merging(sectionsOfMatching()) { first, _ in first }
  }()

  @Test("a family reads as it did", arguments: sections.keys.sorted())
  func familyReadsAsBefore(name: String) throws {
    let text = try #require(Self.sections[name])
    if Goldens.isRecording {
      try Self.goldens.record(text, as: "\(name).lp")
      Issue.record("\(Goldens.warning(name))")
      return
    }
    #expect(text == Self.goldens.text("\(name).lp"))
  }

  @Test("no golden is left over from a family that is gone")
  func noneLeftOver() throws {
    #expect(try Self.goldens.names() == Self.sections.keys.map { "\($0).lp" }.sorted())
  }

  /// Families are named in the code as `family(component, "name"`; an interpolation matches anything.
  @Test("every family in the code has a golden")
  func everyFamilyHasGolden() throws {
    let names = Self.sections.keys.compactMap { $0.split(separator: ".").last.map(String.init) }
    let literal = /family\(\s*(?:name|load|component|"site"),\s*"([^"]+(?:\\\([^)]*\)[^"]*)*)"/
    var found = 0
    for file in try Sources.formulation() {
      for match in file.text.matches(of: literal) {
        found += 1
        let pattern = match.1.replacing(/\\\([^)]*\)/, with: "").split(separator: "_")
          .joined(separator: "_")
        #expect(
          names.contains { $0 == pattern || $0.hasPrefix(pattern) || $0.hasSuffix(pattern) },
          "\(file.name): no golden for \(match.1)")
      }
    }
    #expect(found >= 24)
    for name in [
      "bridging_reserve_grid", "lasting_reserve_grid", "bridging_reserve_largest_unit",
      "lasting_reserve_largest_unit",
    ] { #expect(names.contains(name)) }
  }
}
