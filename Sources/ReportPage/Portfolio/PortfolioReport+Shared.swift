import Reporting

extension PortfolioReport {
  /// Limits that the sites share, and what a unit more of each is worth.
  func limits(of shared: PortfolioDocument) -> Page.Section {
    let rows = shared.limits.members.map { member -> [Page.Cell] in
      let (limit, key) = (member.value, "limits.\(member.key)")
      return [
        .text(Self.words(member.key)), .text(limit.unit),
        .size(limit.limit, key: "\(key).limit"), .size(limit.alone, key: "\(key).used_alone"),
        .size(limit.used, key: "\(key).used"),
        .size(limit.planned, key: limit.planned == nil ? "" : "\(key).used_by_plans"),
        .figure(limit.price, places: 2, key: "\(key).price_usd_per_unit_year"),
      ]
    }
    var section = Page.Section(id: "shared", title: "What the sites share")
    section.paragraphs = [shared.statement]
    section.tables = [
      Page.Table(
        "Shadow price: change in annual cost per unit increase in the limit, with its sign turned. Nobody "
          + "pays it, and no bill contains it.",
        head: [
          .text("limit"), .text("unit"), .right("there is"), .right("used alone"),
          .right("used together"), .right("used by the plans"),
          .right("shadow price, USD/year per unit"),
        ], rows: rows)
    ]
    return section
  }

  /// Each site alone beside together, and what moves.
  func moves(of shared: PortfolioDocument) -> Page.Section {
    let places = shared.sites.members.contains { $0.value.modules != nil }
    let rows = shared.sites.members.map { member -> [Page.Cell] in
      let (site, key) = (member.value, "shared.\(member.key)")
      let modules = site.modules ?? site.modulesAlone
      let moved = modules - site.modulesAlone
      let sign = moved > 0 ? "+" : ""
      return [
        .text(member.key), .figure(site.modulesAlone, key: "\(key).modules_alone"),
        .figure(modules, key: "\(key).modules"),
        .right(places ? sign + FigureText.grouped(moved) : ""),
        .figure(site.costAlone, key: "\(key).cost_alone_usd_per_year"),
        .figure(site.cost, key: "\(key).cost_usd_per_year"),
        .figure(
          site.planCost, key: site.planCost == nil ? "" : "\(key).plan_cost_usd_per_year"),
      ]
    }
    var section = Page.Section(id: "moves", title: "Each site alone and together")
    section.tables = [
      Page.Table(
        "USD a year: alone, a site has its own modules and no shared limit. Both with units in fractions; "
          + "the plan has whole units.",
        head: [
          .text("site"), .right("modules alone"), .right("modules"), .right("moved"),
          .right("cost alone"), .right("cost together"), .right("cost of the plan"),
        ], rows: rows, isLong: true)
    ]
    return section
  }
}
