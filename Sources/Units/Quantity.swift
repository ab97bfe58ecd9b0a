/// A number whose dimension is in its type and whose unit is canonical for that dimension.
///
/// Made from and read in a named unit: `Power(250, .kilowatts)`, `power.in(.megawatts)`.
@frozen
public struct Quantity<D: Dimension>: Comparable, Hashable, Sendable {
  /// The number in the canonical unit of the dimension (MW, MWh, kUSD, t, MMBtu, h).
  @usableFromInline package let value: Double

  @inlinable
  package init(canonical value: Double) { self.value = value }

  /// A quantity of `number` of the given unit.
  public init(_ number: Double, _ unit: Unit<D>) { value = number * unit.scale }

  /// The number of the given unit in this quantity.
  public func `in`(_ unit: Unit<D>) -> Double { value / unit.scale }

  /// Nothing of this dimension.
  public static var zero: Self { Self(canonical: 0) }

  /// Whether the number is neither infinite nor undefined.
  public var isFinite: Bool { value.isFinite }

  /// Whether the left number is less.
  public static func < (lhs: Self, rhs: Self) -> Bool { lhs.value < rhs.value }
  /// The sum.
  public static func + (lhs: Self, rhs: Self) -> Self { Self(canonical: lhs.value + rhs.value) }
  /// The difference.
  public static func - (lhs: Self, rhs: Self) -> Self { Self(canonical: lhs.value - rhs.value) }
  /// The multiple.
  public static func * (lhs: Double, rhs: Self) -> Self { Self(canonical: lhs * rhs.value) }
  /// The part.
  public static func / (lhs: Self, rhs: Double) -> Self { Self(canonical: lhs.value / rhs) }
  /// The ratio of two quantities of one dimension.
  public static func / (lhs: Self, rhs: Self) -> Double { lhs.value / rhs.value }
  /// The amount at this rate: money per energy times energy is money.
  public static func * <N>(lhs: Quantity<Per<N, D>>, rhs: Self) -> Quantity<N> {
    Quantity<N>(canonical: lhs.value * rhs.value)
  }
}

/// Electric power.
public typealias Power = Quantity<PowerDimension>
/// Electric energy.
public typealias Energy = Quantity<EnergyDimension>
/// Money of the site's dollar year.
public typealias Money = Quantity<MoneyDimension>
/// Mass of greenhouse gas.
public typealias Carbon = Quantity<CarbonDimension>
/// Mass of nitrogen oxides.
public typealias NitrogenOxides = Quantity<NitrogenOxidesDimension>
/// Heat in fuel (HHV).
public typealias Heat = Quantity<HeatDimension>
/// Heat in fuel per hour (HHV).
public typealias HeatFlow = Quantity<HeatFlowDimension>
/// A span of modelled time.
public typealias TimeSpan = Quantity<TimeDimension>
/// A pure number.
public typealias Number = Quantity<NumberDimension>

extension Quantity where D == PowerDimension {
  /// Energy moved at this power for the given time.
  public func over(_ time: TimeSpan) -> Energy { Energy(canonical: value * time.value) }
}

extension Quantity where D == HeatFlowDimension {
  /// Heat moved at this flow for the given time.
  public func over(_ time: TimeSpan) -> Heat { Heat(canonical: value * time.value) }
}
