import Accounting
import SiteModel
import Units

extension Double {
  /// Nil where it is undefined, as JSON has it.
  fileprivate var ifFinite: Double? { isFinite ? self : nil }
}

extension PlanDocument.Size {
  init(_ part: SitePlan.ComponentPlan) {
    capacity = part.power?.in(.megawatts)
    basis = part.power == nil ? nil : part.basis.rawValue
    energy = part.energy?.in(.megawattHours)
    units = part.units
    unitName = part.unitName
    capital = part.capital?.cost.in(.usd)
    investmentTaxCredit = part.capital?.credit.in(.usd)
    boughtPower = part.boughtPowerShare == 1 ? nil : part.boughtPowerShare
    boughtEnergy = part.boughtEnergyShare == 1 ? nil : part.boughtEnergyShare
  }
}

extension PlanDocument.Bill {
  init(_ savings: Savings) {
    plan = savings.plan
    businessAsUsual = savings.businessAsUsual
    saving = savings.saving
    allCashCosts = savings.allCashCosts
    alone = savings.alone
    savingAgainstAlone = savings.savingAgainstAlone
    savingAfterAll = savings.savingAfterAll
    source = savings.source
    statement = savings.absence
  }
}

extension PlanDocument.EmissionTotals {
  init(_ plan: SitePlan, under policy: EmissionsPolicy) {
    let figures = PlanFigures(plan: plan)
    scope1 = figures.emissions(scope: 1)
    scope2 = figures.emissions(scope: 2)
    outside = figures.emissions(scope: nil)
    insideCapBoundary = figures.emissions(inside: policy.view)
    capBoundary = policy.view.rawValue
    gwpSet = policy.gwpSet.name
    cap = policy.capPerYear?.in(.tonnes)
    capPerServed = policy.capPerServedEnergy?.in(.kilogramsPerMegawattHour)
  }
}

extension SitePlan.ClassPlan {
  /// Share of the demand that the plan serves.
  var servedFraction: Double { demand > .zero ? 1 - unserved / demand : 1 }
}

extension PlanDocument.Unserved {
  init(_ part: SitePlan.ClassPlan) {
    demand = part.demand.in(.megawattHours)
    unserved = part.unserved.in(.megawattHours)
    hoursShort = part.hoursShort
  }
}

extension PlanDocument.ShadowPrice {
  init(_ price: SitePlan.ShadowPrice) {
    value = price.value.ifFinite
    unit = price.unit
    steps = price.bindingSteps
  }
}

extension PlanDocument.Violation {
  init(_ violation: SitePlan.PolicyViolation, of plan: SitePlan) {
    let figures = PlanFigures(plan: plan)
    policy = violation.policy
    meaning = violation.meaning
    greatest = violation.greatest
    unit = violation.unit
    total = violation.total
    totalUnit = Wording.totalUnit(of: violation)
    steps = violation.steps.count
    hours = violation.steps.map { figures.stamp($0) }
  }
}

extension PlanDocument.BindingLimit {
  init(_ binding: SitePlan.BindingLimit) { (limit, steps) = (binding.limit, binding.steps) }
}

extension PlanDocument.Remedy {
  init(_ remedy: SitePlan.Remedy) {
    changes = remedy.changes.map { change in
      var own = Change()
      (own.key, own.unit, own.amount) = (change.key, change.unit, change.amount)
      (own.shareLess, own.from, own.to) = (change.shareLess, change.from, change.to)
      own.text = change.text
      return own
    }
    objective = remedy.objective.in(.usd)
  }
}

