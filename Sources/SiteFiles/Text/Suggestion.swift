/// The nearest known name, for help.
enum Suggestion {
  /// The name at the least edit distance below 4; of several the first in the list.
  static func nearest(to word: String, in names: [String]) -> String? {
    guard !word.isEmpty, word.count <= 100 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let limit = min(3, name.count / 2)
      guard (name.count - word.count).magnitude <= limit else { continue }
      let distance = distance(Array(word.lowercased()), Array(name.lowercased()))
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// "did you mean …" or the list of what is known.
  static func help(for word: String, in names: [String], known: String) -> String {
    if let name = nearest(to: word, in: names) { return "did you mean '\(name)'?" }
    if names.isEmpty { return "there are no \(known)" }
    return "known \(known): \(names.joined(separator: ", "))"
  }

  /// Insertions, deletions and replacements that make one word of the other.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let replaced = diagonal + (left == right ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
