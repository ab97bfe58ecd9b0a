import LinearProgramming
import SiteModel
import Units

/// A meter in steps in which importing and exporting at once would pay.
package struct NettingTerm: Sendable {
  let component: String
  let imports: Series<PowerDimension>
  let exports: Series<PowerDimension>
  /// Steps in which exports are paid more than imports cost.
  let steps: [Int]
  /// Most that can be taken and fed in at a step.
  let importLimit: @Sendable (Int) -> Power
  let exportLimit: @Sendable (Int) -> Power
}

/// What holds of imports g and exports o while one of them is zero, in a program that does not yet say
/// which: planning then decides it step by step (`Directions`), and these rows keep the bound of the
/// program before that decision near.
enum MeterNetting {
  static func constrain(
    _ operations: [Operation], in program: inout LinearProgram, _ context: FormulationContext
  ) {
    for part in operations {
      guard let meter = part.netting else { continue }
      let name = meter.component
      let others = operations.filter { $0.name != name }
      let passing = program.family(name, "exports_of_own_power")
      let serving = program.family(name, "imports_of_load")
      let sharing = program.family(name, "one_direction")
      for t in meter.steps {
        let (imports, exports) = (meter.imports[t], meter.exports[t])
        var gives = Expression<PowerDimension>.zero
        var takes = Expression<PowerDimension>.zero
        var load = 0.0
        var leastLoad = 0.0
        for other in others {
          let power = other.power(t)
          guard other.loads.isEmpty else {
            // What a load is not served is no supply.
            load += most(-1 * power, in: program)
            leastLoad -= most(power, in: program)
            continue
          }
          gives.add(Expression(terms: power.terms.filter { $0.coefficient > 0 }))
          takes.add(Expression(terms: power.terms.filter { $0.coefficient < 0 }), times: -1)
        }
        leastLoad = max(0, leastLoad)
        // The load takes its part first.
        let most = min(
          meter.exportLimit(t).in(.megawatts), max(0, most(gives, in: program) - leastLoad))
        guard most > 1e-9 * max(1, load) else {
          // o(t) ≤ X(t), the lesser of export limit(t) and the most that others give less the least load(t)
          program.require(passing, at: t, exports .<= Expression(Power(most, .megawatts)))
          continue
        }
        // o(t)·(1 + least load(t)/X(t)) ≤ what others give: if g = 0 by the balance, if o = 0 anyway
        program.require(passing, at: t, (1 + leastLoad / most) * exports .<= gives)
        // g(t) − what batteries take ≤ most load(t)·(1 − o(t)/X(t)), by the balance if o = 0
        program.require(
          serving, at: t,
          imports + (load / most) * exports - takes .<= Expression(Power(load, .megawatts)))
        let limit = meter.importLimit(t).in(.megawatts)
        // g(t)/import limit(t) + o(t)/X(t) ≤ 1
        program.require(
          sharing, at: t,
          imports + (limit / most) * exports .<= Expression(Power(limit, .megawatts)))
      }
    }
  }

  /// The most that an expression can be within the boxes of its columns.
  private static func most(
    _ expression: Expression<PowerDimension>, in program: LinearProgram
  ) -> Double {
    expression.terms.reduce(expression.constant) { sum, term in
      let box = program.columns[Int(term.column)].box
      return sum + term.coefficient * (term.coefficient > 0 ? box.upperBound : box.lowerBound)
    }
  }
}
