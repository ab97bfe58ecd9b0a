import Foundation

extension Case {
  static let names: [Case] = [
    Case("an unknown site with a near name", site: "pda"),
    Case("an unknown site without a near name", site: "atlantis"),
    Case("no name", site: ""),
    Case("a path up", site: "../sites/pad"),
    Case("two points", site: ".."),
    Case("an absolute path", site: "/etc"),
    Case("a link out of the folder", site: "away") {
      let outside = $0.root.appendingPathComponent("elsewhere")
      try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
      try $0.write("elsewhere/site.yaml", Fixture.siteText)
      try FileManager.default.createSymbolicLink(
        at: $0.root.appendingPathComponent("sites/away"), withDestinationURL: outside)
    },
    Case("no folder of sites") { try $0.remove("sites") },
    Case("an option with an unknown key", set: ["components.solar_field.land_limit_acres=40"]),
    Case(
      "an option with a component that is not there",
      set: ["components.solr_field.land_limit_mwdc=40"]),
    Case("an option at an unknown place", set: ["weather.year=2012"]),
    Case("an option with a bad value", set: ["components.solar_field.land_limit_mwdc=forty"]),
    Case("an option outside the range", set: ["real_discount_rate=0.7"]),
    Case("an option with a comma", set: ["components.gensets.price_usd_per_mmbtu=4,5"]),
    Case("an option without a value", set: ["components.solar_field.land_limit_mwdc"]),
    Case(
      "an option with nothing behind the sign", set: ["components.solar_field.land_limit_mwdc="]),
    Case("an option without a key", set: ["=4"]),
    Case("an option with an empty key", set: ["components..x=4"]),
    Case("an option below a number", set: ["year.month=4"]),
    Case("an option that is not YAML", set: ["uptime.cover=[grid"]),
    Case(
      "several options at once",
      set: ["year=x", "components.grid.tariff=plane", "uptime.redundancy=n+3"]),
  ]
}
