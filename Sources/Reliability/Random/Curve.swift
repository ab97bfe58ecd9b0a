#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The few transcendental functions that the other files need.
///
/// Their last bit may differ between machines; a simulated year is the same on one machine only.
package enum Curve {
  package static func exponential(_ x: Double) -> Double { exp(x) }
  package static func logarithm(_ x: Double) -> Double { log(x) }
  package static func logarithm(onePlus x: Double) -> Double { log1p(x) }
  static func complementaryError(_ x: Double) -> Double { erfc(x) }
}
