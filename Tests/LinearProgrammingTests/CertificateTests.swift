import LinearProgramming
import Testing

@Suite("certificate")
struct CertificateTests {
  /// minimise 2a + 3b with a + b ≥ 4, a ≤ 3 (row): optimum a = 3, b = 1, cost 9, y = (3, −1).
  private let program = LinearProgram(
    [
      .init(0, .infinity, box: 0...10, cost: 2, origin: .assumed),
      .init(0, .infinity, box: 0...10, cost: 3),
    ],
    [.init(4, .infinity, [(0, 1), (1, 1)]), .init(-.infinity, 3, [(0, 1)])])

  @Test("accepts the optimum with its multipliers")
  func optimum() {
    let certificate = Certificate(of: program, x: [3, 1], y: [3, -1])
    #expect(certificate.objective == 9)
    #expect(certificate.lowerBound == 9)
    #expect(certificate.relativeGap == 0)
    #expect(certificate.primalResidual == 0)
    #expect(certificate.dualResidual == 0)
    #expect(certificate.bindingAssumedBoxes.isEmpty)
    #expect(certificate.passed && certificate.verdict == .optimal)
  }

  @Test("computes the gap of a dearer point by hand")
  func dearerPoint() {
    // a = 0, b = 4 costs 12: the gap to 9 in relation to 12.
    let certificate = Certificate(of: program, x: [0, 4], y: [3, -1])
    #expect(certificate.relativeGap == 0.25)
    #expect(certificate.verdict == .none)
    #expect(!certificate.passed)
  }

  @Test("computes the bound of other multipliers by hand, boxes included")
  func otherMultipliers() {
    // y = (2.5, 0): d = (−0.5, 0.5), so L = 10 − 0.5·10 = 5, and the box of a carries it.
    let certificate = Certificate(of: program, x: [3, 1], y: [2.5, 0])
    #expect(certificate.lowerBound == 5)
    #expect(Certificate.lowerBound(of: program, y: [2.5, 0]) == 5)
    #expect(abs(certificate.relativeGap - 4.0 / 9) < 1e-15)
    #expect(abs(certificate.dualResidual - 0.5 / 5.5) < 1e-15)
    #expect(certificate.bindingAssumedBoxes == [0])
  }

  @Test("ignores multipliers whose sign would need an infinite side")
  func impossibleSigns() {
    #expect(Certificate.lowerBound(of: program, y: [-5, 7]) == 0)
    #expect(!Certificate(of: program, x: [3, 1], y: [-5, 7]).passed)
  }

  @Test("counts a violated row, with its price in the gap")
  func violation() {
    // a + b = 3.5 misses 4 by 0.5; cost 7.5, L = 9: gap (7.5 − 9 + 3·0.5) / 7.5 = 0.
    let certificate = Certificate(of: program, x: [3, 0.5], y: [3, -1])
    #expect(abs(certificate.primalResidual - 0.5 / 4.5) < 1e-15)
    #expect(certificate.relativeGap == 0)
    #expect(certificate.verdict == .none)
  }

  @Test("counts a violated bound and a left box")
  func violatedBound() {
    #expect(Certificate(of: program, x: [5, -1], y: [3, -1]).primalResidual >= 0.5)
    let outside = Certificate(of: program, x: [3, 11], y: [3, -1])
    #expect(abs(outside.primalResidual - 1.0 / 12) < 1e-15)
  }

  @Test("reports an assumed box that holds the point")
  func bindingBox() {
    let unbounded = LinearProgram(
      [.init(0, .infinity, box: 0...100, cost: -1, origin: .assumed)],
      [.init(0, .infinity, [(0, 1)])])
    let certificate = Certificate(of: unbounded, x: [100], y: [0])
    #expect(certificate.bindingAssumedBoxes == [0])
    #expect(certificate.dualResidual == 0.5)
    #expect(certificate.passed)
  }

  @Test("is near optimal between the two limits")
  func nearOptimal() {
    let certificate = Certificate(of: program, x: [3 - 1e-4, 1 + 1e-4], y: [3, -1])
    #expect(certificate.verdict == .nearOptimal)
    #expect(!certificate.passed)
  }

  @Test("proves nothing from numbers that are none, or too few")
  func brokenNumbers() {
    for (x, y) in [([Double.nan, 1], [3.0, -1]), ([3, 1], [.infinity, 0]), ([3], [3, -1])] {
      let certificate = Certificate(of: program, x: x, y: y)
      #expect(certificate.verdict == .none)
      #expect(certificate.relativeGap == .infinity)
      #expect(certificate.lowerBound == -.infinity || x.count == 2 && y[0] == 3)
    }
    #expect(Certificate.lowerBound(of: program, y: [.nan, 0]) == -.infinity)
  }

  @Test("adds the constant to the objective and to the bound, not to the gap")
  func constant() {
    let shifted = LinearProgram(
      [.init(0, 5, box: 0...5, cost: 1)], [.init(2, .infinity, [(0, 1)])], constant: 1e6)
    let certificate = Certificate(of: shifted, x: [3], y: [1])
    #expect(certificate.objective == 1_000_003)
    #expect(certificate.lowerBound == 1_000_002)
    #expect(certificate.relativeGap == 1.0 / 3)
  }

  @Test("sums compensate for cancelled digits")
  func compensatedSums() {
    // Plain addition gives 0 for 1 + 1e16 − 1e16.
    let cancelling = LinearProgram(
      [
        .init(1, 1, box: 1...1), .init(1, 1, box: 1...1), .init(1, 1, box: 1...1),
      ], [.init(1, 1, [(0, 1), (1, 1e16), (2, -1e16)])])
    #expect(Certificate(of: cancelling, x: [1, 1, 1], y: [0]).primalResidual == 0)
  }
}
