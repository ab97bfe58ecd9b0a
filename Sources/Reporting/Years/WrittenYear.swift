public import SiteModel

/// A modelled year of a plan over several years, as it stands in a folder of results.
public struct WrittenYear: Sendable {
  /// The site in that year.
  public let site: Site
  /// What stands in it, and how it runs.
  public let plan: SitePlan
  /// What `plan.json` says of it.
  package let record: HorizonDocument.Year

  /// The calendar year, and the last that the modelled one stands for: `2027`, `2027–2029`.
  public var name: String { Self.name(record.year, record.count) }

  /// `2027`, or `2027–2029` where the year stands for three.
  package static func name(_ year: Int, _ count: Int) -> String {
    count > 1 ? "\(year)–\(year + count - 1)" : "\(year)"
  }

  /// One whose hours are still to be read.
  public struct Place: Sendable {
    /// The site in that year.
    public let site: Site
    let record: HorizonDocument.Year
    let planStatus: String

    /// Name of the file of its hours.
    public var dispatchName: String { HorizonDocument.dispatchName(record.year) }

    /// The year with its hours.
    public func written(_ dispatch: SitePlan) -> WrittenYear {
      var plan = dispatch
      plan.status = SitePlan.Status(rawValue: planStatus) ?? dispatch.status
      plan.tell(sizes: record.sizes, details: record.details)
      return WrittenYear(site: site, plan: plan, record: record)
    }
  }
}

extension HorizonDocument {
  /// Its modelled years in order, each with the site as it stands then.
  public func modelledYears(of site: Site) -> [WrittenYear.Place] {
    let start = site.planningHorizon?.startYear ?? 0
    return (years ?? []).map { year in
      WrittenYear.Place(
        site: site.inYear(from: 12 * (year.year - start)), record: year, planStatus: self.status)
    }
  }

  /// Inputs that are not as they were when the plan was made, in words; `path` says where one stands.
  public func changes(since site: Site, path: (String) -> String) -> [String] {
    frame.changes(since: site, path: path)
  }

  /// Name of the file of a year's hours.
  package static func dispatchName(_ year: Int) -> String { "dispatch-\(year).csv" }
}
