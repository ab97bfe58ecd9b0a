import Components
import SiteModel
import TestSupport
import Testing
import Units

/// A delivery of three states of health by hand: 104 kWh a pack, retired at 0.55, 3 % fade and 3 % early
/// failures a year, three quarters of the energy usable. Lives are 14, 10 and 5 years.
@Suite("second-life packs in bins")
struct PackBinsTests {
  private func packs(_ keys: Keys = [:], bins: Bool = true) -> SecondLifeBattery {
    let mixed: Keys = [
      "bins": .records([
        bin("best", 0.25, 0.85), bin("middle", 0.5, 0.75), bin("weak", 0.25, 0.65),
      ])
    ]
    let own = ParameterValues([
      "nameplate_kwh_per_pack": 104, "state_of_health_at_purchase_fraction": 0.75,
      "state_of_health_at_retirement_fraction": 0.55, "fade_fraction_per_year": 0.03,
      "early_failure_fraction_per_year": 0.03, "life_years": 10,
    ]).with(keys)
    let values = bins ? own.with(mixed) : own
    var all = Make.secondLifeValues
    for key in values.keys { all.set(key, values.value(of: key)) }
    return Make.checked(SecondLifeBattery.self, "packs", all)
  }

  private func bin(_ name: String, _ share: Double, _ health: Double) -> NamedValues {
    NamedValues(
      name: name,
      values: ParameterValues([
        "share_fraction": .number(share), "state_of_health_fraction": .number(health),
      ]))
  }

  /// MWh that can be used of one pack of the mix.
  private func usable(_ packs: SecondLifeBattery, _ age: Int) -> Double {
    0.75 * packs.left(afterYears: Double(age)) * packs.remainingAtPurchase.in(.megawattHours)
  }

  @Test("usable energy falls by a quarter in the year in which the weakest bin goes")
  func step() {
    let packs = packs()
    let expected = [0.0585, 0.055043, 0.051790, 0.048729, 0.045849, 0.033792]
    for (age, energy) in expected.enumerated() {
      #expect((usable(packs, age) - energy).magnitude < 5e-7)
    }
    #expect((usable(packs, 10) - 0.009013).magnitude < 5e-7)
    #expect(usable(packs, 14) == 0)
    // A mean of 0.75 shows 6 %.
    let mean = self.packs(bins: false)
    #expect(agree(mean.left(afterYears: 5) / mean.left(afterYears: 4), 0.97 * 0.97))
    #expect(usable(packs, 5) / usable(packs, 4) < 0.74)
  }

  @Test("200 packs a year for four years")
  func deliveries() {
    let packs = packs()
    let fleet = (0..<11).map { year in
      (0..<4).filter { $0 <= year }.reduce(0.0) { $0 + 200 * usable(packs, year - $1) }
    }
    let expected = [
      11.7, 22.7085, 33.0665, 42.8122, 40.282, 36.032, 32.0331, 28.2706, 24.7304, 23.2689, 18.7125,
    ]
    for (one, other) in zip(fleet, expected) { #expect((one - other).magnitude < 5e-5) }
  }

  @Test("30 MWh held for twelve years by topping up")
  func toppingUp() {
    let packs = packs()
    var bought: [Double] = []
    for year in 0..<12 {
      let have = bought.enumerated().reduce(0.0) {
        $0 + $1.element * usable(packs, year - $1.offset)
      }
      bought.append(max(0, (30 - have) / usable(packs, 0)))
    }
    #expect((bought[0] - 512.821).magnitude < 5e-4)
    #expect((bought[5] - 112.244).magnitude < 5e-4)
    #expect((bought[10] - 187.676).magnitude < 5e-4)
    #expect((bought.reduce(0, +) - 1118.736).magnitude < 2e-3)
    let worth = bought.enumerated().reduce(0.0) {
      $0 + 6240 * $1.element / Annuity.power(1.08, Double($1.offset))
    }
    #expect((worth - 5_458_133).magnitude < 1)
  }

  @Test("what a seller makes good below 2 % a year, for five years")
  func warranty() {
    let real = packs()
    let warranted = packs(["warranty_years": 5, "warranty_fade_fraction_per_year": 0.02])
    let expected = [0, 0.4575, 0.8788, 1.2662, 1.6219, 3.8174]
    for (age, energy) in expected.enumerated() {
      let short = 200 * (usable(warranted, age) - usable(real, age))
      #expect((short - energy).magnitude < 5e-5)
    }
    #expect(usable(warranted, 6) == usable(real, 6))
  }
}
