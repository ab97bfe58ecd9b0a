import Components
import Formulation
import Foundation
import InteriorPointSolver
import LinearProgramming
import SiteFiles
import SiteModel
import Solving
import Testing

/// Sparks over five years with 36 monthly and two yearly dates, fade, ends of lives and yearly caps.
///
/// Of whole years, which take minutes, where the environment asks for them: `SITEMIX_WHOLE_YEARS=1`.
@Suite("years with dates of building")
struct YearsTests {
  private static let isWhole = ProcessInfo.processInfo.environment["SITEMIX_WHOLE_YEARS"] != nil

  @Test("five years in one program close to a millionth")
  func fiveYears() throws {
    let site = try DataFolder(path: "data", catalogue: .standard).readSite(named: "sparks-nevada")
      .site
    let hours = Self.isWhole ? 8760 : 24 * 28
    let horizon = Horizon(calendar: site.calendar, stepMinutes: 60, steps: hours)
    let year = SiteProgram(site, over: horizon)
    let sizes = year.sizes.flatMap { size in
      size.column.columns.map { column in
        let isBought = size.rounding == .packs
        return YearsProgram.Size(
          column: column, kept: size.rounding == .units ? 1 : isBought ? 0.941 : 0.98,
          life: isBought ? 3 : 15, trend: isBought ? 0.97 : 0.99,
          first: size.rounding == .units ? 0 : 4.0 / 12)
      }
    }
    let load = try #require(site.components.loads.first)
    let program = YearsProgram.of(
      year.program, sizes: sizes, load: load.name, steps: hours, years: 5)
    #expect(program.checkInvariants().isEmpty)
    let answer = try InteriorPointSolver().solve(
      program, method: .interiorPoint(), progress: nil)
    let certificate = Certificate(of: program, x: answer.x, y: answer.y)
    #expect(certificate.primalResidual <= Certificate.residualLimit)
    #expect(certificate.relativeGap <= 1e-6, "\(certificate)")
  }
}
