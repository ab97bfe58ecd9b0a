/// A coefficient on one column of a linear program.
public struct Term: Sendable, Equatable {
  @usableFromInline package var column: Int32
  @usableFromInline package var coefficient: Double

  @inlinable
  package init(column: Int32, coefficient: Double) {
    self.column = column
    self.coefficient = coefficient
  }
}

/// A linear expression of columns plus a constant, in the canonical unit of the phantom dimension `D`.
///
/// The operators are few on purpose: `+` and `-` between expressions, `Double *` on the left. More
/// overloads made long balances too slow to type-check.
public struct Expression<D>: Sendable {
  @usableFromInline package var terms: [Term]
  @usableFromInline package var constant: Double

  @inlinable
  package init(terms: [Term] = [], constant: Double = 0) {
    self.terms = terms
    self.constant = constant
  }

  /// The expression without terms.
  public static var zero: Self { Self() }

  @inlinable
  package static func constant(_ value: Double) -> Self { Self(constant: value) }

  /// The sum of two expressions.
  @inlinable
  public static func + (lhs: Self, rhs: Self) -> Self {
    Self(terms: lhs.terms + rhs.terms, constant: lhs.constant + rhs.constant)
  }

  /// The difference of two expressions.
  @inlinable
  public static func - (lhs: Self, rhs: Self) -> Self {
    var difference = lhs
    difference.add(rhs, times: -1)
    return difference
  }

  /// A multiple of an expression.
  @inlinable
  public static func * (lhs: Double, rhs: Self) -> Self {
    Self(
      terms: rhs.terms.map { Term(column: $0.column, coefficient: lhs * $0.coefficient) },
      constant: lhs * rhs.constant)
  }

  /// Adds a multiple of another expression in place: repeated `+` would be quadratic.
  @inlinable
  public mutating func add(_ other: Self, times factor: Double = 1) {
    for term in other.terms {
      terms.append(Term(column: term.column, coefficient: factor * term.coefficient))
    }
    constant += factor * other.constant
  }

  /// The same expression read in another dimension, scaled: the only door between dimensions.
  @inlinable
  package func converted<E>(by factor: Double) -> Expression<E> {
    Expression<E>(
      terms: terms.map { Term(column: $0.column, coefficient: factor * $0.coefficient) },
      constant: factor * constant)
  }

  /// The columns of its terms.
  package var columns: [Int] { terms.map { Int($0.column) } }

  /// The value at a point, one number a column.
  public func value(at point: [Double]) -> Double {
    terms.reduce(constant) { $0 + $1.coefficient * point[Int($1.column)] }
  }
}

/// A comparison of two expressions of one dimension, which becomes a row.
public struct Relation<D>: Sendable {
  package enum Sense: Sendable { case lessOrEqual, equal, greaterOrEqual }
  package var difference: Expression<D>
  package var sense: Sense
}

extension Expression {
  /// The left side is at most the right side.
  public static func .<= (lhs: Self, rhs: Self) -> Relation<D> {
    Relation(difference: lhs - rhs, sense: .lessOrEqual)
  }
  /// Both sides are equal.
  public static func .== (lhs: Self, rhs: Self) -> Relation<D> {
    Relation(difference: lhs - rhs, sense: .equal)
  }
  /// The left side is at least the right side.
  public static func .>= (lhs: Self, rhs: Self) -> Relation<D> {
    Relation(difference: lhs - rhs, sense: .greaterOrEqual)
  }
}

/// Columns of one kind, one for each step, or for each period of another list.
public struct Series<D>: Sendable {
  package let base: Int
  /// How many columns there are.
  public let count: Int

  package init(base: Int, count: Int) {
    self.base = base
    self.count = count
  }

  /// The column at a position, as an expression.
  public subscript(position: Int) -> Expression<D> {
    precondition(position >= 0 && position < count, "position outside the series")
    return Expression(terms: [Term(column: Int32(base + position), coefficient: 1)])
  }
}
