import LinearProgramming
import Planning
import SiteModel
import Solvers
import Solving
import Synchronization
import TestSupport
import Testing
import Units

/// A run over years that was ended goes on where it was.
@Suite("answers kept of a run that was ended")
struct KeptAnswersTests {
  /// What is kept, in the order in which it came, and how often it served.
  private final class Memory: AnswerStore {
    let kept = Mutex<[(question: String, answer: KeptAnswer)]>([])
    let served = Mutex(0)

    init(_ kept: [(question: String, answer: KeptAnswer)] = []) { self.kept.withLock { $0 = kept } }

    func answer(to question: String) -> KeptAnswer? {
      let found = kept.withLock { $0.first { $0.question == question }?.answer }
      if found != nil { served.withLock { $0 += 1 } }
      return found
    }

    func keep(_ answer: KeptAnswer, to question: String) {
      kept.withLock { $0.append((question, answer)) }
    }
  }

  /// Whole engines of 0.7 MW beside a grid that carries half of a load that grows.
  private func run(keeping store: Memory) throws -> HorizonPlanner.Result {
    let site = Site.of([
      Make.grid("grid", ["import_limit_mw": 1, "tariff": .tariff(Make.tariff(energy: 100))]),
      Make.pipelineGas("gas", ["unit_mw": 0.7]), Make.firmLoad(2),
    ]).over(3, rate: 0.08, ["load_growth_fraction_per_year": 0.2])
    let horizon = try #require(site.planningHorizon)
    var planner = HorizonPlanner(
      planner: Planner(strategy: SolverRegistry.standard.usual, cores: 1), site: site,
      horizon: horizon, over: site.first(24), keeping: store)
    let result = try planner.plan()
    _ = try planner.answers(to: result)
    return result
  }

  @Test("wherever it was ended, the plan is the same to the last bit, and nothing is solved twice")
  func goesOn() throws {
    let whole = Memory()
    let plan = try run(keeping: whole)
    let all = whole.kept.withLock { $0 }
    #expect(plan.plan.optimality != nil)
    #expect(all.count >= 3)
    #expect(whole.served.withLock { $0 } == 0)
    #expect(Set(all.map(\.question)).count == all.count)
    for ended in [1, all.count / 2, all.count - 1, all.count] {
      let store = Memory(Array(all.prefix(ended)))
      let again = try run(keeping: store)
      #expect(store.served.withLock { $0 } == ended)
      #expect(store.kept.withLock { $0.count } == all.count)
      #expect(again.plan.optimality == plan.plan.optimality)
      #expect(again.answer?.x.map(\.bitPattern) == plan.answer?.x.map(\.bitPattern))
      #expect(again.plan.builds.map(\.amount) == plan.plan.builds.map(\.amount))
      #expect(again.stages.map(\.name) == plan.stages.map(\.name))
    }
  }

  @Test("what does not solve the program is solved again")
  func nothingIsBelieved() throws {
    let whole = Memory()
    let plan = try run(keeping: whole)
    let wrong = whole.kept.withLock { kept in
      kept.map { question, answer in
        var answer = answer
        answer.x = answer.x.map { 2 * $0 + 1 }
        return (question, answer)
      }
    }
    let short = whole.kept.withLock { kept in
      kept.map { question, answer in
        var answer = answer
        answer.x.removeLast()
        return (question, answer)
      }
    }
    for store in [Memory(wrong), Memory(short)] {
      #expect(try run(keeping: store).plan.optimality == plan.plan.optimality)
    }
  }
}