extension PlanDocument.ExpectedLoss {
  /// Nil where no class has a value.
  init?(_ plan: SitePlan) {
    notKnown = plan.expectedLoss == nil ? plan.absenceOfExpectedLoss : nil
    guard let loss = plan.expectedLoss else {
      if notKnown == nil { return nil }
      return
    }
    amount = loss.amount.in(.usd)
    standardError = loss.standardError.in(.usd)
    withheld = loss.withheld.in(.usd)
    total = loss.total(of: plan.objective).in(.usd)
    (years, seed) = (loss.years, loss.seed)
    classes = Keyed(
      loss.classes.map { part in
        var own = ClassLoss()
        own.value = part.value.in(.usdPerMegawattHour)
        own.unserved = part.unserved.in(.megawattHours)
        own.withheld = part.withheld.in(.megawattHours)
        return (part.name, own)
      })
    held = Keyed(loss.held.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    steps = loss.steps.map(Step.init)
  }
}

extension PlanDocument.ExpectedLoss.Step {
  init(_ step: SitePlan.ExpectedLoss.Step) {
    (component, change, basis) = (step.component, step.change, step.basis.rawValue)
    programCost = step.programCost.in(.usd)
    loss = step.loss?.in(.usd)
    standardError = step.standardError?.in(.usd)
    total = step.total.in(.usd)
    isTaken = step.isTaken
  }
}

extension PlanDocument.Certificate {
  init(_ figures: RunResult.CertificateFigures) {
    objective = figures.objective.ifFinite
    lowerBound = figures.lowerBound.ifFinite
    primalResidual = figures.primalResidual.ifFinite.map(Exact.init)
    dualResidual = figures.dualResidual.ifFinite.map(Exact.init)
    relativeGap = figures.relativeGap.ifFinite.map(Exact.init)
    passed = figures.passed
  }
}

extension PlanDocument.Accounts {
  init(_ reconciliation: Reconciliation) {
    passed = reconciliation.passed
    checks = reconciliation.checks.map { check in
      var own = Check()
      (own.name, own.unit, own.passed) = (check.name, check.unit, check.passed)
      (own.plan, own.accounts) = (check.lhs.ifFinite, check.rhs.ifFinite)
      own.difference = check.relativeDifference.ifFinite.map(Exact.init)
      own.tolerance = Exact(check.tolerance)
      return own
    }
  }
}

extension PlanDocument.Overlaps {
  /// Totals, and the steps that weigh most: an interior point leaves a trace in most of the year.
  init(_ plan: SitePlan) {
    let figures = PlanFigures(plan: plan)
    hours = figures.overlapHours
    energy = figures.overlapEnergy
    greatest = plan.overlaps.enumerated()
      .sorted { ($1.element.power, $0.offset) < ($0.element.power, $1.offset) }
      .prefix(24).map(\.element).map { overlap in
        var own = Hour()
        (own.component, own.cause) = (overlap.component, overlap.cause)
        own.start = figures.stamp(overlap.step)
        own.power = overlap.power.in(.megawatts)
        return own
      }
  }
}

extension RunDocument {
  init(_ result: RunResult) {
    schemaVersion = PlanDocument.version
    (site, status) = (result.site.name, result.plan.status.rawValue)
    versions = Keyed(result.versions.map { ($0.part, $0.version) })
    totalSeconds = result.totalSeconds
    peakMemory = result.peakMemoryMegabytes
    answeredBy = result.answeredBy.map(Attempt.init)
    stages = result.stages.map(Stage.init)
    (overrides, warnings) = (result.overrides, result.warnings)
    shared = Keyed(ifAny: result.plan.shared)
  }
}

extension RunDocument.Stage {
  init(_ stage: RunResult.Stage) {
    (name, seconds) = (stage.name, stage.seconds)
    attempts = stage.attempts.map(RunDocument.Attempt.init)
  }
}

extension RunDocument.Attempt {
  init(_ attempt: RunResult.AttemptRecord) {
    (program, method, scaling) = (attempt.subject, attempt.method, attempt.scaling)
    (blockLength, verdict) = (attempt.blockLength, attempt.verdict)
    (iterations, seconds) = (attempt.iterations, attempt.seconds)
    primalResidual = Exact(attempt.primalResidual)
    relativeGap = Exact(attempt.relativeGap)
  }
}

extension RunResult {
  /// Wall time of all stages.
  var totalSeconds: Double { stages.reduce(0) { $0 + $1.seconds } }
}
