package import LinearProgramming
package import SiteModel
package import Units

/// A site's natural linear program, with what is needed to read a plan back from a point.
package struct SiteProgram: Sendable {
  package let site: Site
  package private(set) var program: LinearProgram
  /// Sizes and counts that planning may round, drop or fix.
  package let sizes: [SizeTerm]
  /// The one modelled year.
  let block: Block
  let capital: CapitalPart
  /// What it uses of what it shares with other sites.
  let shared: [SharedUse]
  /// Planning's own bounds, by `SizeTerm.key` and `ChoiceTerm.key`.
  let limits: [String: ClosedRange<Double>]

  /// Writes the program; `sizeLimits` are planning's own bounds on sizes, by `component.size`, and
  /// `commitment` what it has decided of the hours.
  package init(
    _ site: Site, over horizon: Horizon? = nil, sizeLimits: [String: ClosedRange<Double>] = [:],
    commitment: Commitment = Commitment()
  ) {
    var program = LinearProgram()
    let part = SiteBlock(site, over: horizon, sizeLimits: sizeLimits, in: &program)
    (block, capital, shared) = (part.block, part.capital, part.shared)
    (self.site, limits) = (site, sizeLimits)
    sizes = capital.sizes
    program.count(in: site.peakLoad, capital, [block])
    self.program = program
    guard commitment != Commitment() else { return }
    held(to: commitment, &program)
    self.program = program
  }

  /// The steps of the modelled year.
  package var horizon: Horizon { block.context.horizon }
  /// Blocks of falling prices that planning chooses.
  package var choices: [ChoiceTerm] { block.operations.flatMap(\.choices) }
  /// Fleets whose sets are online in whole numbers.
  package var onlineSets: [OnlineSets] { block.operations.flatMap(\.onlineSets) }
  /// Devices that do one of two things at a time.
  package var directions: [Directions] { block.operations.flatMap(\.directions) }

  /// Sets columns that follow from others to exactly what these make them: the bill counts the same.
  package func recomputeDependents(_ point: inout [Double]) {
    capital.recomputeDependents(&point)
    block.recomputeDependents(&point)
  }
}

extension LinearProgram {
  /// The program's own unit is this part of the peak load: what is tuned for one site holds for all.
  private static let unitsOfPeakLoad = 20.0

  /// Says in which unit a program counts, by the peak load, and which of its columns are no such amounts.
  mutating func measure(in peakLoad: Power, counts: [Expression<NumberDimension>]) {
    let peak = peakLoad.in(.megawatts)
    measure(in: peak > 0 ? peak / Self.unitsOfPeakLoad : 1, counts: counts)
  }

  /// The same, and which of its columns are whole.
  package mutating func count(in peakLoad: Power, _ capital: CapitalPart, _ blocks: [Block]) {
    let whole = capital.choices.filter { $0.rule.rounding != .continuous }
    measure(in: peakLoad, counts: whole.map(\.amount) + whole.map(\.bought))
    for block in blocks {
      for sets in block.operations.flatMap(\.onlineSets) {
        for t in block.context.steps { quantise(sets.online[t], by: sets.unit.in(.megawatts)) }
      }
    }
    for choice in whole { quantise(choice.amount, by: 1) }
  }
}

extension Capacity where D == NumberDimension {
  /// What stands in each phase of a year of a horizon, once it is decided.
  static func given(_ amounts: [PlantOfYear.Amount], _ phases: Phases) -> Self {
    Capacity(
      phases,
      amounts.prefix(phases.count).map {
        Amount(
          .constant($0.built), $0.built...$0.built, inUse: .constant($0.inUse),
          endOverUse: $0.endOverUse)
      })
  }
}
