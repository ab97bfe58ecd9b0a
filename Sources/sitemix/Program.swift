import ArgumentParser
import Formulation
import Foundation
import LinearProgramming
import Planning
import SiteModel
import Solving
import Units

/// Writes a site's linear program, and its solution if asked, for checks by other programs.
struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a site's linear program as MPS, for checks by other solvers.",
    discussion: """
      Writes natural.mps, with counts of units and packs as whole numbers, and boxed.mps with the finite \
      boxes that the certificate uses as bounds. rows.csv and columns.csv say what each row and column is, \
      sizes.csv which column is which size. --integer adds the sets online as whole numbers. With --solve \
      also x.txt and y.txt, one number a line in the order of the columns and rows, and result.json.

      Examples:
        sitemix program sparks-nevada --out program --horizon-hours 672 --solve
        sitemix program permian-flare-pad --out program --horizon-hours 168 --integer
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions

  @Option(name: .long, help: "Folder to write to.")
  var out: String

  @Flag(name: .long, help: "Leave unit counts continuous.")
  var relaxed = false

  @Flag(name: .long, help: "Sets online as whole numbers, for a solver that branches.")
  var integer = false

  @Flag(name: .long, help: "With --integer: batteries charge or discharge, never both in a step.")
  var directions = false

  @Flag(name: .long, help: "Solve it, and write the solution.")
  var solve = false

  func validate() throws {
    if integer, relaxed { throw ValidationError("--integer and --relaxed exclude each other") }
    if integer, solve {
      throw ValidationError(
        "--solve does not solve in whole numbers: leave out --integer or --solve")
    }
    if directions, !integer {
      throw ValidationError("--directions means nothing without --integer")
    }
  }

  func run() throws {
    let (read, _) = try input.readSite(named: site)
    let horizon = span.horizon(of: read)
    let files = try CertificateFiles(in: out, scenario: read.scenario)
    if let years = read.planningHorizon {
      guard !solve, !integer else {
        _ = try input.readOneYear(named: site, for: "program \(solve ? "--solve" : "--integer")")
        return
      }
      let joined = HorizonProgram(read, years, over: horizon).program
      return try files.write(joined, nil, marksWhole: !relaxed)
    }
    let built = SiteProgram(read, over: horizon)
    try files.write(built.sizes)
    guard solve else {
      let program = integer ? built.inWholeNumbers(directions: directions) : built.program
      return try files.write(program, nil, marksWhole: !relaxed)
    }
    let result = try Planner(strategy: span.solver).plan(read, over: horizon, relaxed: relaxed)
    let clock = ContinuousClock()
    let started = clock.now
    let certificate = result.answer.map { Certificate(of: result.program, x: $0.x, y: $0.y) }
    let certified = clock.now - started
    try files.write(result.program, result.answer, marksWhole: !relaxed)
    try write(result, certificate, secondsToCertify: certified.inSeconds)
  }

  /// Figures of the solve, as the cross-checks read them.
  private struct Figures: Encodable {
    var status: String
    var objective_kusd: Double?
    var lower_bound_kusd: Double?
    var relative_gap: Double?
    var primal_residual: Double?
    var rows: Int
    var columns: Int
    var nonzeros: Int
    var iterations: Int
    var method: String
    var block_length: Int?
    var tries: Int
    var programs: Int
    var plan_cost_kusd: Double?
    var plan_bound_kusd: Double?
    var mip_gap: Double?
    var seconds_build: Double
    var seconds_solve: Double
    var seconds_certify: Double
    var peak_memory_mb: Double?
  }

  private func write(
    _ result: Planner.Result, _ certificate: Certificate?, secondsToCertify: Double
  ) throws {
    let answer = result.answer
    let answered = answer?.answeredBy
    let figures = Figures(
      status: result.plan.status.rawValue, objective_kusd: certificate?.objective,
      lower_bound_kusd: certificate?.lowerBound, relative_gap: certificate?.relativeGap,
      primal_residual: certificate?.primalResidual, rows: result.program.rows.count,
      columns: result.program.columns.count, nonzeros: result.program.coefficient.count,
      iterations: answer?.attempts.reduce(0) { $0 + $1.iterations } ?? 0,
      method: answered?.method ?? "none", block_length: answered?.blockLength,
      tries: answer?.attempts.count ?? 0,
      programs: result.stages.count,
      plan_cost_kusd: result.plan.optimality?.cost.in(.kiloUSD),
      plan_bound_kusd: result.plan.optimality?.lowerBound.in(.kiloUSD),
      mip_gap: result.plan.optimality?.mipGap,
      seconds_build: result.stages.reduce(0) { $0 + $1.secondsToBuild },
      seconds_solve: result.stages.reduce(0) { $0 + $1.secondsToSolve },
      seconds_certify: secondsToCertify, peak_memory_mb: ProcessMemory.peakMegabytes)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(figures).write(to: URL(fileURLWithPath: out + "/result.json"))
  }
}
