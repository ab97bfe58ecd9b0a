import Foundation
import Planning
import SiteModel
import Solving

/// What a plan over years has solved so far, in a folder beside its results, so that a run that was ended goes
/// on where it was. It is named by everything that the answers depend on, and goes once the results are written.
struct RunStore: AnswerStore {
  private let folder: String
  private let site: String

  init(_ run: HorizonRun, in out: String, named name: String) {
    site = "\(out)/.unfinished/\(name)"
    let inputs = run.site.inputs.flatMap { [$0.path, $0.sha256] }
    let asked = [
      "\(run.steps.count)", run.questions.solver.name, "\(run.site.mipGapAim)",
    ]
    let all = [Sitemix.version, Sitemix.build] + inputs + run.overrides + asked
    let digest = Digest.sha256(of: Array(all.joined(separator: "\u{0}").utf8))
    folder = "\(site)/\(digest.prefix(24))"
  }

  /// Whether a run of the same inputs was ended before its results were written.
  var isBegun: Bool {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return files?.contains { $0.hasSuffix(Self.ending) } ?? false
  }

  /// Lets go of all that runs of the site have kept, of other inputs too.
  func remove() {
    // What cannot be removed is no fault of the plan.
    try? FileManager.default.removeItem(atPath: site)
    let beside = URL(fileURLWithPath: site).deletingLastPathComponent().path
    if let left = try? FileManager.default.contentsOfDirectory(atPath: beside), left.isEmpty {
      try? FileManager.default.removeItem(atPath: beside)
    }
  }

  private static let ending = ".answer"

  private func place(of question: String) -> String {
    let name = Digest.sha256(of: Array(question.utf8)).prefix(24)
    return "\(folder)/\(name)\(Self.ending)"
  }

  func keep(_ answer: KeptAnswer, to question: String) {
    // An answer that cannot be kept is solved again: a full disk ends no plan.
    guard let data = try? Self.data(of: answer) else { return }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? data.write(to: URL(fileURLWithPath: place(of: question)), options: .atomic)
  }

  func answer(to question: String) -> KeptAnswer? {
    guard let data = FileManager.default.contents(atPath: place(of: question)) else { return nil }
    return try? Self.answer(in: data)
  }

  // MARK: - The file: a line of JSON, then the numbers

  private struct Head: Codable {
    let attempts: [SolveAttempt.Record]
    let columns: Int
    let rows: Int
    /// Mean product of the start; nil without a start.
    let mean: Double?
  }

  private struct Torn: Error {}

  private static func data(of answer: KeptAnswer) throws -> Data {
    let head = Head(
      attempts: answer.attempts, columns: answer.x.count, rows: answer.y.count,
      mean: answer.start?.mean)
    var data = try JSONEncoder().encode(head)
    data.append(UInt8(ascii: "\n"))
    var parts = [answer.x, answer.y]
    if let start = answer.start { parts += [start.x, start.y] }
    data.reserveCapacity(data.count + 8 * parts.reduce(0) { $0 + $1.count })
    for part in parts {
      for number in part {
        var bits = number.bitPattern
        for _ in 0..<8 {
          data.append(UInt8(truncatingIfNeeded: bits))
          bits >>= 8
        }
      }
    }
    return data
  }

  private static func answer(in data: Data) throws -> KeptAnswer {
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")) else { throw Torn() }
    let head = try JSONDecoder().decode(Head.self, from: data[..<end])
    var counts = [head.columns, head.rows]
    if head.mean != nil { counts += counts }
    guard counts.allSatisfy({ $0 >= 0 }),
      data.count - end - 1 == 8 * counts.reduce(0, +)
    else { throw Torn() }
    var place = end + 1
    var parts = counts.map { count in
      (0..<count).map { _ in
        var bits: UInt64 = 0
        for shift in 0..<8 { bits |= UInt64(data[place + shift]) << UInt64(8 * shift) }
        place += 8
        return Double(bitPattern: bits)
      }
    }
    let start = head.mean.map { mean in
      let y = parts.removeLast()
      return SolverStart(x: parts.removeLast(), y: y, mean: mean)
    }
    return KeptAnswer(x: parts[0], y: parts[1], start: start, attempts: head.attempts)
  }
}
