package import LinearProgramming
import SiteModel
import Units

extension HorizonProgram {
  /// The program with emissions of all years in the place of costs (t CO2e), and a trace of costs so that of
  /// equal ends a cheap one is found.
  package var leastEmissions: LinearProgram {
    program.minimising(Self.emitted(in: blocks, timeline))
  }

  /// What is emitted in all years.
  static func emitted(in blocks: [Block], _ timeline: Timeline) -> Expression<CarbonDimension> {
    var emitted = Expression<CarbonDimension>.zero
    for (block, part) in zip(blocks, timeline.stretches) {
      emitted.add(block.emitted, times: Double(part.months.count) / 12)
    }
    return emitted
  }
}
