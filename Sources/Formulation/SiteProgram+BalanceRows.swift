package import LinearProgramming
import SiteModel
import Units

/// Rows that the power balance of a step and whole sets imply together, and the relaxation breaks.
///
/// With at most g(n) MW from n sets, the other sources of a step that needs L give at least L − g(n). Whole
/// numbers n have the line through the greatest k that falls short, L − g(k) = h, and nought at k + 1 for a
/// bound (mixed-integer rounding, with g concave): others + h·n ≥ h·(k + 1). A source with a limit may be
/// taken as given in full, L less its limit, and left out of the others. Likewise below the least load: n sets give
/// at least ℓ(n), and what takes up power takes ℓ(n) − L.
extension SiteProgram {
  /// The program with those of these rows that a point breaks, the most broken of each step; nil where none
  /// is. For programs in which the number of units is fixed: what they give together counts.
  package func tightened(_ program: LinearProgram, at point: [Double]) -> LinearProgram? {
    var tight = program
    let balances = balanceRows(of: program)
    for sets in onlineSets {
      let units = sets.units.last.value(at: point).rounded()
      guard units > 0, units <= Self.mostUnits, !sets.units.changes else { continue }
      let component = sets.component
      let family = tight.family(component, "whole_sets_by_balance", tightens: true)
      for (row, t) in balances {
        guard let balance = Balance(of: row, in: program, sets, units, at: t) else { continue }
        if let line = balance.mostBroken(balance.above(program), at: point) {
          // others(t) + gap·n(t) ≥ gap·(k + 1)
          tight.require(family, at: t, line.others + line.rise * line.online .>= line.least)
        }
        if let line = balance.mostBroken(balance.below(), at: point) {
          // uses(t) ≥ gap·(n(t) − k)
          tight.require(family, at: t, line.others .>= line.least - line.rise * line.online)
        }
      }
      tight = withWindowRows(tight, sets, units: units, at: point, balances)
    }
    return tight.rows.count > program.rows.count ? tight : nil
  }

  /// With more sets each counts for little.
  private static let mostUnits = 4.0

  private func balanceRows(of program: LinearProgram) -> [(row: Int, step: Int)] {
    program.rows.indices.compactMap { row in
      let label = program.label(ofRow: row)
      guard label.family == "power_balance", let step = label.step else { return nil }
      return (row, step)
    }
  }
}

/// A line between two numbers of sets online: others + rise·n ≥ least (MW), of one step or summed over some.
struct WholeSetsLine {
  var others: Expression<PowerDimension>
  var rise: Double
  var online: Expression<PowerDimension>
  var least: Expression<PowerDimension>

  func shortfall(at point: [Double]) -> Double {
    least.value(at: point) - others.value(at: point) - rise * online.value(at: point)
  }
}

/// The power balance of a step as a fleet sees it: p(t) + others(t) − uses(t) = L.
private struct Balance {
  let sources: [Term]
  let uses: [Term]
  /// L (MW).
  let load: Double
  /// MW of one set at the step, of all together, and the least of one online.
  let one: Double
  let together: Double
  let least: Double
  let units: Double
  /// n(t), counted in sets.
  let online: Expression<PowerDimension>

  /// Broken by less than this part of a set is the solver's trace.
  private static let trace = 1e-5
  /// Limited sources of which every choice is tried.
  private static let mostLimited = 4

  init?(
    of row: Int, in program: LinearProgram, _ sets: OnlineSets, _ units: Double, at t: Int
  ) {
    let power = sets.powerColumn(at: t)
    let entries = program.entries(of: row)
    guard let own = entries.first(where: { Int(program.columnIndex[$0]) == power }) else {
      return nil
    }
    let scale = 1 / program.coefficient[own]
    one = sets.unitPower(at: t)
    guard scale > 0, one > 0 else { return nil }
    var (sources, uses): ([Term], [Term]) = ([], [])
    for entry in entries where entry != own {
      let column = program.columnIndex[entry]
      let factor = program.coefficient[entry] * scale
      // What may be negative is neither.
      guard program.columns[Int(column)].lower >= 0 else { return nil }
      if factor > 0 {
        sources.append(Term(column: column, coefficient: factor))
      } else {
        uses.append(Term(column: column, coefficient: -factor))
      }
    }
    (self.sources, self.uses) = (sources, uses)
    load = program.rows[row].lower * scale
    together = one * units * sets.availability
    least = sets.minimumLoad * one
    self.units = units
    online = (1 / sets.unit.in(.megawatts)) * sets.online[t]
  }

  /// What n sets online give at most.
  private func most(of n: Double) -> Double { min(one * n, together) }

  /// A line for each choice of limited sources that are taken as given in full.
  func above(_ program: LinearProgram) -> [WholeSetsLine] {
    let limited = sources.indices.filter {
      let column = program.columns[Int(sources[$0].column)]
      return column.boxOrigin != .assumed
        && sources[$0].coefficient * column.box.upperBound < load
    }.prefix(Self.mostLimited)
    return (0..<(1 << limited.count)).compactMap { choice in
      let full = Set(limited.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element))
      let given = full.reduce(0) {
        $0 + sources[$1].coefficient * program.columns[Int(sources[$1].column)].box.upperBound
      }
      let needed = load - given
      guard needed > Self.trace * one, needed <= most(of: units) else { return nil }
      let short = (0...Int(units)).map(Double.init).last { most(of: $0) < needed } ?? 0
      let rise = needed - most(of: short)
      let others = sources.indices.filter { !full.contains($0) }.map { sources[$0] }
      return WholeSetsLine(
        others: Expression(terms: others), rise: rise, online: online,
        least: .constant(rise * (short + 1)))
    }
  }

  /// The line of the least load.
  func below() -> [WholeSetsLine] {
    guard least > 0, load >= 0 else { return [] }
    let carried = (load / least).rounded(.down)
    let rise = least * (carried + 1) - load
    guard carried < units else { return [] }
    return [
      WholeSetsLine(
        others: Expression(terms: uses), rise: -rise, online: online,
        least: .constant(-rise * carried))
    ]
  }

  func mostBroken(_ lines: [WholeSetsLine], at point: [Double]) -> WholeSetsLine? {
    lines.map { ($0, $0.shortfall(at: point)) }.filter { $0.1 > Self.trace * one }
      .max { $0.1 < $1.1 }?.0
  }
}
