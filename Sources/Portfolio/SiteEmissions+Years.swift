public import EmissionsReport
import Foundation
public import Reporting
import SiteFiles
public import SiteModel
import Tabular

extension SiteEmissions {
  /// The modelled years of a plan as they were written, each with its hours.
  public static func years(
    of document: HorizonDocument, _ site: Site, in folder: String
  ) throws(Absence) -> [WrittenYear] {
    let wanted = document.modelledYears(of: site)
    let missing = wanted.filter {
      !FileManager.default.fileExists(atPath: "\(folder)/\($0.dispatchName)")
    }
    guard missing.isEmpty else {
      throw Absence(
        description:
          "the hours of \(missing.map(\.dispatchName).joined(separator: ", ")) are not in '\(folder)'\n"
          + "help: run make optimise SITE=\(site.name), without --dispatch")
    }
    var years: [WrittenYear] = []
    for year in wanted {
      do throws(Findings) {
        years.append(
          year.written(try DispatchFile.read("\(folder)/\(year.dispatchName)", of: year.site).plan))
      } catch {
        throw Absence(description: error.text)
      }
    }
    return years
  }

  /// Makes the tables of all modelled years, each in a folder of its own, and the table over them.
  public func write(
    _ years: [WrittenYear], of document: HorizonDocument, in folder: String, hourly: Bool
  ) throws(Absence) -> EmissionsYears {
    for year in years where year.plan.horizon.count != year.plan.horizon.stepsPerYear {
      throw Absence(
        description: "the plan of \(year.name) has \(year.plan.horizon.count) of the year's "
          + "\(year.plan.horizon.stepsPerYear) steps, and the tables are of a year")
    }
    var made: [EmissionsYears.Year] = []
    var written: [(name: String, files: [OutputFile])] = []
    for year in years {
      let run = Run(
        site: year.site, plan: year.plan, planned: year.record.emissions, frame: document.frame,
        dispatch: HorizonDocument.dispatchName(year.record.year))
      let (tables, files) = try tables(of: run, in: folder, hourly: hourly)
      made.append(EmissionsYears.Year(tables, count: year.record.count))
      written.append(("\(year.record.year)", files))
    }
    let all = EmissionsYears(made)
    try Self.clear(folder, yearsBut: written.map(\.name))
    try Self.write(
      [all.file.marked(scenario: document.scenario)], to: folder, named: Self.folder)
    for (name, files) in written {
      try Self.write(files, to: "\(folder)/\(Self.folder)", named: name)
    }
    return all
  }
}
