import Foundation
import TestSupport
import Testing

/// A damaged input and the whole text that a reading of it must give.
struct Case: Sendable {
  let name: String
  let site: String
  let overrides: [String]
  let damage: @Sendable (Fixture) throws -> Void
  /// In place of the reading of a site.
  private var other: (@Sendable () throws -> String)?

  init(
    _ name: String, site: String = "pad", set overrides: [String] = [],
    _ damage: @escaping @Sendable (Fixture) throws -> Void = { _ in }
  ) {
    self.name = name
    self.site = site
    self.overrides = overrides
    self.damage = damage
  }

  /// A piece of a file replaced by another.
  init(_ name: String, in file: String = Fixture.site, _ old: String, _ new: String) {
    self.init(name) { try $0.replace(file, old, new) }
  }

  /// A reading of something that is not a site.
  init(_ name: String, reading other: @escaping @Sendable () throws -> String) {
    self.init(name)
    self.other = other
  }

  /// What the reading gives.
  func text() throws -> String {
    if let other { return try other() }
    let fixture = try Fixture()
    try damage(fixture)
    return fixture.read(site, set: overrides)
  }
}

/// Texts by the name of their case, in one file for each area; `Goldens` says how they are recorded.
enum Golden {
  static func check(_ area: String, _ cases: [Case]) throws {
    if Goldens.isRecording {
      let text = try cases.map { "=== \($0.name)\n\(try $0.text())\n\n" }.joined()
      try Goldens().record(text, as: "\(area).txt")
      Issue.record("\(Goldens.warning(area))")
      return
    }
    let known = try read(area)
    #expect(known.map(\.name) == cases.map(\.name), "each case has one golden, in order")
    for one in cases {
      let wanted = known.first { $0.name == one.name }?.text
      #expect(try one.text() == wanted, "\(one.name)")
    }
  }

  private static func read(_ area: String) throws -> [(name: String, text: String)] {
    let parts = try #require(Goldens().text("\(area).txt"), "no golden '\(area)': record it")
      .components(separatedBy: "=== ")
    return parts.dropFirst().map { part in
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return (lines[0], lines.dropFirst().dropLast(2).joined(separator: "\n"))
    }
  }
}
