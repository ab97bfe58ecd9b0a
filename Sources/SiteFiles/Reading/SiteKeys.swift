import SiteModel

/// The keys at the top of `site.yaml`, for the reader and `sitemix describe`.
enum SiteKeys {
  static let all: [(key: String, meaning: String)] = [
    ("description", "one line about the site"),
    (
      "location",
      "latitude and longitude, degrees north and east; elevation_m where weather needs it; optional"
    ),
    (
      "weather",
      "where solar output, PUE and the derating of engines come from, unless they are series of their "
        + "own: monthly_means (a CSV of twelve months) and seed, or file (NSRDB, TMY3, EPW, PVWatts, "
        + "CSV: data/weather.md); other_seeds or other_files are years to try a plan on; optional"
    ),
    ("owner", "whose site it is; a portfolio has totals by owner; optional"),
    ("group", "what else it is counted with, such as a region; optional"),
    ("year", "modelled year, 1990 to 2100; required"),
    (
      "daylight_saving",
      "rule of the local clock for tariff hours: "
        + Calendar.DaylightSaving.allCases.map(\.rawValue).joined(separator: ", ") + "; required"
    ),
    (
      "utc_offset_hours",
      "hours by which local standard time is ahead of UTC, such as -8; needed by weather that is "
        + "made or in another clock; optional, for a UTC column in the emissions tables"
    ),
    ("step_minutes", "length of a step: 60, 30 or 15; default 60"),
    ("dollar_year", "year of the dollars of all prices, 1990 to 2100; required"),
    ("real_discount_rate", "real discount rate, 0 to 0.5; required"),
    (
      "mip_gap_aim",
      "distance of the plan's cost from its proven bound, as a fraction, at which the search ends, "
        + "1e-6 to 0.1; default 0.0001"
    ),
    (
      "horizon",
      "the years that it is planned for, and when it may be built; optional: one year, which recurs"
    ),
    (
      "scenarios_together",
      "versions of the world that one plan holds in: a list of {name, probability, overlay, set}, or from: "
        + "other_seeds, other_files, gas_outlook; optional"
    ),
    (
      "finance",
      "how its money is taxed, borrowed and looked at; optional: capital is spread before tax"
    ),
    ("notes", "list of texts carried to the plan; optional"),
    ("components", "what stands or may be built at the site, by name; required"),
    ("uptime", "how much may fail without firm load being cut; optional"),
    ("emissions", "limits and a price for greenhouse gases; optional"),
  ]
  static let location = ["latitude", "longitude", "elevation_m"]
  static let weather = ["monthly_means", "seed", "file", "other_seeds", "other_files"]
  static let policies = [
    "location", "weather", "horizon", "scenarios_together", "finance", "uptime", "emissions",
  ]
}
