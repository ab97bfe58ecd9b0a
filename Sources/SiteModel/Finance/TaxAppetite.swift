/// Who uses a loss or a credit that is greater than a year's tax.
public enum TaxAppetite: String, CaseIterable, Sendable {
  /// An owner with other income, in the year in which it arises.
  case full
  /// The project itself, in later years: losses up to 80 % of a year's income (section 172).
  case carryForward = "carry_forward"
}
