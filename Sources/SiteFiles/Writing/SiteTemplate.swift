public import SiteModel
import Tabular

/// A commented site that already solves, for `sitemix new-site`.
public struct SiteTemplate {
  let name: String
  let settings: Settings
  let place: NewSitePlace
  let folder: DataFolder
  let catalogue: Catalogue

  /// What whoever asks for a site says of it.
  public struct Settings: Sendable {
    /// Facility load of all modules at full use, MW.
    public var megawatts = 2.0
    /// Greatest import, MW; 0: no grid connection.
    public var gridMegawatts = 3.0
    /// Gas that is flared today, MMBtu/h; 0: none.
    public var flaredGas = 0.0
    /// A file of the load in the site's folder, and its column, in place of modules.
    public var load: (file: String, column: String)?
    /// A file of weather in the site's folder, in place of monthly means.
    public var weather: String?
    /// A tariff in the site's folder, in place of one near by.
    public var tariff: String?
    /// Where the site's folder finds the JSON Schema of site.yaml.
    public var schema = "../../\(SiteSchema.path)"

    /// Two megawatts on the grid.
    public init() {}
  }

  /// A site of this name at a place.
  public init(
    named name: String, _ settings: Settings, at place: NewSitePlace, in folder: DataFolder,
    _ catalogue: Catalogue
  ) {
    (self.name, self.settings, self.place) = (name, settings, place)
    (self.folder, self.catalogue) = (folder, catalogue)
  }

  /// Files to write, with paths relative to the folder of the site.
  public var files: [(path: String, contents: String)] {
    var files = [("site.yaml", site)]
    if hasGrid, place.tariff == nil, settings.tariff == nil {
      files.append((Self.tariffFile, Self.tariff))
    }
    if hasGrid, settings.tariff == nil, let example = place.series {
      for file in ["grid.csv", "coincident_peaks.csv"] {
        let bytes = folder.bytes(of: "sites/\(example)/\(file)") ?? []
        files.append((file, String(decoding: bytes, as: UTF8.self)))
      }
    }
    if settings.weather == nil, let climate = place.climate,
      let months = folder.bytes(of: "sites/\(climate.site)/monthly.csv")
    {
      files.append(
        (
          "monthly.csv",
          "# copied from \(climate.site), \(Int(climate.kilometres)) km away: write those of your place\n"
            + String(decoding: months, as: UTF8.self)
        ))
    }
    return files
  }

  static let tariffFile = "tariff.csv"

  private var hasGrid: Bool { settings.gridMegawatts > 0 }
  private var hasWeather: Bool { settings.weather != nil || place.climate != nil }

  /// Modules of half a megawatt of IT or a little less: those of the load at a PUE of 1.25.
  private var modules: (count: Int, megawatts: Double) {
    let whole = settings.megawatts / Self.pue
    let count = max(1, Int((whole / 0.5).rounded(.up)))
    return (count, whole / Double(count))
  }

  private static let pue = 1.25

  private var site: String {
    let sizes = "\(DecimalText.plain(settings.megawatts)) MW"
    let sources = [
      hasGrid ? "\(DecimalText.plain(settings.gridMegawatts)) MW of grid" : nil,
      settings.flaredGas > 0 ? "flared gas" : nil, "pipeline gas", hasWeather ? "solar" : nil,
      "batteries",
    ].compactMap(\.self)
    return """
      # yaml-language-server: $schema=\(settings.schema)
      # A site for Sitemix. 'sitemix describe' lists every key, 'sitemix check \(name)' reads this file.
      description: \(sizes) of modules; \(sources.joined(separator: ", ")) as options
      \(location)
      year: 2025                      # the modelled year; series have one row for each of its steps
      daylight_saving: \(place.daylightSaving)  # united_states or none; decides the hours of the tariff
      utc_offset_hours: \(DecimalText.plain(place.utcOffsetHours))            # standard time ahead of UTC
      step_minutes: 60                # or 30, 15
      dollar_year: 2026               # all prices below; tariffs and technologies carry their own year
      real_discount_rate: 0.08
      notes:
        - every number that 'sitemix new-site' wrote is a placeholder until you have looked at it
      \(doubts)
      components:
      \((chosen.map(\.text) + others).joined(separator: "\n"))
      # uptime: {redundancy: n+1, cover: [grid], bridge_minutes: 15}
      # emissions: {cap_kg_co2e_per_mwh_served: 250, gwp_set: AR6-100, cap_boundary: scope1+2-location}
      # horizon: and finance: plan over years and after tax: sitemix describe horizon

      """
  }

  private var doubts: String {
    var doubts = [place.doubt.map { "grid emission factors: \($0)" }].compactMap(\.self)
    if let city = place.city {
      doubts.append("clock, grid subregion and tariff are those of \(city), the nearest city known")
    } else {
      doubts.append("the clock follows the longitude: no city is near")
    }
    return doubts.map { "  - '\($0)'\n" }.joined()
  }

  private var location: String {
    let degrees =
      "latitude: \(DecimalText.plain(place.latitude)), longitude: \(DecimalText.plain(place.longitude))"
    guard let climate = place.climate else {
      let weather = settings.weather.map { "\nweather: {file: \($0)}" } ?? ""
      return "location: {\(degrees)}"
        + (weather.isEmpty ? "" : "  # elevation_m if the weather needs it")
        + weather
    }
    let height = DecimalText.plain(climate.elevation)
    let weather =
      settings.weather.map { "weather: {file: \($0)}" }
      ?? "weather: {monthly_means: monthly.csv, seed: 1}  # means of \(climate.site), \(Int(climate.kilometres)) km away"
    return "location: {\(degrees), elevation_m: \(height)}  # height of \(climate.site)\n\(weather)"
  }

