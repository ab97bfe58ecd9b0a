/// The nearest known name, for help.
package enum Suggestion {
  /// The name at the least edit distance, below 4 and below a third of its length, or one that the
  /// word begins; of several the first in the list.
  package static func nearest(to word: String, in names: [String]) -> String? {
    guard !word.isEmpty, word.count <= 100 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let limit = name.count < 2 ? 0 : min(3, (name.count + 1) / 3)
      guard (name.count - word.count).magnitude <= limit else { continue }
      let distance = distance(Array(word.lowercased()), Array(name.lowercased()))
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    if best == nil, word.count >= 3 { return names.first { $0.hasPrefix(word + "_") } }
    return best?.name
  }

  /// "did you mean …" or the list of what is known.
  package static func help(for word: String, in names: [String], known: String) -> String {
    if let name = nearest(to: word, in: names) { return "did you mean '\(name)'?" }
    if names.isEmpty { return "there are no \(known)" }
    return "known \(known): \(names.joined(separator: ", "))"
  }

  /// Insertions, deletions, replacements and swaps of neighbours that make one word of the other.
  package static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var row = [i + 1]
      for (j, right) in b.enumerated() {
        var least = min(last[j] + (left == right ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left == b[j - 1], a[i - 1] == right {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row.append(least)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
