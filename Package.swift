// swift-tools-version: 6.2
import PackageDescription

let strict = Context.environment["SITEMIX_WARNINGS_AS_ERRORS"] != nil

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
  ]
  // A time is not an error: on a busy machine any expression can take long to check.
  + (strict
    ? [.treatAllWarnings(as: .error)]
    : [.unsafeFlags(["-Xfrontend", "-warn-long-expression-type-checking=500"])])

/// Files that become part of a target's code, so that the tool is one file.
let embedded: [String: [Resource]] = [
  "ReportPage": ["report.mustache", "report.css", "report.js"].map {
    .embedInCode("Page/\($0)")
  }
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: embedded[name], swiftSettings: settings)
}

/// Helpers that only tests import.
func testSupport(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "Sitemix",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    library("Units"),
    library("LinearProgramming"),
    library("Solving", ["LinearProgramming"]),
    .systemLibrary(
      name: "CGLPK", path: "Sources/CGLPK",
      providers: [.apt(["libglpk-dev"]), .brew(["glpk"])]),
    .target(name: "CGLPKGuard", dependencies: ["CGLPK"]),
    library("GLPKSolver", ["LinearProgramming", "Solving", "CGLPK", "CGLPKGuard"]),
    .systemLibrary(
      name: "CAMD", path: "Sources/CAMD",
      // libglpk-dev itself depends on it.
      providers: [.apt(["libsuitesparse-dev"]), .brew(["suite-sparse"])]),
    .target(
      name: "CInteriorPoint", dependencies: ["CAMD"],
      // A fused multiplication and addition rounds once instead of twice: other bytes on some machines.
      cSettings: [.unsafeFlags(["-std=c17", "-ffp-contract=off"])],
      linkerSettings: [.linkedLibrary("amd")]),
    library("InteriorPointSolver", ["LinearProgramming", "Solving", "CInteriorPoint"]),
    library("Solvers", ["Solving", "GLPKSolver", "InteriorPointSolver"]),
    .target(name: "CProcess"),
    library(
      "ChildProcesses",
      [
        "CProcess", .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    library("SiteModel", ["Units"]),
    library("Tabular", ["SiteModel"]),
    library("Formulation", ["SiteModel", "LinearProgramming", "Units"]),
    library("Components", ["Formulation", "SiteModel", "LinearProgramming", "Units"]),
    library(
      "Planning",
      ["Formulation", "SiteModel", "Reliability", "Solving", "LinearProgramming", "Units"]),
    library("Accounting", ["SiteModel", "Units"]),
    library("Reliability", ["Units"]),
    library("Resources"),
    library("TariffFiles", ["SiteModel", "Tabular", "Units"]),
    library("WeatherFiles", ["Resources", "Tabular"]),
    library(
      "SiteFiles",
      ["SiteModel", "Resources", "Tabular", "TariffFiles", "WeatherFiles", "Units", "Yams"]),
    library(
      "Reporting",
      [
        "SiteModel", "Accounting", "Formulation", "Planning", "Reliability", "Resources",
        "Tabular", "Units",
      ]),
    library(
      "ReportPage",
      [
        "SiteModel", "Accounting", "Reporting", "Tabular", "Units",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    library("EmissionsReport", ["SiteModel", "Accounting", "Reporting", "Tabular", "Units"]),
    library(
      "Portfolio",
      [
        "ChildProcesses", "Components", "EmissionsReport", "LinearProgramming", "Planning",
        "Reliability", "ReportPage", "Reporting", "Resources", "SiteFiles", "SiteModel", "Solving",
        "Tabular", "Units",
      ]),
    .executableTarget(
      name: "sitemix",
      dependencies: [
        "Units", "LinearProgramming", "Solving", "Solvers", "SiteModel",
        "Formulation", "Components", "Planning", "Accounting",
        "Reliability", "Tabular", "TariffFiles", "SiteFiles", "Reporting", "ReportPage",
        "EmissionsReport", "ChildProcesses", "Portfolio",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    testSupport(
      "TestSupport",
      [
        "Components", "SiteModel", "LinearProgramming", "Solving", "Solvers", "GLPKSolver",
        "InteriorPointSolver", "Units",
      ]),
    .executableTarget(
      name: "child-sample", dependencies: ["ChildProcesses"], path: "Tests/ChildSample",
      swiftSettings: settings),
    tests("ChildProcessesTests", ["ChildProcesses", "child-sample"]),
    tests(
      "PortfolioTests",
      [
        "Portfolio", "Accounting", "ChildProcesses", "Components", "EmissionsReport", "Formulation",
        "GLPKSolver", "LinearProgramming", "Planning", "Reporting", "SiteFiles", "SiteModel",
        "Solvers", "Solving", "Tabular", "TestSupport", "Units",
      ]),
    tests("UnitsTests", ["Units"]),
    tests("LinearProgrammingTests", ["LinearProgramming", "Solving"]),
    tests(
      "SolvingTests", ["Solving", "Solvers", "GLPKSolver", "LinearProgramming", "TestSupport"]),
    tests("GLPKSolverTests", ["GLPKSolver", "Solving", "LinearProgramming", "TestSupport"]),
    tests(
      "InteriorPointSolverTests",
      [
        "Components", "Formulation",
        "InteriorPointSolver", "GLPKSolver", "Solving", "LinearProgramming", "SiteModel",
        "SiteFiles", "TestSupport",
      ]),
    .testTarget(
      name: "SiteModelTests",
      dependencies: [
        "SiteModel", "Formulation", "Components", "Planning", "LinearProgramming", "Units",
        "GLPKSolver", "TestSupport",
      ],
      exclude: ["Goldens"], swiftSettings: settings),
    .testTarget(
      name: "SiteFilesTests",
      dependencies: [
        "SiteFiles", "TariffFiles", "Tabular", "Components", "SiteModel", "Resources", "Units",
        "ChildProcesses", "sitemix", "TestSupport", "Yams",
      ],
      exclude: ["Goldens"], swiftSettings: settings),
    tests(
      "PlanningTests",
      [
        "Planning", "Accounting", "Reliability", "Formulation", "Components", "SiteModel",
        "Solving", "Solvers", "LinearProgramming", "Units", "GLPKSolver", "TestSupport",
      ]),
    tests(
      "AccountingTests",
      [
        "Accounting", "Planning", "SiteFiles", "Components", "SiteModel", "LinearProgramming",
        "Units",
        "GLPKSolver", "TestSupport",
      ]),
    tests(
      "ReportingTests",
      [
        "Reporting", "ReportPage", "EmissionsReport", "Accounting", "Planning", "Reliability",
        "SiteModel", "Tabular", "LinearProgramming", "Units", "TestSupport",
      ]),
    tests(
      "ComponentTests",
      [
        "SiteModel", "Formulation", "Components", "SiteFiles", "Planning", "Accounting",
        "Reliability", "ReportPage", "Reporting", "Tabular", "LinearProgramming", "GLPKSolver",
        "InteriorPointSolver", "TestSupport", "Units",
      ]),
    tests("ReliabilityTests", ["Reliability", "Units"]),
    tests("ResourcesTests", ["Resources", "SiteFiles", "Components"]),
  ],
  swiftLanguageModes: [.v6]
)
