/// A linear program as a value: minimise cost·x with rows and columns between bounds.
///
/// It is the natural program: written as the equations read, with no thought for any solver.
/// Rows are stored one after the other (compressed rows), columns sorted within a row, none twice.
public struct LinearProgram: Sendable {
  /// One decision.
  public struct Column: Sendable, Equatable {
    /// Least and greatest value that a solver is told; may be infinite.
    public var lower: Double
    /// Greatest value; may be infinite.
    public var upper: Double
    /// Finite limits for the certificate; never given to a solver.
    public var box: ClosedRange<Double>
    /// Where the box comes from.
    public var boxOrigin: BoxOrigin
    /// Cost of one unit (kUSD a year).
    public var cost: Double
    /// The modelled step that the column belongs to, or nil for sizes and yearly totals.
    public var step: Int?
    /// How much it counts in the barrier of an interior-point method; changes no solution.
    public var weight: Int32 = 1
    /// A plain number, which does not grow with the site: a count of units.
    public var isCount = false
    /// The column takes whole multiples of this in a plan; nil: any value.
    public var quantum: Double?

    /// Whether it counts whole things: units, packs, sets online.
    public var isWhole: Bool { isCount && quantum != nil }
  }

  /// Where a column's finite box comes from.
  public enum BoxOrigin: Sendable, Equatable {
    /// The planner's own limit, also told to the solver.
    case limit
    /// Follows from other rows, so leaving it out changes nothing.
    case implied
    /// Assumed, and reported in words when it binds.
    case assumed
  }

  /// One constraint: lower ≤ terms ≤ upper.
  public struct Row: Sendable, Equatable {
    /// Least value; may be infinite.
    public var lower: Double
    /// Greatest value; may be infinite.
    public var upper: Double
    /// The modelled step that the row belongs to, or nil.
    public var step: Int?
    /// Index into `families`.
    public var family: Int
    /// Number within its family when it has no step (a month, a class); else the step.
    public var label: Int

    package init(lower: Double, upper: Double, step: Int?, family: Int, label: Int) {
      (self.lower, self.upper) = (lower, upper)
      (self.step, self.family, self.label) = (step, family, label)
    }
  }

  /// A named group of rows: one equation of one component or policy.
  public struct Family: Sendable, Equatable {
    /// Which component or policy it belongs to.
    public var component: String
    /// What the rows state.
    public var name: String
    /// Whether the row states a policy that the elastic program may relax, and at what weight a unit.
    public var relaxation: Relaxation?
    /// Unit of the rows' numbers, such as MW; empty where they have none.
    public var unit = ""
    /// The rows follow from the others once whole columns are whole: they only tighten a relaxation.
    public var tightens = false
  }

  /// How the elastic program may break the rows of a family.
  public struct Relaxation: Sendable, Equatable {
    /// Violation of one unit of the row counts this much.
    public var weight: Double
    /// What a violation is, for people: "unserved load", "above the cap".
    public var meaning: String
    /// The unit of the violation, such as MW.
    public var unit: String

    /// An empty program, or a relaxation from its parts.
    public init(weight: Double, meaning: String, unit: String) {
      self.weight = weight
      self.meaning = meaning
      self.unit = unit
    }
  }

  /// A named group of columns.
  package struct Group: Sendable, Equatable {
    var component: String
    var name: String
    var base: Int
    var count: Int
    var unit = ""
  }

  /// Decisions, in the order declared.
  public internal(set) var columns: [Column] = []
  /// Constraints, in the order written.
  public internal(set) var rows: [Row] = []
  /// Named groups of rows.
  public internal(set) var families: [Family] = []
  package internal(set) var groups: [Group] = []
  /// Row r has the entries rowStart[r] ..< rowStart[r + 1].
  public internal(set) var rowStart: [Int] = [0]
  /// Column of each entry, row after row.
  public internal(set) var columnIndex: [Int32] = []
  /// Factor of each entry, row after row.
  public internal(set) var coefficient: [Double] = []
  /// Added to cost·x.
  public internal(set) var objectiveConstant: Double = 0
  /// The block that columns and rows are added to.
  var block = BlockPlace()
  /// How many MW, MWh, tonnes and kUSD a year count as one: what is negligible is so beside the site.
  public internal(set) var unit = 1.0

  /// An empty program, or a relaxation from its parts.
  public init() {}
}
