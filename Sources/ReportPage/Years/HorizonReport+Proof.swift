import Reporting

extension HorizonReport {
  /// How far the plan can be from the best.
  var quality: Page.Section {
    var table = ProofTable(unit: "USD", key: "usd")
    table.add(
      lowerBound: document.lowerBound, gap: document.mipGap,
      named: "distance of the plan's cost from it, over the whole horizon (MIP gap)")
    if let certificate = document.certificate {
      table.add(
        certificate.figures, named: "certificate of the horizon", money: "present value, USD")
      for gap in certificate.yearGaps.members {
        table.add("gap of \(gap.key) with what stands in it", Wording.percent(gap.value.value))
      }
    }
    return table.section(document.frame)
  }
}
