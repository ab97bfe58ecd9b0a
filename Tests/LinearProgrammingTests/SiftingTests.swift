import LinearProgramming
import Testing

@Suite("sifting: a program without some components, and what they are worth")
struct SiftingTests {
  /// A grid at 50 carries 10; a plant of at most 8 runs at 25 and costs `owning` a unit of size.
  private func program(owning: Double, least: Double = 0, atLeast power: Double = 0)
    -> LinearProgram
  {
    var program = LinearProgram()
    let supply: Expression<Void> = program.column("grid", "import", .limits(0, 100))
    let size: Expression<Void> = program.column("plant", "size", .limits(least, 8))
    let output: Expression<Void> = program.column("plant", "power", .limits(0, 20))
    program.minimise(50 * supply + owning * size + 25 * output)
    program.require(program.family("site", "balance"), supply + output .== .constant(10))
    program.require(program.family("plant", "capacity"), output - size .<= .constant(0))
    program.require(program.family("plant", "least_power"), output .>= .constant(power))
    return program
  }

  /// What each more unit of load costs without the plant, row by row.
  private let multipliers: [Double] = [50, 0, 0]

  @Test("without the plant its columns are held at zero, and its own rows alone are priced")
  func parts() throws {
    let sifting = try #require(Sifting(program(owning: 30), leavingOut: ["plant"]))
    #expect(sifting.rest.columns.map(\.upper) == [100, 0, 0])
    let pricing = sifting.pricing(at: multipliers)
    // Size at its own cost; power at 25 less the 50 that it replaces.
    #expect(pricing.columns.map(\.cost) == [30, -25])
    #expect(pricing.rows.count == 2)
    #expect(sifting.multipliers(rest: multipliers, pricing: [-25, 0]) == [50, -25, 0])
  }

  @Test("a plant that saves 25 and costs 30 earns nothing: the rest alone is proven optimal")
  func idle() throws {
    let program = program(owning: 30)
    let sifting = try #require(Sifting(program, leavingOut: ["plant"]))
    let y = sifting.multipliers(rest: multipliers, pricing: [-25, 0])
    let certificate = Certificate(of: program, x: [10, 0, 0], y: y)
    #expect(certificate.passed)
    #expect(certificate.lowerBound == 500)
  }

  @Test(
    "a plant that saves 25 and costs 20 earns 5 on each of its 8 MW: what the rest costs too much")
  func earning() throws {
    let program = program(owning: 20)
    let sifting = try #require(Sifting(program, leavingOut: ["plant"]))
    let worth = sifting.worth(of: sifting.pricing(at: multipliers), at: [8, 8])
    #expect(worth == ["plant": -40])
    let y = sifting.multipliers(rest: multipliers, pricing: [-25, 0])
    let certificate = Certificate(of: program, x: [10, 0, 0], y: y)
    #expect(certificate.lowerBound == 460)
    #expect(!certificate.passed)
  }

  @Test("what a bound of a column or of a row keeps from zero is not left out")
  func needed() {
    #expect(Sifting(program(owning: 30, least: 1), leavingOut: ["plant"]) == nil)
    #expect(Sifting(program(owning: 30, atLeast: 2), leavingOut: ["plant"]) == nil)
    #expect(Sifting(program(owning: 30), leavingOut: []) == nil)
    #expect(Sifting(program(owning: 30), leavingOut: ["plant"])?.components == ["plant"])
  }
}
