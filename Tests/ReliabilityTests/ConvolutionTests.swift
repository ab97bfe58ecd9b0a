import Reliability
import Testing
import Units

@Suite("exact convolution")
struct ConvolutionTests {
  private func table(_ sizes: [Double], up: Double, down: Double, grid: Power? = nil) throws
    -> OutageTable
  {
    try #require(
      OutageTable(
        sizes.map { (Make.power($0), Make.outages(up: up, down: down)) }, grid: grid))
  }

  /// MTTF ÷ (MTTF + MTTR) = 1000 ÷ 1030.
  @Test("one unit of two states")
  func twoStates() throws {
    let table = try table([2.5], up: 1000, down: 30)
    #expect(agree(table.lossOfLoadProbability(Make.power(2.5)), 0.029_126_213_592_233))
    #expect(table.lossOfLoadProbability(.zero) == 0)
    #expect(table.lossOfLoadProbability(Make.power(2.500_001)) == 1)
    #expect(table.stateCount == 2)
    // Falls from up to down: availability ÷ MTTF = 0.970873786 ÷ 1000 an hour.
    let year = table.indices([Make.power(1)], step: Make.hours(8760))
    #expect(agree(year.events, 8760 * 0.970_873_786_407_767 / 1000))
    #expect(agree(year.meanHours, 30))
  }

  /// Binomial: n units of 2.5 MW, four of which carry 10 MW.
  @Test(
    "k of n",
    arguments: [
      (4, 976.853_460_26, 2551.456_310_68), (5, 70.079_106_11, 180.452_766_36),
      (6, 4.051_847_32, 10.357_848_61), (7, 0.205_599_23, 0.523_267_74),
      (8, 0.009_552_61, 0.024_240_48),
    ])
  func someOfMany(count: Int, hours: Double, unserved: Double) throws {
    let table = try table(Array(repeating: 2.5, count: count), up: 1000, down: 30)
    let year = table.indices([Make.power(10)], step: Make.hours(8760))
    #expect((year.shortHours - hours).magnitude <= 6e-9)
    #expect((year.unservedMWh - unserved).magnitude <= 6e-9)
    #expect(table.stateCount == count + 1)
  }

  /// PRAS, PRASCore.jl/src/Systems/TestData.jl, system A: 3 × 10 MW with 0.1 out, and variable
  /// generation 5, 6, 7, 8 below loads of 25, 28, 27, 24.
  @Test("PRAS system A")
  func systemA() throws {
    let table = try table([10, 10, 10], up: 10, down: 10 / 9.0)
    let loads = zip([25.0, 28, 27, 24], [5.0, 6, 7, 8]).map { Make.power($0 - $1) }
    let probabilities = loads.map(table.lossOfLoadProbability)
    let unserved = loads.map { table.expectedShortfall($0).in(.megawatts) }
    for (found, expected) in zip(probabilities, [0.028, 0.271, 0.028, 0.028]) {
      #expect(agree(found, expected))
    }
    for (found, expected) in zip(unserved, [0.29, 0.832, 0.29, 0.178]) {
      #expect(agree(found, expected))
    }
    let indices = table.indices(loads, step: Make.hours(1))
    #expect(agree(indices.shortHours, 0.355))
    #expect(agree(indices.unservedMWh, 1.59))
    let minutes = table.indices(loads, step: TimeSpan(5, .minutes))
    #expect(agree(minutes.unservedMWh, 1.59 / 12))
  }

  /// IEEE Reliability Test System of 1979. Published: LOLE about 9.39 h, LOEE about 1176 MWh, and
  /// 1.37 days by daily peaks; to more digits by another program's convolution.
  @Test("the IEEE RTS-79")
  func testSystem() throws {
    let loads = TestSystem.loads
    #expect(loads.count == 8736)
    let energy = loads.reduce(0) { $0 + $1 }
    #expect(agree(energy / 1000, 15_297.075, to: 1e-7))
    let table = try #require(
      OutageTable(TestSystem.units.map { (Make.power($0.size), $0.outages) }))
    let year = table.indices(loads.map(Make.power), step: Make.hours(1))
    #expect(agree(year.shortHours, 9.394_175_489, to: 1e-9))
    #expect(agree(year.unservedMWh, 1176.298_460, to: 1e-9))
    #expect(agree(year.events, 2.019_674_696, to: 1e-9))
    #expect(agree(year.meanHours, 4.651_330_983, to: 1e-9))
    let peaks = stride(from: 0, to: loads.count, by: 24).map { loads[$0..<$0 + 24].max() ?? 0 }
    let days = peaks.reduce(0) { $0 + table.lossOfLoadProbability(Make.power($1)) }
    #expect(agree(days, 1.368_862_906, to: 1e-9))
  }

  /// Published to about 1.09 h, 9.86 MWh and 0.147 days a year; to more digits by another program's
  /// convolution.
  @Test("the Roy Billinton Test System")
  func smallTestSystem() throws {
    let table = try #require(
      OutageTable(SmallTestSystem.units.map { (Make.power($0.size), $0.outages) }))
    let loads = SmallTestSystem.loads
    let year = table.indices(loads.map(Make.power), step: Make.hours(1))
    #expect(agree(year.shortHours, 1.091_560_472_738))
    #expect(agree(year.unservedMWh, 9.861_350_703_888))
    let peaks = stride(from: 0, to: loads.count, by: 24).map { loads[$0..<$0 + 24].max() ?? 0 }
    let days = peaks.reduce(0) { $0 + table.lossOfLoadProbability(Make.power($1)) }
    #expect(agree(days, 0.146_946_121_271))
  }

  @Test("a grid keeps the mean, and a small one changes little")
  func grid() throws {
    let sizes = [1.37, 2.91, 4.13, 3.77, 2.22]
    let exact = try table(sizes, up: 100, down: 10)
    #expect(exact.stateCount == 32)
    let coarse = try table(sizes, up: 100, down: 10, grid: Make.power(0.5))
    #expect(coarse.stateCount < 32)
    let far = Make.power(100)
    #expect(
      agree(
        coarse.expectedShortfall(far).in(.megawatts), exact.expectedShortfall(far).in(.megawatts)))
    let fine = try table(sizes, up: 100, down: 10, grid: Make.power(0.01))
    let load = Make.power(9)
    #expect(
      agree(
        fine.expectedShortfall(load).in(.megawatts),
        exact.expectedShortfall(load).in(.megawatts), to: 1e-3))
  }
}
