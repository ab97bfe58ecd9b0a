/// What a quantity measures; a phantom type, so that adding power to energy does not compile.
public protocol Dimension: Sendable {}

/// Electric power; canonical unit MW.
public enum PowerDimension: Dimension {}
/// Electric energy; canonical unit MWh.
public enum EnergyDimension: Dimension {}
/// Money; canonical unit thousand US dollars (kUSD) of the site's dollar year.
public enum MoneyDimension: Dimension {}
/// Greenhouse gases; canonical unit tonne of CO2 equivalent, or tonne of the gas where a name says so.
public enum CarbonDimension: Dimension {}
/// Heat in fuel, higher heating value; canonical unit MMBtu.
public enum HeatDimension: Dimension {}
/// Flow of heat in fuel; canonical unit MMBtu per hour.
public enum HeatFlowDimension: Dimension {}
/// Time; canonical unit hour.
public enum TimeDimension: Dimension {}
/// A pure number: a fraction, a factor or a count.
public enum NumberDimension: Dimension {}

/// One dimension for each unit of another, such as money per energy.
public enum Per<Numerator: Dimension, Denominator: Dimension>: Dimension {}
