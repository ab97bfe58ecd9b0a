import Foundation
import Planning
import Reliability
import Reporting
import SiteFiles
import SiteModel
public import Tabular

/// Simulates every site of a portfolio with the causes that it shares, and convolves what came out.
public struct PortfolioUptimeRun: Sendable {
  private let plan: PortfolioPlan
  private let folder: PortfolioFolder
  private let causes: SharedCauseList
  private let years: Int
  private let seed: UInt64

  /// A run over so many years.
  public init(
    _ plan: PortfolioPlan, in folder: PortfolioFolder, causes: SharedCauseList, years: Int,
    seed: UInt64
  ) {
    self.plan = plan
    self.folder = folder
    self.causes = causes
    self.years = years
    self.seed = seed
  }

  /// A site as it can be simulated.
  private struct Subject: Sendable {
    let name: String
    let simulation: Simulation
    /// Places of its causes in the list.
    let causes: [Int]
    let digest: String?
  }

  private struct Answer: Sendable {
    let states: SiteStates
    let down: [UInt32]
  }

  /// The availability of the portfolio, or everything that stands against it.
  public func run(jobs: Int) async throws(Findings) -> PortfolioAvailability {
    let (subjects, absences) = try subjects()
    guard let first = subjects.first else {
      throw Findings([
        Finding(
          file: folder.path, message: "no site of the portfolio can be simulated",
          help: absences.first.map { "\($0.name): \($0.reason)" } ?? "solve the portfolio first")
      ])
    }
    let periods = DayPeriods(first.simulation.plant)
    let odd = subjects.filter { DayPeriods($0.simulation.plant) != periods }
    guard odd.isEmpty else {
      throw Findings(
        odd.map {
          Finding(
            file: folder.path,
            message:
              "'\($0.name)' has other steps than '\(first.name)': their hours cannot be laid side by side",
            help: "plan both for a year of the same steps")
        })
    }
    let steps = periods.ofStep.count
    var down = [Int32](repeating: 0, count: steps * years)
    var states: [SiteStates] = []
    // Some sites at a time, so that the hours of all years of all sites are never kept together.
    for start in stride(from: 0, to: subjects.count, by: max(1, jobs)) {
      let some = Array(subjects[start..<min(start + max(1, jobs), subjects.count)])
      for answer in await InTurn.map(some, jobs: jobs, { simulate($0, periods) }) {
        guard let answer else {
          throw Findings([
            Finding(file: folder.path, message: "a fault in the tool: modules were not counted")
          ])
        }
        states.append(answer.states)
        for place in down.indices { down[place] += Int32(answer.down[place]) }
      }
    }
    return try answer(subjects, absences, states, periods, down)
  }

  /// Sites with a plan, their plants with shared causes taken out of their own statistics.
  private func subjects() throws(Findings)
    -> (subjects: [Subject], absences: [PortfolioAvailability.Absence])
  {
    var (subjects, absences, findings) = (
      [Subject](), [PortfolioAvailability.Absence](), [Finding]()
    )
    let shared = causes.causes.map {
      SharedOutage(name: $0.name, reach: $0.reach, outages: $0.outages, seed: seed)
    }
    var reached = Set<Int>()
    for (task, record) in PortfolioProgress(plan, in: folder).rows {
      let name = task.site.name
      func leave(_ reason: String) { absences.append(.init(name: name, reason: reason)) }
      guard let record, record.status.hasPlan, let site = try? plan.options.read(task.site) else {
        leave("it has no plan")
        continue
      }
      guard let written = try? SiteEmissions.plan(of: site, in: "\(folder.path)/\(name)") else {
        leave("its plan is not one of a year that recurs")
        continue
      }
      guard let compute = ComputeTrace.Compute(written.plan, of: site) else {
        leave("its load is a series, not a number of modules")
        continue
      }
      let missing = site.components.filter { !$0.missingFailureKeys.isEmpty }
      guard missing.isEmpty else {
        findings += missing.map {
          Finding(
            file: "\(folder.path)/\(name)",
            message: "it is not known how '\($0.name)' of '\(name)' fails",
            help: "write \($0.missingFailureKeys.joined(separator: ", "))")
        }
        continue
      }
      do throws(UnsoundPlant) {
        let plant = try Plant(written.plan, of: site)
        let own = shared.indices.filter {
          causes.causes[$0].reaches(name, group: site.group) && plant.isReached(by: shared[$0])
        }
        reached.formUnion(own)
        subjects.append(
          Subject(
            name: name,
            simulation: try Simulation(
              plant.sharing(own.map { shared[$0] }), controlVariate: false, splitting: false,
              compute: compute), causes: own, digest: record.planDigest))
      } catch {
        findings += error.problems.map {
          Finding(
            file: $0.field == .shared ? causes.path : "\(folder.path)/\(name)",
            message: "'\(name)' cannot be simulated: \($0.subject): \($0.message)",
            help: $0.field == .shared
              ? "lower the shared cause, or raise the site's own outages_per_year and outage_hours"
              : "make certify SITE=\(name) says more")
        }
      }
    }
    for place in causes.causes.indices where !reached.contains(place) {
      let cause = causes.causes[place]
      findings.append(
        Finding(
          file: causes.path, line: cause.line,
          message: "the cause '\(cause.name)' reaches no site",
          help:
            "write a group, or a name, of sites with what it takes, or leave the group blank for all"
        ))
    }
    guard findings.isEmpty else { throw Findings(findings) }
    return (subjects, absences)
  }

