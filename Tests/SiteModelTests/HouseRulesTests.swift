import Components
import Foundation
import SiteModel
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
      "Units", "LinearProgramming", "Solving", "SiteModel", "Formulation", "Components", "Planning",
      "GLPKSolver", "InteriorPointSolver", "Reliability",
    ])
  func noFoundation(target: String) throws {
    let files = try Sources.files(in: target)
    #expect(!files.isEmpty)
    for file in files {
      #expect(!file.text.contains(/import\s+Foundation/), "\(file.name)")
    }
  }

  /// The connection and the load may be a subject of their own, as of a bill; a further source never is.
  @Test("components are asked for what they do, not for what they are")
  func roles() throws {
    let names = Catalogue.standard.kinds.map { "\($0)" }
    let homes = ["Components/", "/Grid/", "/Load/"]
    var found: [String] = []
    for target in try Sources.targets() {
      for file in try Sources.files(in: target)
      where !homes.contains(where: file.name.contains) {
        for line in file.text.split(separator: "\n") where !line.contains("///") {
          let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "\"" }
          for name in names where words.contains(Substring(name)) {
            found.append("\(file.name): \(name)")
          }
        }
      }
    }
    let subjects = found.filter { $0.hasSuffix(": Grid") || $0.hasSuffix(": GPULoad") }
    #expect(found.count == subjects.count, "\(Set(found).subtracting(subjects).sorted())")
    #expect(found.count <= 25, "\(found.sorted())")
  }

  /// What screens and pages said before the field's words; the page Glossary has these.
  private static let homeMade = [
    "Limits that bind", "one unit more costs", "What the year costs more", "not ours\"",
    "served to the load", "cash, for each MWh", "wear, not cash", "no business as usual:",
    "years that no step saw", "are blamed on", "the worth changes", "Energy in stores",
    "whatever the solver believed", "How sure the answer", "How to get the same again",
    "How the sites ended", "nothing stands behind", "not one of its words", "Free the place",
    "greatest import", "per cent", "would cure", "promises an uptime", "hold_hours",
    "state_of_charge_fraction", "blame", "next nine", "Stores ", "in stores", "One bar a line",
    "are worth\"",
  ]

  @Test("texts have the field's words")
  func words() throws {
    var found: [String] = []
    for target in try Sources.targets() {
      for file in try Sources.files(in: target) where !file.name.hasSuffix("RenamedKey.swift") {
        for line in file.text.split(separator: "\n")
        where !line.contains("///") && line.contains("\"") {
          found += Self.homeMade.filter { line.contains($0) }.map { "\(file.name): \($0)" }
        }
      }
    }
    #expect(found.isEmpty, "\(found)")
  }

  @Test("the page of words lists every key that was renamed")
  func renames() throws {
    let page = try String(
      contentsOf: Sources.root.appending(path: "Sources/SiteModel/SiteModel.docc/Glossary.md"),
      encoding: .utf8)
    for key in RenamedKey.all + RenamedKey.results {
      let owner = key.section.map { "\($0)." } ?? ""
      #expect(page.contains("| `\(owner)\(key.old)` | `\(owner)\(key.new)` |"), "\(key.old)")
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
    "Solving": ["LinearProgramming"],
    "GLPKSolver": ["LinearProgramming", "Solving", "CGLPK", "CGLPKGuard"],
    "CInteriorPoint": ["CAMD"],
    "InteriorPointSolver": ["LinearProgramming", "Solving", "CInteriorPoint"],
    "Solvers": ["Solving", "GLPKSolver", "InteriorPointSolver"],
    "SiteModel": ["Units"], "Tabular": ["SiteModel"],
    "Formulation": ["SiteModel", "LinearProgramming", "Units"],
    "Components": ["Formulation", "SiteModel", "LinearProgramming", "Units"],
    "Planning": [
      "Formulation", "SiteModel", "Reliability", "Solving", "LinearProgramming", "Units",
    ],
    "Accounting": ["Units", "SiteModel"], "Reliability": ["Units"],
    "Resources": [], "TariffFiles": ["SiteModel", "Tabular", "Units"],
    "WeatherFiles": ["Resources", "Tabular"],
    "SiteFiles": ["SiteModel", "Resources", "Tabular", "TariffFiles", "WeatherFiles", "Units"],
    "Reporting": [
      "SiteModel", "Accounting", "Reliability", "Formulation", "Planning", "Resources", "Tabular",
      "Units",
    ],
    "ReportPage": ["SiteModel", "Accounting", "Reporting", "Tabular", "Units"],
    "EmissionsReport": ["SiteModel", "Accounting", "Reporting", "Tabular", "Units"],
    "Portfolio": [
      "ChildProcesses", "Components", "EmissionsReport", "LinearProgramming", "Planning",
      "Reliability", "ReportPage", "Reporting", "Resources", "SiteFiles", "SiteModel", "Solving",
      "Tabular", "Units",
    ],
  ]

  @Test("targets depend on what the picture allows, and on nothing else")
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
      #expect(edges.subtracting(Self.outside) == allowed, "\(name): \(edges)")
      seen.insert(name)
    }
    #expect(seen.isSuperset(of: ["SiteModel", "Formulation", "Components", "Accounting"]))
  }

  /// Packages of others.
  private static let outside: Set<String> = ["Yams", "Crypto"]

  @Test("sources import what their target may, and each of it")
  func imports() throws {
    let ours = Set(Self.mayImport.keys).union(["CGLPK", "CGLPKGuard", "CAMD"])
    for (target, allowed) in Self.mayImport.sorted(by: { $0.key < $1.key }) {
      let files = try Sources.files(in: target)
      guard !files.isEmpty else { continue }
      var used: Set<String> = []
      for file in files {
        for match in file.text.matches(of: /(?m)^\s*(?:\w+ )?import (\w+)/) {
          let name = String(match.1)
          used.insert(name)
          #expect(!ours.contains(name) || allowed.contains(name), "\(file.name) imports \(name)")
        }
      }
      #expect(used.intersection(ours) == allowed, "\(target) does not import all that it may")
    }
  }
}
