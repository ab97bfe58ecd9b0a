public import Foundation
import Tabular

extension HorizonDocument {
  /// The plan in the bytes of a `plan.json` over several years.
  public static func read(_ data: Data, named place: String, _ site: String)
    throws(PlanDocument.Failure) -> HorizonDocument
  {
    do throws(JSONMismatch) {
      var notes = ReadingNotes()
      let plan = try HorizonDocument(try JSONReader.read([UInt8](data)), &notes)
      guard plan.schemaVersion <= version else {
        throw JSONMismatch(description: "its schema_version is \(plan.schemaVersion)")
      }
      return plan
    } catch {
      throw PlanDocument.Failure(
        description:
          "'\(place)' is damaged, of another version, or the plan of one year that recurs "
          + "(\(error.description))\nhelp: run make optimise SITE=\(site)", isAbsence: false)
    }
  }

  /// The plan in a site's folder of results.
  public static func read(folder: String, site: String) throws(PlanDocument.Failure)
    -> HorizonDocument
  {
    let path = "\(folder)/plan.json"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PlanDocument.Failure(
        description:
          "there is no plan of '\(site)': no \(path)\nhelp: run make optimise SITE=\(site)",
        isAbsence: true)
    }
    return try read(data, named: path, site)
  }

  /// The plan in some bytes; nil where they hold none over several years.
  package init?(_ bytes: [UInt8]) {
    guard let read = try? Self.read(Data(bytes), named: "plan.json", "") else { return nil }
    self = read
  }

  /// The file's text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether it says what to build.
  public var hasPlan: Bool { years != nil }
}
