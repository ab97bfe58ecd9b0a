import Testing
import Units

@Suite("quantities: units, products and rates")
struct QuantityTests {
  @Test("units convert into one another")
  func conversions() {
    #expect(Power(250, .kilowatts).in(.megawatts) == 0.25)
    #expect(Energy(1.5, .megawattHours).in(.kilowattHours) == 1500)
    #expect(Money(2500, .usd).in(.kiloUSD) == 2.5)
    #expect(TimeSpan(90, .minutes).in(.hours) == 1.5)
    #expect(EnergyPrice(0.06, .usdPerKilowattHour).in(.usdPerMegawattHour) == 60)
    #expect(EnergyIntensity(400, .gramsPerKilowattHour).in(.kilogramsPerMegawattHour) == 400)
    #expect(HeatRate(9000, .btuPerKilowattHour).in(.mmbtuPerMegawattHour) == 9)
    #expect(PowerPrice(1300, .usdPerKilowatt).in(.usdPerKilowattYear) == 1300)
  }

  @Test("a rate times its amount is its product")
  func products() {
    // 60 USD/MWh · 10 MW · 2 h = 1,200 USD
    let energy = Power(10, .megawatts).over(TimeSpan(2, .hours))
    #expect((EnergyPrice(60, .usdPerMegawattHour) * energy).in(.usd) == 1200)
    // 1,300 USD/kW · 2.5 MW = 3.25 million USD
    #expect((PowerPrice(1300, .usdPerKilowatt) * Power(2.5, .megawatts)).in(.usd) == 3_250_000)
    // 9 MMBtu/MWh · 10 MW = 90 MMBtu/h; over 2 h at 3 USD/MMBtu 540 USD
    let flow = HeatRate(9, .mmbtuPerMegawattHour) * Power(10, .megawatts)
    let heat = flow.over(TimeSpan(2, .hours))
    #expect((HeatPrice(3, .usdPerMMBtu) * heat).in(.usd) == 540)
    // 53.06 kg/MMBtu · 180 MMBtu = 9.5508 t, at 50 USD/t 477.54 USD
    let carbon = HeatIntensity(53.06, .kilogramsPerMMBtu) * heat
    #expect((carbon.in(.tonnes) - 9.5508).magnitude < 1e-12)
    #expect(((CarbonPrice(50, .usdPerTonne) * carbon).in(.usd) - 477.54).magnitude < 1e-9)
  }

  @Test("sums, multiples, ratios and order")
  func arithmetic() {
    let (a, b) = (Power(3, .megawatts), Power(500, .kilowatts))
    #expect((a + b).in(.kilowatts) == 3500)
    #expect((a - b).in(.megawatts) == 2.5)
    #expect(a / b == 6)
    #expect((2 * b) == Power(1, .megawatts))
    #expect((a / 2).in(.megawatts) == 1.5)
    #expect(b < a)
    #expect(!Power(.infinity, .megawatts).isFinite)
  }

  @Test("a quantity is as large as its number")
  func layout() {
    #expect(MemoryLayout<Power>.size == 8)
    #expect(MemoryLayout<Quantity<Per<MoneyDimension, EnergyDimension>>>.stride == 8)
  }
}
