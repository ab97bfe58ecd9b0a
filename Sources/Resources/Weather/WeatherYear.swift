/// Where weather was measured or is wanted.
public struct WeatherPlace: Sendable, Equatable {
  /// Degrees north.
  public var latitude: Double
  /// Degrees east.
  public var longitude: Double
  /// Metres above the sea.
  public var elevation: Double
  /// Local standard time less universal time.
  public var hoursFromUTC: Double

  /// A place and its clock.
  public init(latitude: Double, longitude: Double, elevation: Double, hoursFromUTC: Double) {
    self.latitude = latitude
    self.longitude = longitude
    self.elevation = elevation
    self.hoursFromUTC = hoursFromUTC
  }

  /// Kilometres along the ground to another place.
  public func distance(to other: WeatherPlace) -> Double {
    let cosine =
      Degrees.sine(latitude) * Degrees.sine(other.latitude)
      + Degrees.cosine(latitude) * Degrees.cosine(other.latitude)
      * Degrees.cosine(longitude - other.longitude)
    return 6371 * Degrees.arcCosine(cosine) / Degrees.perRadian
  }
}

/// A year of weather as it was measured or made: samples at even distances, in the clock of the place.
public struct WeatherYear: Sendable, Equatable {
  /// Where, and in which clock.
  public var place: WeatherPlace
  /// What it is and where it comes from, in words.
  public var origin: String
  /// Where the random numbers of made weather began; nil where it was measured.
  public var seed: Int?
  /// Year of the measurements, if they are of one.
  public var year: Int?
  /// Minutes from one sample to the next.
  public var sampleMinutes: Int
  /// Minutes after midnight of 1 January that the first sample stands for: the middle of its hour in
  /// most files.
  public var firstMinute: Int
  /// W/m² on level ground; nil: from the others.
  public var global: [Double]?
  /// W/m² from the sun's disc; nil: from the global irradiance, and the diffuse where that is known.
  public var direct: [Double]?
  /// W/m² from the sky; nil: from the global irradiance, and the direct where that is known.
  public var diffuse: [Double]?
  /// Dry-bulb temperature, °C.
  public var temperature: [Double]
  /// m/s; nil: usual wind.
  public var wind: [Double]?
  /// kW AC for each kW of DC nameplate, where the file is the output of a solar model.
  public var output: [Double]?

  /// Wind where no file tells, m/s: stations of the Great Plains have 3 to 5 at 10 m, modules less.
  public static let usualWind = 3.0

  /// Samples of a year.
  public init(
    place: WeatherPlace, origin: String, sampleMinutes: Int, firstMinute: Int,
    temperature: [Double]
  ) {
    self.place = place
    self.origin = origin
    self.sampleMinutes = sampleMinutes
    self.firstMinute = firstMinute
    self.temperature = temperature
  }

  /// Samples of a day.
  var perDay: Int { 1440 / sampleMinutes }

  /// Whether there is a 29 February.
  public var isLeap: Bool { temperature.count == 366 * perDay }

  /// The same weather with or without a 29 February, which is a copy of the 28th.
  func fitted(toLeap wanted: Bool) -> WeatherYear {
    guard wanted != isLeap else { return self }
    func fit(_ values: [Double]) -> [Double] {
      let leapDay = 59 * perDay..<60 * perDay
      if isLeap { return Array(values[..<leapDay.lowerBound] + values[leapDay.upperBound...]) }
      let before = values[58 * perDay..<leapDay.lowerBound]
      return Array(values[..<leapDay.lowerBound] + before + values[leapDay.lowerBound...])
    }
    var other = self
    other.global = global.map(fit)
    other.direct = direct.map(fit)
    other.diffuse = diffuse.map(fit)
    other.temperature = fit(temperature)
    other.wind = wind.map(fit)
    other.output = output.map(fit)
    return other
  }
}
