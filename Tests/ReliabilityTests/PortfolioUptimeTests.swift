import Foundation
import Reliability
import Testing

/// How many modules of many sites are up: closed forms, and draws.
@Suite("modules up in a portfolio")
struct PortfolioUptimeTests {
  /// One module, out a share of the time.
  private func node(_ down: Double) -> [SiteStates.State] {
    [.init(down: 0, probability: 1 - down), .init(down: 1, probability: down)]
  }

  private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
    (a - b).magnitude <= tolerance
  }

  /// Binomial, by hand: 20 sites that are each up 0.992 of the time.
  @Test("twenty equal sites")
  func binomial() throws {
    let sites = (0..<20).map { _ in SiteStates(modules: 1, given: [[node(0.008)]]) }
    let uptime = try #require(PortfolioUptime(sites, causes: [], hours: [1]))
    #expect(near(uptime.probability(up: 1), 0.851_595_667_085))
    #expect(near(uptime.probability(up: 0.95), 0.988_949_806_938))
    #expect(near(uptime.probability(up: 0.9), 0.999_472_906_362))
    #expect(near(uptime.probability(up: 0.5), 1))
    #expect(near(uptime.expectedUp, 19.84))
    #expect(near(uptime.hoursBelow(0.95), 96.8, 0.05))
    #expect(near(uptime.hoursBelow(0.9), 4.6, 0.05))
  }

  /// (1 − q) B₂₀ + q B₁₀: a cause that is present 0.0005 of the time takes ten of the sites.
  @Test("twenty sites, of which one cause takes ten")
  func shared() throws {
    let sites = (0..<20).map { place in
      place < 10
        ? SiteStates(modules: 1, causes: [0], given: [[node(0.008)], [node(1)]])
        : SiteStates(modules: 1, given: [[node(0.008)]])
    }
    let cause = SharedCause(name: "west", outagesPerYear: 8760 * 0.0005 / 4, outageHours: 4)
    #expect(near(cause.unavailability, 0.0005, 1e-18))
    let uptime = try #require(PortfolioUptime(sites, causes: [cause], hours: [1]))
    #expect(near(uptime.probability(up: 0.95), 0.988_455_332_034))
    #expect(near(uptime.probability(up: 0.9), 0.998_973_169_909))
    #expect(near(uptime.probability(up: 0.5), 0.999_961_409_706))
    #expect(near(uptime.hoursBelow(0.95), 101.1, 0.05))
    #expect(near(uptime.hoursBelow(0.9), 9.0, 0.05))
    #expect(near(uptime.hoursBelow(0.5), 0.34, 0.005))
    // Each site's own outages and the cause's, were they apart: 1 − 0.992 × 0.9995.
    let apart = try #require(PortfolioUptime.apart(sites, causes: [cause], hours: [1]))
    #expect(near(apart.expectedUp, uptime.expectedUp))
    let spared = (0..<10).reduce(1.0) { chance, _ in chance * 0.9995 }
    #expect(near(apart.probability(up: 1), 0.851_595_667_085 * spared))
    #expect(apart.hoursBelow(0.9) < uptime.hoursBelow(0.9))
  }

  /// Of two sites out a share q at ν failures an hour, both are out 2 ν q times an hour, and one at least is
  /// out from 2 ν (1 − q); a cause that takes both comes as often as it says, but for when both are out.
  @Test("how often a share is lost")
  func frequency() throws {
    let (q, rate) = (0.02, 0.001)
    let own: [SiteStates.State] = [
      .init(down: 0, probability: 1 - q, balance: -rate),
      .init(down: 1, probability: q, balance: rate),
    ]
    let alone = (0..<2).map { _ in SiteStates(modules: 1, given: [[own]]) }
    let uptime = try #require(PortfolioUptime(alone, causes: [], hours: [1]))
    #expect(near(uptime.eventsPerYear(1), 8760 * 2 * rate * (1 - q), 1e-9))
    #expect(near(uptime.eventsPerYear(0.5), 8760 * 2 * rate * q, 1e-9))
    let cause = SharedCause(name: "both", outagesPerYear: 2, outageHours: 10)
    let all: [SiteStates.State] = [.init(down: 1, probability: 1)]
    let tied = (0..<2).map { _ in SiteStates(modules: 1, causes: [0], given: [[own], [all]]) }
    let together = try #require(PortfolioUptime(tied, causes: [cause], hours: [1]))
    let free = 1 - cause.unavailability
    #expect(
      near(together.eventsPerYear(0.5), free * 8760 * 2 * rate * q + 2 * (1 - q * q), 1e-9))
  }

  /// Two causes of one group are 2² cases; of two groups they are convolved apart: the same by hand.
  @Test("causes that are tied by a site, and causes that are not")
  func tied() throws {
    let causes = [
      SharedCause(name: "a", outagesPerYear: 87.6, outageHours: 1),
      SharedCause(name: "b", outagesPerYear: 87.6, outageHours: 2),
    ]
    let (up, down) = (node(0), node(1))
    let both = SiteStates(modules: 1, causes: [0, 1], given: [[up], [down], [down], [down]])
    let first = SiteStates(modules: 1, causes: [0], given: [[up], [down]])
    let second = SiteStates(modules: 1, causes: [1], given: [[up], [down]])
    let chain = try #require(PortfolioUptime([first, both, second], causes: causes, hours: [1]))
    // Of three: all up 0.99 × 0.98; one left where just one cause is present; none where both are.
    #expect(near(chain.probability(up: 1), 0.99 * 0.98))
    #expect(near(chain.probability(up: 0.3), 1 - 0.01 * 0.02))
    let apart = try #require(PortfolioUptime([first, second], causes: causes, hours: [1]))
    #expect(near(apart.probability(up: 1), 0.99 * 0.98))
    #expect(near(apart.probability(up: 0.5), 1 - 0.01 * 0.02))
  }

  /// Sites that are out in the same hours are out together: by the means of the day they would not be.
  @Test("the hour of the day counts")
  func periods() throws {
    let sites = (0..<2).map { _ in
      SiteStates(modules: 1, given: [[node(0.2), node(0)]])
    }
    let uptime = try #require(PortfolioUptime(sites, causes: [], hours: [1, 3]))
    #expect(near(uptime.hoursBelow(0.5), 8760 * 0.25 * 0.04, 1e-9))
    #expect(near(uptime.expectedUp, 1.9))
  }

  private struct Site {
    let modules: Int
    let half: Double
    let all: Double
  }

  /// 400 sites with half states against 200,000 draws of their own.
  @Test("four hundred sites agree with draws")
  func draws() throws {
    var random = RandomStream(seed: 5, year: 0, identity: 1)
    var own: [Site] = []
    for _ in 0..<400 {
      let modules = 1 + Int(30 * random.uniform())
      let half = 0.004 * random.uniform()
      own.append(Site(modules: modules, half: half, all: 0.002 + 0.006 * random.uniform()))
    }
    let sites = own.map { site -> SiteStates in
      let states: [SiteStates.State] = [
        .init(down: 0, probability: 1 - site.half - site.all),
        .init(down: (site.modules + 1) / 2, probability: site.half),
        .init(down: site.modules, probability: site.all),
      ]
      return SiteStates(modules: site.modules, given: [[states]])
    }
    let uptime = try #require(PortfolioUptime(sites, causes: [], hours: [1]))
    let shares = [0.995, 0.99, 0.98, 0.97]
    var below = shares.map { _ in 0 }
    let (draws, step) = (200_000, -log(1 - 0.012))
    for _ in 0..<draws {
      var down = 0
      // From one candidate to the next: none is out more often than 0.012, and the rest is thinned.
      var place = Int(random.exponential() / step)
      while place < own.count {
        let (site, draw) = (own[place], 0.012 * random.uniform())
        if draw < site.all {
          down += site.modules
        } else if draw < site.all + site.half {
          down += (site.modules + 1) / 2
        }
        place += 1 + Int(random.exponential() / step)
      }
      for place in shares.indices
      where down > PortfolioUptime.mayBeDown(shares[place], of: uptime.modules) {
        below[place] += 1
      }
    }
    for (share, count) in zip(shares, below) {
      let probability = 1 - uptime.probability(up: share)
      let error = (probability * (1 - probability) / Double(draws)).squareRoot()
      #expect(
        (Double(count) / Double(draws) - probability).magnitude <= 3 * error,
        "\(share): \(count) of \(draws), \(probability)")
    }
  }
}
