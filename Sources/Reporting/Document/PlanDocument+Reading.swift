public import Foundation
public import SiteModel
import Tabular
public import Units

extension PlanDocument {
  /// Why a plan cannot be read.
  public struct Failure: Error, CustomStringConvertible {
    /// What was found, and what to do.
    public let description: String
    /// Nothing is there, rather than something that cannot be read.
    public let isAbsence: Bool
  }

  /// The plan in a site's folder of results, with the words of before that it was written in.
  public static func read(folder: String, site: String) throws(Failure)
    -> (plan: PlanDocument, renamed: [RenamedKey])
  {
    let path = "\(folder)/plan.json"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(
        description:
          "there is no plan of '\(site)': no \(path)\nhelp: run make optimise SITE=\(site)",
        isAbsence: true)
    }
    return try read(data, named: path, site)
  }

  /// The plan in the bytes of a `plan.json`.
  public static func read(_ data: Data, named place: String, _ site: String) throws(Failure)
    -> (plan: PlanDocument, renamed: [RenamedKey])
  {
    do throws(JSONMismatch) {
      var notes = ReadingNotes()
      let plan = try PlanDocument(try JSONReader.read([UInt8](data)), &notes)
      guard plan.schemaVersion <= version else {
        throw JSONMismatch(description: "its schema_version is \(plan.schemaVersion)")
      }
      return (plan, notes.renamed)
    } catch {
      throw Failure(
        description: "'\(place)' is damaged or of another version (\(error.description))\n"
          + "help: run make optimise SITE=\(site)", isAbsence: false)
    }
  }

  /// The plan in some bytes; nil where they hold none.
  package init?(_ bytes: [UInt8]) {
    guard let read = try? Self.read(Data(bytes), named: "plan.json", "") else { return nil }
    self = read.plan
  }

  /// The file's text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether there is a dispatch beside it.
  public var hasDispatch: Bool { cash != nil }

  /// All cash costs of a year; nil where there was no dispatch.
  public var cashCost: Money? { cash.map { Money($0, .usd) } }
}

extension RunDocument {
  /// The run in some bytes; nil where they hold none.
  package init?(_ bytes: [UInt8]) {
    var notes = ReadingNotes()
    guard let json = try? JSONReader.read(bytes), let run = try? Self(json, &notes) else {
      return nil
    }
    self = run
  }
}
