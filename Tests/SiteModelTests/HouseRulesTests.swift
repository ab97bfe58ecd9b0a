import Foundation
import Testing

/// What holds for all code, and which target may import which.
@Suite("house rules")
struct HouseRulesTests {
  @Test("no file is longer than 400 lines")
  func length() throws {
    for target in try Sources.targets() {
      for file in try Sources.files(in: target) {
        #expect(file.lines <= 400, "\(file.name) has \(file.lines) lines")
      }
    }
  }

  @Test(
    "the core knows no files and no locale",
    arguments: [
      "Units", "LinearProgramming", "SiteModel", "Planning", "GLPKSolver", "InteriorPointSolver",
      "Reliability",
    ])
  func noFoundation(target: String) throws {
    let files = try Sources.files(in: target)
    #expect(!files.isEmpty)
    for file in files {
      #expect(!file.text.contains(/import\s+Foundation/), "\(file.name)")
    }
  }

  @Test("C of a solver is touched by that solver alone")
  func oneDoor() throws {
    let doors = ["CGLPK": "GLPKSolver", "CInteriorPoint": "InteriorPointSolver"]
    for (library, door) in doors {
      for target in try Sources.targets() where target != door {
        for file in try Sources.files(in: target) {
          #expect(!file.text.contains("import \(library)"), "\(file.name)")
        }
      }
    }
  }

  @Test("nothing is forced, unchecked or fatal")
  func nothingForced() throws {
    for target in try Sources.targets() {
      for file in try Sources.files(in: target) {
        for word in ["try!", "@unchecked Sendable", "nonisolated(unsafe)", "fatalError("] {
          #expect(!file.text.contains(word), "\(file.name): \(word)")
        }
      }
    }
  }

  /// Which of our targets each target may import: the picture of the package's design.
  private static let mayImport: [String: Set<String>] = [
    "Units": [], "LinearProgramming": [], "CGLPKGuard": ["CGLPK"], "CProcess": [],
    "ChildProcesses": ["CProcess"],
    "GLPKSolver": ["LinearProgramming", "CGLPK", "CGLPKGuard"], "CInteriorPoint": ["CAMD"],
    "InteriorPointSolver": ["LinearProgramming", "CInteriorPoint"],
    "SiteModel": ["Units", "LinearProgramming"],
    "Planning": ["SiteModel", "Reliability", "LinearProgramming", "Units"],
    "Accounting": ["Units", "SiteModel"], "Reliability": ["Units", "SiteModel"],
    "Resources": ["Units"], "SiteFiles": ["SiteModel", "Resources", "Units"],
    "Reporting": [
      "SiteModel", "Accounting", "Reliability", "Planning", "LinearProgramming", "Units",
    ],
    "Fleet": ["ChildProcesses", "SiteFiles", "Reporting", "Resources", "SiteModel"],
  ]

  @Test("targets depend only on what the picture allows")
  func edges() throws {
    let manifest = try Sources.manifest()
    // library("Name") or library("Name", ["A", .product(…)])
    let target = /library\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?\s*\)/
    var seen: Set<String> = []
    for match in manifest.matches(of: target) {
      let name = String(match.1)
      let allowed = try #require(Self.mayImport[name], "the picture does not know \(name)")
      let list = (match.2 ?? "").replacing(/\.product\([^)]*\)/, with: "")
      let edges = Set(list.matches(of: /"(\w+)"/).map { String($0.1) })
      #expect(edges.subtracting(Self.outside).isSubset(of: allowed), "\(name): \(edges)")
      seen.insert(name)
    }
    #expect(
      seen.isSuperset(of: ["Units", "LinearProgramming", "GLPKSolver", "SiteModel", "Planning"]))
  }

  /// Packages of others.
  private static let outside: Set<String> = ["Yams", "Crypto"]

  @Test("sources import only what their target may")
  func imports() throws {
    let ours = Set(Self.mayImport.keys).union(["CGLPK", "CGLPKGuard", "CAMD"])
    for (target, allowed) in Self.mayImport.sorted(by: { $0.key < $1.key }) {
      for file in try Sources.files(in: target) {
        for match in file.text.matches(of: /(?m)^\s*(?:\w+ )?import (\w+)/) {
          let name = String(match.1)
          #expect(!ours.contains(name) || allowed.contains(name), "\(file.name) imports \(name)")
        }
      }
    }
  }
}
