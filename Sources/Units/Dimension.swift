/// What a quantity measures; a phantom type, so that adding power to energy does not compile.
public protocol Dimension: Sendable {
  /// Whether amounts are money, which belongs to a dollar year.
  static var isMoney: Bool { get }
}

extension Dimension {
  /// Most dimensions are not money.
  public static var isMoney: Bool { false }
}

/// Electric power; canonical unit MW.
public enum PowerDimension: Dimension {}
/// Electric energy; canonical unit MWh.
public enum EnergyDimension: Dimension {}
/// Money; canonical unit thousand US dollars (kUSD) of the site's dollar year.
public enum MoneyDimension: Dimension {
  /// Money is money.
  public static var isMoney: Bool { true }
}
/// Greenhouse gases; canonical unit tonne of CO2 equivalent, or tonne of the gas where a name says so.
public enum CarbonDimension: Dimension {}
/// Nitrogen oxides, which no warming potential makes a greenhouse gas; canonical unit tonne.
public enum NitrogenOxidesDimension: Dimension {}
/// Heat in fuel, higher heating value; canonical unit MMBtu.
public enum HeatDimension: Dimension {}
/// Flow of heat in fuel; canonical unit MMBtu per hour.
public enum HeatFlowDimension: Dimension {}
/// Gas volume flow at 60 °F; canonical unit Mcf per hour.
public enum GasFlowDimension: Dimension {}
/// Time; canonical unit hour.
public enum TimeDimension: Dimension {}
/// Years of service or contract; canonical unit year. Not a modelled span of time.
public enum YearsDimension: Dimension {}
/// A pure number: a fraction, a factor or a count.
public enum NumberDimension: Dimension {}

/// One dimension for each unit of another, such as money per energy.
public enum Per<Numerator: Dimension, Denominator: Dimension>: Dimension {
  /// A price is money.
  public static var isMoney: Bool { Numerator.isMoney }
}
