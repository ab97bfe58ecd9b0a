package import Units

/// What a component of a plan is to a simulation of failures: units, a store, or classes of load.
///
/// Plain numbers in MW, MWh and hours, one a step or one for all; capacities at the end of life.
package struct FailingParts: Sendable {
  package struct Unit: Sendable {
    package var name: String
    package var isGrid = false
    package var output: [Double]
    /// The same where other units leave it the fuel that they share; nil where they share none.
    package var alone: [Double]?
    package var failures: Failures?
    package var standby: Standby?
    /// Steps on planned outage.
    package var maintenance: [Range<Int>] = []

    package init(
      name: String, isGrid: Bool = false, output: [Double], alone: [Double]? = nil,
      failures: Failures? = nil, standby: Standby? = nil, maintenance: [Range<Int>] = []
    ) {
      self.name = name
      self.isGrid = isGrid
      self.output = output
      self.alone = alone
      self.failures = failures
      self.standby = standby
      self.maintenance = maintenance
    }
  }

  package struct Standby: Sendable {
    package var startFailure: Double
    package var startHours: Double
    package var readiness: Double
    package var tank: Double
    package var refill: Double

    package init(
      startFailure: Double, startHours: Double, readiness: Double, tank: Double, refill: Double
    ) {
      self.startFailure = startFailure
      self.startHours = startHours
      self.readiness = readiness
      self.tank = tank
      self.refill = refill
    }
  }

  /// How sets that are not online start, and what the plan has online.
  package struct Starts: Sendable {
    package var startHours: Double
    package var startFailure: Double
    /// Whether one set more than carries the load is online whenever any is.
    package var isSpinning: Bool
    /// Sets that the plan has online at each step; parts of sets where it is relaxed.
    package var online: [Double]
    /// Sets at full load that would give the plan's output at each step.
    package var loaded: [Double]

    package init(
      startHours: Double, startFailure: Double, isSpinning: Bool, online: [Double], loaded: [Double]
    ) {
      self.startHours = startHours
      self.startFailure = startFailure
      self.isSpinning = isSpinning
      self.online = online
      self.loaded = loaded
    }
  }

  package struct Store: Sendable {
    package var power: Double
    /// Drawn from the bus at most (MW).
    package var chargingPower: Double
    package var energy: Double
    package var floor: Double
    package var chargeEfficiency: Double
    package var dischargeEfficiency: Double
    /// Stored at the end of each step, between floor and energy.
    package var path: [Double]
    package var blocks: BlockFailures?
    /// How many blocks there are.
    package var blockCount = 1

    package init(
      power: Double, chargingPower: Double? = nil, energy: Double, floor: Double,
      chargeEfficiency: Double, dischargeEfficiency: Double, path: [Double],
      blocks: BlockFailures? = nil, blockCount: Int = 1
    ) {
      self.power = power
      self.chargingPower = chargingPower ?? power
      self.energy = energy
      self.floor = floor
      self.chargeEfficiency = chargeEfficiency
      self.dischargeEfficiency = dischargeEfficiency
      self.path = path
      self.blocks = blocks
      self.blockCount = blockCount
    }
  }

  package struct Class: Sendable {
    package var name: String
    package var kind: LoadKind
    package var served: [Double]
    package var unserved: [Double]
    /// Worth of what is not served; nil where the site gives none.
    package var value: EnergyPrice?
    package var target: Double?
    package var deadlineHours: Double
    package var catchUp: Double
    package var work: GPUWork?
  }

  package var units: [Unit] = []
  /// Starts of the units; nil where they carry load at once.
  package var starts: Starts?
  /// Interruptions of the fuel that all units burn and nothing else.
  package var fuel: Failures?
  package var common: CommonFailures?
  package var store: Store?
  package var classes: [Class] = []
  /// Output that the expectation of forced outages takes from units that would give it; empty without.
  package var loweredOutput: [Double] = []

  package init() {}
}

extension Site {
  /// What each component of a plan is to a simulation of failures, in the order of the site.
  package func failingParts(of plan: SitePlan) -> [(component: String, parts: FailingParts)] {
    components.compactMap { component in
      guard let failing = component as? any ReliabilityModel,
        let built = plan.components.first(where: { $0.component == component.name })
      else { return nil }
      return (component.name, failing.parts(of: built, over: plan.horizon))
    }
  }
}
