/// The control variate: what the same failures would leave unserved without stores, standby sets
/// and deferral, whose mean `ControlMeans` knows exactly.
extension YearRun {
  /// Adds the time from now to the next event, in which the same units are out.
  mutating func accrueControl(until event: Double) {
    guard event > 0 else { return }
    var most = 0.0
    for unit in seenLost { most += weather.greatestOutput[unit] }
    let margin = weather.bareMargin
    let need = most - model.tolerance
    guard margin.least < need else { return }
    let begin = max(0, now)
    var step = stepIndex(at: begin)
    while step < model.count, Double(step) * model.hours < event {
      let block = step / Model.blockLength
      if margin.blockLeast[block] >= need {
        step = (block + 1) * Model.blockLength
        continue
      }
      var short = -margin.values[step]
      for unit in seenLost { short += weather.outputs[unit].value(at: step) }
      if short > model.tolerance {
        let end = min(event, Double(step + 1) * model.hours)
        let start = max(begin, Double(step) * model.hours)
        addControl(short, end - start, step)
      }
      step += 1
    }
  }

  private mutating func addControl(_ short: Double, _ length: Double, _ step: Int) {
    var left = short
    for index in weather.classLoads.indices where left > model.tolerance {
      let load = weather.classLoads[index].value(at: step)
      let unserved = min(left, load)
      if load > model.tolerance { tally.present[index].controlHours += length }
      tally.present[index].controlEnergy += unserved * length
      left -= load
    }
  }
}