  /// The components that may be built, by kind.
  private var chosen: [(kind: String, text: String)] {
    var parts = [("gpu_load", load)]
    if hasGrid { parts.append(("grid", grid)) }
    if settings.flaredGas > 0 { parts.append(("flared_gas", flaredGas)) }
    parts.append(("pipeline_gas", gensets))
    if hasWeather { parts.append(("solar", solar)) }
    parts.append(("bess", battery))
    return parts
  }

  private var load: String {
    let classes = """
          classes:                    # shares sum to 1
            inference:
              kind: firm
              share_fraction: 0.5\(settings.load == nil ? "\n        load_factor_fraction: 0.6" : "")
            training:
              kind: interruptible
              share_fraction: 0.5\(settings.load == nil ? "\n        load_factor_fraction: 0.85" : "")
              value_of_lost_load_usd_per_mwh: 1500

      """
    if let load = settings.load {
      return """
          load:
            type: gpu_load
            facility_load_mw: {file: \(load.file), column: \(load.column)}

        """ + classes
    }
    let modules = modules
    return """
        load:
          type: gpu_load
          modules: \(modules.count)
          it_mw_per_module: \(DecimalText.plain((modules.megawatts * 1e4).rounded() / 1e4))
          pue_fraction: \(Self.pue)          # a number, or cooling: dry_liquid where there is weather

      """ + classes
  }

  private var grid: String {
    let tariff = settings.tariff ?? place.tariff ?? Self.tariffFile
    let about =
      settings.tariff != nil
      ? "in this folder"
      : place.tariff.map { "data/tariffs/\($0).csv; sitemix list tariffs has others" }
        ?? "in this folder: every rate is a placeholder"
    let voltage = place.connectionKilovolts.map { "    connection_kv: \($0)\n" } ?? ""
    let series =
      place.series.map {
        "    # prices and peaks of \($0): write those of your place\n"
          + "    index_price_usd_per_mwh: {file: grid.csv, column: index_price_usd_per_mwh}\n"
          + "    coincident_peaks: coincident_peaks.csv\n"
      } ?? ""
    let ofTariff = settings.tariff == nil && place.tariff != nil ? voltage + series : ""
    return """
        grid:
          type: grid
          import_limit_mw: \(DecimalText.plain(settings.gridMegawatts))
          tariff: \(tariff)    # \(about)
          \(ofTariff.isEmpty ? "" : ofTariff.dropFirst(4) + "    ")emission_factors: \(place.factors)    # sitemix list factors has the other subregions
          power_factor: 0.97          # power supplies with correction: for tariffs that ask for it
          grid_loss_fraction: 0.044   # lost before the meter: Scope 3

      """
  }

  private var flaredGas: String {
    """
      flare_gas:
        type: flared_gas
        technology: gas-genset-rich-burn
        available_mmbtu_per_h: \(DecimalText.plain(settings.flaredGas))    # or wells: that decline
        price_usd_per_mmbtu: 0.25
        gas_term_years: 5

    """
  }

  private var gensets: String {
    """
      gensets:
        type: pipeline_gas
        technology: gas-genset-lean-burn
        \(settings.megawatts < 10 ? "unit_mw: 0.5\n    " : "")max_units: \(max(6, Int((settings.megawatts / 2).rounded(.up)) + 2))
        price_usd_per_mmbtu: 4.5

    """
  }

  private var solar: String {
    """
      solar:
        type: solar
        technology: solar-tracker
        array: one_axis_tracking
        land_limit_mwdc: \(DecimalText.plain((2 * settings.megawatts).rounded(.up)))

    """
  }

  private var battery: String {
    let power = DecimalText.plain((2 * settings.megawatts).rounded(.up))
    return """
        battery:
          type: bess
          technology: lfp-bess
          max_power_mw: \(power)
          max_energy_mwh: \(DecimalText.plain((8 * settings.megawatts).rounded(.up)))

      """
  }

  /// The other kinds, each as comments with the keys that must be written.
  private var others: [String] {
    let kinds = Set(chosen.map(\.kind))
    let technologies = folder.technologyKeys()
    return catalogue.kinds.filter { !kinds.contains($0.kind) }.map { kind in
      let technology = technologies.first { $0.kind == kind.kind }
      var lines = ["\(kind.kind):    # \(kind.summary)", "  type: \(kind.kind)"]
      if let technology { lines.append("  technology: \(technology.name)") }
      for spec in kind.parameters
      where spec.presence == .required && technology?.keys.contains(spec.key) != true {
        lines.append("  \(spec.key):    # \(spec.meaning)")
      }
      return lines.map { "  # \($0)\n" }.joined()
    }
  }

  private static let tariff = """
    # dollar_year: 2026
    # source: example, not a published tariff
    # effective: 2026-01-01
    # note: every rate of this tariff is a placeholder
    line,kind,months,days,hours,rate,unit,note
    customer charge,fixed,all,all,all,450,USD/month,
    peak energy,energy,6-9,weekday,13-21,0.145,USD/kWh,
    summer off-peak energy,energy,6-9,weekday,0-13;21-24,0.072,USD/kWh,
    summer weekend energy,energy,6-9,weekend,all,0.072,USD/kWh,
    winter energy,energy,1-5;10-12,all,all,0.068,USD/kWh,
    facility demand,demand,all,all,all,6.5,USD/kW-month,
    peak demand,demand,6-9,weekday,13-21,11.8,USD/kW-month,

    """
}
