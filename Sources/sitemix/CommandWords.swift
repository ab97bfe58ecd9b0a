import ArgumentParser
import Tabular

/// The words of a command line before they are parsed: other spellings and old names of commands, and what was
/// probably meant by a word that names none.
struct CommandWords {
  /// The words to parse.
  let words: [String]
  /// An old name was used: its warning.
  var warning: String?

  /// A word that names no command, with what to type instead.
  struct Unknown: Error {
    let text: String
  }

  /// Commands that had another name before.
  private static let old = [
    "fleet": "portfolio", "fleet-status": "portfolio-status", "fleet-collect": "portfolio-collect",
    "fleet-task": "portfolio-task", "new-fleet": "new-portfolio",
  ]

  /// Other spellings of commands.
  private static let spellings = ["optimize": "optimise"]

  init(_ typed: [String]) throws(Unknown) {
    // `sitemix help optimize` as well as `sitemix optimize`.
    let place = typed.first == "help" ? 1 : 0
    guard typed.indices.contains(place), !typed[place].hasPrefix("-") else {
      words = typed
      return
    }
    var words = typed
    if let new = Self.old[words[place]] {
      warning = "warning: sitemix \(words[place]) is now called sitemix \(new)"
      words[place] = new
    }
    words[place] = Self.spellings[words[place]] ?? words[place]
    try Self.check(words[place...], Sitemix.self, called: "sitemix")
    self.words = words
  }

  /// Whether the first word names a subcommand, and the second one of that.
  private static func check(
    _ words: ArraySlice<String>, _ command: any ParsableCommand.Type, called name: String
  ) throws(Unknown) {
    let commands = command.configuration.subcommands
    guard let word = words.first, !commands.isEmpty, !word.hasPrefix("-"), word != "help" else {
      return
    }
    if let found = commands.first(where: { $0._commandName == word }) {
      return try check(words.dropFirst(), found, called: "\(name) \(word)")
    }
    let names = commands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
    throw Unknown(
      text: "'\(name)' has no command '\(word)'\n"
        + "help: \(Suggestion.help(for: word, in: names, known: "commands"))")
  }
}