  private func simulate(_ subject: Subject, _ periods: DayPeriods) -> Answer? {
    // Own failures hang on the site's name, so that two sites with a 'grid' fail apart.
    let own = RandomStream.identity(of: "\(seed)\u{1F}\(subject.name)")
    guard let trace = subject.simulation.runSerially(years: years, seed: own).compute else {
      return nil
    }
    return Answer(
      states: SiteStates(trace, in: periods, causes: subject.causes), down: trace.down)
  }

  private func answer(
    _ subjects: [Subject], _ absences: [PortfolioAvailability.Absence], _ states: [SiteStates],
    _ periods: DayPeriods, _ down: [Int32]
  ) throws(Findings) -> PortfolioAvailability {
    let shared = causes.causes.map {
      SharedCause(name: $0.name, outagesPerYear: $0.perYear, outageHours: $0.hours)
    }
    guard let together = PortfolioUptime(states, causes: shared, hours: periods.hours),
      let apart = PortfolioUptime.apart(states, causes: shared, hours: periods.hours)
    else {
      throw Findings([
        Finding(
          file: causes.path,
          message:
            "more than \(PortfolioUptime.mostTied) causes are tied together by the sites that they share",
          help: "leave out the rarest, or join causes that come together into one")
      ])
    }
    let modules = together.modules
    let steps = periods.ofStep.count
    let levels = PortfolioAvailability.shares.map { share in
      let allowed = PortfolioUptime.mayBeDown(share, of: modules)
      let hours = (0..<years).map { year in
        8760 / Double(steps)
          * Double(down[(year * steps)..<((year + 1) * steps)].count { $0 > allowed })
      }
      let mean = hours.reduce(0, +) / Double(years)
      let square = hours.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return PortfolioAvailability.Level(
        share: share, probability: together.probability(up: share),
        hoursBelow: together.hoursBelow(share), events: together.eventsPerYear(share),
        apart: .init(
          probability: apart.probability(up: share), hoursBelow: apart.hoursBelow(share),
          events: apart.eventsPerYear(share)),
        simulatedHours: mean,
        standardError: (square / Double(max(1, years - 1)) / Double(years)).squareRoot(),
        sitesDown: PortfolioAvailability.sitesDown(states.map(\.modules), allowed: allowed))
    }
    return PortfolioAvailability(
      years: years, seed: seed, modules: modules, causes: shared.map(\.name),
      members: zip(subjects, states).map { subject, states in
        .init(
          name: subject.name, planDigest: subject.digest, modules: states.modules,
          expectedUp: PortfolioUptime.apart([states], causes: shared, hours: periods.hours)?
            .expectedUp ?? 0)
      }, absences: absences, levels: levels)
  }
}
