import ArgumentParser
import Formulation
import Foundation
import LinearProgramming
import Planning
import Reporting
import SiteModel
import Solving
import Tabular

/// A program and its solution, as other programs read them to solve or to check it again.
struct CertificateFiles {
  private let folder: String
  private let scenario: String?

  /// Files in a folder, which is made if it is missing; `scenario` is that of the site.
  init(in folder: String, scenario: String?) throws {
    self.folder = folder
    self.scenario = scenario
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Writes natural.mps, boxed.mps, rows.csv, columns.csv and, with an answer, x.txt and y.txt. The
  /// certificate speaks of boxed.mps as a linear program: nothing is a whole number there.
  func write(
    _ program: LinearProgram, _ answer: SolveStrategy.Solution?, marksWhole: Bool = true
  ) throws {
    for (file, isBoxed) in [("natural.mps", false), ("boxed.mps", true)] {
      let handle = try emptyFile(file)
      MPSText(program, boxed: isBoxed, marksWhole: marksWhole && !isBoxed)
        .write { handle.write(Data($0.utf8)) }
      try handle.close()
    }
    try writeLabels(of: program)
    guard let answer else { return }
    try write(answer.x, to: "x.txt")
    try write(answer.y, to: "y.txt")
  }

  /// Writes rows.csv and columns.csv: what stands behind R1, R2, … and C1, C2, … of the MPS files.
  private func writeLabels(of program: LinearProgram) throws {
    let heads = ["name", "component", "family", "step", "unit"]
    var rows = CSVText(header: ["row"] + heads)
    for row in program.rows.indices {
      rows.row([.text("R\(row + 1)")] + cells(program.rowName(row), program.label(ofRow: row)))
    }
    try write(rows, to: "rows.csv")
    var columns = CSVText(header: ["column"] + heads + ["whole"])
    for (column, own) in program.columns.enumerated() {
      columns.row(
        [.text("C\(column + 1)")]
          + cells(program.columnName(column), program.label(ofColumn: column))
          + [.integer(own.isWhole ? 1 : 0)])
    }
    try write(columns, to: "columns.csv")
  }

  private func cells(_ name: String, _ label: LinearProgram.Label) -> [CSVText.Cell] {
    [
      .text(name), .text(label.component), .text(label.family),
      label.step.map { .integer($0) } ?? .empty, .text(label.unit),
    ]
  }

  /// Writes sizes.csv: one row a size and column that it counts, columns from 1 as in the MPS files.
  func write(_ sizes: [SizeTerm]) throws {
    var table = CSVText(header: ["size", "column", "coefficient", "whole"])
    for size in sizes {
      for term in size.column.terms {
        table.row([
          .text(size.key), .text("C\(term.column + 1)"), .exact(term.coefficient),
          .integer(size.rounding == .continuous ? 0 : 1),
        ])
      }
    }
    try write(table, to: "sizes.csv")
  }

  private func write(_ table: CSVText, to file: String) throws {
    let handle = try emptyFile(file)
    handle.write(Data(OutputFile(name: file, bytes: table.bytes).marked(scenario: scenario).bytes))
    try handle.close()
  }

  private func write(_ numbers: [Double], to file: String) throws {
    let handle = try emptyFile(file)
    handle.write(Data(numbers.map { "\($0)\n" }.joined().utf8))
    try handle.close()
  }

  private func emptyFile(_ name: String) throws -> FileHandle {
    let path = folder + "/" + name
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw ValidationError("cannot write '\(path)'") }
    return handle
  }
}
