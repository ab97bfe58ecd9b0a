import Components
package import SiteModel
import Units

/// A small site with everything, from a seed; the same seed gives the same site.
package struct RandomSite {
  package var hours: Int
  package var importLimit: Double
  package var land: Double
  package var inventory: Double
  package var cap: Double?
  /// All prices times this.
  package var costScale = 1.0
  /// All that grows with a site times this: load, limits, units, packs, fixed charges and caps.
  package var sizeScale = 1.0
  package var isReversed = false
  package var hasPacks = true
  package let deadline: Int
  private var load: [Double] = []
  private var sun: [Double] = []
  private var price: [Double] = []
  private var carbon: [Double] = []
  private var capital: [Double] = []

  package init(seed: UInt64, hours: Int) {
    var random = SeededGenerator(seed: seed)
    self.hours = hours
    importLimit = random.number(6...12)
    land = random.number(5...40)
    inventory = random.number(50...300).rounded()
    deadline = Int(random.number(2...9))
    let cloud = random.number(0.3...1)
    for hour in 0..<hours {
      load.append(random.number(8...12))
      let height = 1 - Double((hour % 24 - 12) * (hour % 24 - 12)) / 36
      sun.append(max(0, ((height * cloud) * 1000).rounded() / 1000))
      price.append(random.number(20...120))
      carbon.append(random.number(200...600))
    }
    capital = (0..<4).map { _ in random.number(0.3...1.2) }
  }

  /// Suffixes of the units of what grows with a site.
  private static let extensive: Set = [
    "mw", "mwdc", "mwh", "kw", "kwh", "mcf_per_h", "mmbtu_per_h", "t_per_year",
  ]

  /// Values with money and sizes scaled, by the statements of the keys.
  private func scaled(_ values: ParameterValues, _ specs: [ParameterSpec]) -> ParameterValues {
    var changed = values
    for spec in specs {
      let factor: Double =
        switch spec.kind {
        case .number(let unit, _), .series(let unit, _):
          unit.isMoney ? costScale : Self.extensive.contains(unit.suffix) ? sizeScale : 1
        default: 1
        }
      switch (spec.kind, values.value(of: spec.key)) {
      case (.number, .number(let number)?), (.series, .number(let number)?):
        changed.set(spec.key, .number(factor * number))
      case (.series, .series(let numbers)?):
        changed.set(spec.key, .series(numbers.map { factor * $0 }))
      case (.records(let inner), .records(let records)?):
        changed.set(
          spec.key,
          .records(
            records.map { NamedValues(name: $0.name, values: scaled($0.values, inner)) }))
      default: break
      }
    }
    return changed
  }

  private func make<C: Component>(_ type: C.Type, _ name: String, _ values: ParameterValues) -> C {
    Make.checked(type, name, scaled(values, type.parameters))
  }

  private var tariff: Tariff {
    Tariff(
      name: "random",
      lines: [
        .init(name: "energy", charge: .indexedEnergy(factor: 1, adder: .zero)),
        .init(
          name: "evening",
          charge: .demand(
            .init(
              PowerPrice(8 * costScale, .usdPerKilowattMonth),
              window: .init(hours: [17, 18, 19, 20])))),
        .init(
          name: "all", charge: .demand(.init(PowerPrice(4 * costScale, .usdPerKilowattMonth)))),
        .init(
          name: "customer", charge: .fixed(.init(500 * costScale * sizeScale, .usd), each: .month)),
      ])
  }

  package var site: Site {
    var components: [any Component] = [
      make(
        Solar.self, "solar",
        Make.solarValues.with([
          "output_kw_per_kwdc": .series(sun), "land_limit_mwdc": .number(land),
          "capex_usd_per_kwdc": .number(700 * capital[0]),
        ])),
      make(
        Grid.self, "grid",
        Make.gridValues.with([
          "import_limit_mw": .number(importLimit), "index_price_usd_per_mwh": .series(price),
          "co2_kg_per_mwh": .series(carbon), "tariff": .tariff(tariff),
        ])),
      make(
        PipelineGas.self, "gas",
        Make.pipelineGasValues.with(["capex_usd_per_kw": .number(1300 * capital[1])])),
      make(
        BESS.self, "bess",
        Make.bessValues.with([
          "capex_usd_per_kw": .number(150 * capital[2]),
          "capex_usd_per_kwh": .number(100 * capital[2]), "ageing": "throughput_wear",
          "wear_usd_per_mwh": 1,
        ])),
      make(
        GPULoad.self, "load",
        ParameterValues([
          "facility_load_mw": .series(load),
          "classes": .classes(
            ("inference", ["kind": "firm", "share_fraction": 0.4]),
            (
              "batch",
              [
                "kind": "deferrable", "share_fraction": 0.2,
                "deadline_hours": .number(Double(deadline)),
              ]
            ),
            (
              "training",
              [
                "kind": "interruptible", "share_fraction": 0.4, "max_unserved_fraction": 0.05,
                "value_of_lost_load_usd_per_mwh": 300,
              ]
            )),
        ])),
    ]
    if hasPacks {
      components.append(
        make(
          SecondLifeBattery.self, "second_life",
          Make.secondLifeValues.with([
            "inventory_packs": .number(inventory),
            "pack_price_usd_per_kwh": .number(40 * capital[3]),
          ])))
    }
    if isReversed { components.reverse() }
    return .of(
      components,
      emissions: cap.map { ["cap_t_co2e_per_year": .number(sizeScale * $0)] } ?? [:])
  }

  package var horizon: Horizon { site.first(hours) }

  /// The site with another connection in place of its own.
  package func site(with grid: Grid, cover: [String] = []) -> Site {
    .of(site.components.map { $0 is Grid ? grid : $0 }, uptime: ["cover": .words(cover)])
  }
}
