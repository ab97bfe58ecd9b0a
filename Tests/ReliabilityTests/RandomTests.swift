import Testing

import Reliability

@Suite("random numbers and quantiles")
struct RandomTests {
  /// Random123, tests/kat_vectors, the lines `philox4x32 10` (Salmon and others 2011).
  @Test("Philox gives the published answers")
  func knownAnswers() {
    let all = UInt32.max
    #expect(
      Philox.block((0, 0, 0, 0), key: (0, 0))
        == (0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
    #expect(
      Philox.block((all, all, all, all), key: (all, all))
        == (0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
    #expect(
      Philox.block(
        (0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), key: (0xA409_3822, 0x299F_31D0))
        == (0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
  }

  /// The FNV-1a page of its authors: the 64-bit hash of "foobar".
  @Test("names become the published hash")
  func names() {
    #expect(RandomStream.identity(of: "") == 0xCBF2_9CE4_8422_2325)
    #expect(RandomStream.identity(of: "foobar") == 0x8594_4171_F739_67E8)
  }

  @Test("a stream is its own for every seed, year and name")
  func streams() {
    var seen: Set<UInt64> = []
    for seed in [1, 2, 1 << 32] as [UInt64] {
      for year in 0..<3 {
        for name in ["a", "b"] {
          var stream = RandomStream(
            seed: seed, year: year, identity: RandomStream.identity(of: name))
          for _ in 0..<5 { seen.insert(stream.bits()) }
        }
      }
    }
    #expect(seen.count == 3 * 3 * 2 * 5)
  }

  /// Tables of the normal distribution, and R's qnorm for the far tail.
  @Test(
    "normal quantiles",
    arguments: [
      (0.5, 0), (0.975, 1.959_963_984_540_054), (0.001, -3.090_232_306_167_813_5),
      (1e-10, -6.361_340_902_404_056), (0.75, 0.674_489_750_196_081_7),
      (1e-20, -9.262_340_089_798_408),
    ])
  func normal(share: Double, expected: Double) {
    #expect((Normal.quantile(share) - expected).magnitude <= 1e-13)
  }

  /// Tables of Student's t.
  @Test(
    "t quantiles", arguments: [(5, 2.570_58), (10, 2.228_14), (30, 2.042_27), (1000, 1.962_34)])
  func student(degrees: Int, expected: Double) {
    #expect(agree(Quantiles.student(0.975, degrees: degrees), expected, to: 1e-3))
  }

  /// Half of χ² at 95 % with 2, 12 and 62 degrees of freedom: 5.9915, 21.0261, 81.3810.
  @Test("bounds on a rate", arguments: [(0, 5.991_464_5), (5, 21.026_069_8), (30, 81.381_015)])
  func poisson(count: Int, chiSquare: Double) {
    #expect(
      agree(Quantiles.gamma(0.95, shape: Double(count) + 1), chiSquare / 2, to: 1e-7))
  }
}
