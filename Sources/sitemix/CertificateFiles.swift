import ArgumentParser
import Foundation
import LinearProgramming
import Planning
import Reporting
import SiteModel

/// A program and its solution, as other programs read them to solve or to check it again.
struct CertificateFiles {
  private let folder: String

  /// Files in a folder, which is made if it is missing.
  init(in folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Writes natural.mps, boxed.mps and, with an answer, x.txt and y.txt.
  func write(_ program: LinearProgram, _ answer: Ladder.Answer?) throws {
    for (file, isBoxed) in [("natural.mps", false), ("boxed.mps", true)] {
      let handle = try emptyFile(file)
      MPSText(program, boxed: isBoxed).write { handle.write(Data($0.utf8)) }
      try handle.close()
    }
    guard let answer else { return }
    try write(answer.x, to: "x.txt")
    try write(answer.y, to: "y.txt")
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
    let handle = try emptyFile("sizes.csv")
    handle.write(Data(table.bytes))
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
