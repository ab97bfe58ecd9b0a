import LinearProgramming
import SiteModel
import Units

/// Rows that whole sets and the balances of some hours on end imply together.
///
/// Balances and the balances of stores are summed over a window so that discharge cancels: of a store counts
/// what is in it at the beginning, η·e, for what it takes up on the way it cannot give back in full. With
/// at most P MW from a set in any of the steps, K sets and steps fall short of the need L by h and K + 1
/// do not; rounded as in one step (`whole_sets_by_balance`): others + η·e + h·Σ n ≥ h·(K + 1).
extension SiteProgram {
  /// Lengths of windows, in steps.
  private static let lengths = [1, 2, 3, 4, 6, 8, 12, 16, 24]

  /// The program with those of these rows that a point breaks, the most broken of each beginning; the
  /// same where none is. For programs in which the number of units is fixed.
  func withWindowRows(
    _ program: LinearProgram, _ sets: OnlineSets, units: Double, at point: [Double],
    _ balances: [(row: Int, step: Int)]
  ) -> LinearProgram {
    var tight = program
    let component = sets.component
    let family = tight.family(component, "whole_sets_by_window", tightens: true)
    let stores = storeRows(of: program)
    for start in balances.indices {
      var window = Window(sets, units: units)
      var best: (line: WholeSetsLine, shortfall: Double)?
      for length in 1...(Self.lengths.last ?? 1) where start + length <= balances.count {
        let (row, step) = balances[start + length - 1]
        window.add(balance: row, at: step, stores[step] ?? [], of: program)
        guard Self.lengths.contains(length), let line = window.line(in: program, at: point) else {
          continue
        }
        let shortfall = line.shortfall(at: point)
        if shortfall > max(best?.shortfall ?? 0, Window.trace * window.most) {
          best = (line, shortfall)
        }
      }
      guard let line = best?.line else { continue }
      // others + η·e + gap·Σ n(t) ≥ gap·(k + 1)
      tight.require(
        family, at: balances[start].step, line.others + line.rise * line.online .>= line.least)
    }
    return tight.rows.count > program.rows.count ? tight : program
  }

  /// Balances of stores by step.
  private func storeRows(of program: LinearProgram) -> [Int: [Int]] {
    var rows: [Int: [Int]] = [:]
    for row in program.rows.indices {
      let label = program.label(ofRow: row)
      if label.family == "energy_balance", let step = label.step {
        rows[step, default: []].append(row)
      }
    }
    return rows
  }
}

/// Summed balances of some steps as a fleet sees them: Σ p + Σ coefficient·column = L.
private struct Window {
  private let sets: OnlineSets
  private let units: Double
  private var coefficients: [Int32: Double] = [:]
  private var load = 0.0
  private var online = Expression<PowerDimension>.zero
  private var powers: Set<Int32> = []
  /// What one set gives at most in any of the steps (MW).
  private(set) var most = 0.0

  /// Broken by less than this part of a set is the solver's trace.
  static let trace = 1e-5

  init(_ sets: OnlineSets, units: Double) {
    self.sets = sets
    self.units = units
  }

  mutating func add(balance row: Int, at t: Int, _ stores: [Int], of program: LinearProgram) {
    powers.insert(Int32(sets.powerColumn(at: t)))
    // One set alone gives what all together give.
    let one = sets.unitPower(at: t) * (units > 1 ? 1 : sets.availability)
    most = max(most, one)
    online.add(sets.online[t], times: 1 / sets.unit.in(.megawatts))
    var sources: [Int32: Double] = [:]
    for entry in program.entries(of: row) {
      sources[program.columnIndex[entry]] = program.coefficient[entry]
    }
    add(row, times: 1, of: program)
    for store in stores {
      // The discharge is what takes from the store and gives to the bus.
      guard
        let entry = program.entries(of: store).first(where: {
          program.coefficient[$0] > 0 && (sources[program.columnIndex[$0]] ?? 0) > 0
        }), let given = sources[program.columnIndex[entry]]
      else { continue }
      add(store, times: -given / program.coefficient[entry], of: program)
      coefficients[program.columnIndex[entry]] = nil
    }
  }

  private mutating func add(_ row: Int, times factor: Double, of program: LinearProgram) {
    for entry in program.entries(of: row) {
      coefficients[program.columnIndex[entry], default: 0] += factor * program.coefficient[entry]
    }
    load += factor * program.rows[row].lower
  }

  /// The line at the whole number of sets and steps that falls short; limited sources that a point uses
  /// by more than half are taken as given in full. Nil where it says nothing.
  func line(in program: LinearProgram, at point: [Double]) -> WholeSetsLine? {
    var needed = load
    var others: [Term] = []
    for (column, factor) in coefficients.sorted(by: { $0.key < $1.key })
    where factor > 0 && !powers.contains(column) {
      let own = program.columns[Int(column)]
      guard own.lower >= 0 else { return nil }
      let greatest = own.box.upperBound
      if own.boxOrigin != .assumed, 2 * point[Int(column)] > greatest {
        needed -= factor * greatest
      } else {
        others.append(Term(column: column, coefficient: factor))
      }
    }
    // What may be negative takes nothing away for sure, and the sets' power counts as it is.
    let isCertain = coefficients.allSatisfy {
      powers.contains($0.key)
        ? $0.value == 1 : $0.value >= 0 || program.columns[Int($0.key)].lower >= 0
    }
    guard isCertain, needed > Self.trace * most, most > 0 else { return nil }
    let short = (needed / most).rounded(.up) - 1
    let rise = needed - most * short
    return WholeSetsLine(
      others: Expression(terms: others), rise: rise, online: online,
      least: .constant(rise * (short + 1)))
  }
}
