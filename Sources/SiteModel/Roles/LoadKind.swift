/// How a class may be treated.
public enum LoadKind: String, CaseIterable, Sendable {
  /// Served as it comes.
  case firm
  /// May wait, up to a deadline.
  case deferrable
  /// May be paused, and is then lost.
  case interruptible
}
