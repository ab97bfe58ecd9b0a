import Foundation

extension Case {
  static let siteText: [Case] = [
    Case("a clock in no zone", "step_minutes: 60", "step_minutes: 60\nutc_offset_hours: -7.9"),
    Case("a clock beyond all zones", "step_minutes: 60", "step_minutes: 60\nutc_offset_hours: 800"),
    Case("no site file") { try $0.remove(Fixture.site) },
    Case("a folder in place of the site file") { try $0.remove(Fixture.site, makingFolder: true) },
    Case("an empty site file") { try $0.write(Fixture.site, "") },
    Case("only a comment") { try $0.write(Fixture.site, "# nothing yet\n") },
    Case("a list in place of keys") { try $0.write(Fixture.site, "- grid\n- solar\n") },
    Case("a text in place of keys") { try $0.write(Fixture.site, "sparks\n") },
    Case("YAML syntax: a bracket is not closed", "cap_boundary: scope1}", "cap_boundary: scope1"),
    Case("YAML syntax: indentation", "    type: grid\n", "    type: grid\n   co: 2\n"),
    Case("YAML syntax: one space too many", "    tariff: plain\n", "     tariff: plain\n"),
    Case("YAML syntax: no colon", "import_limit_mw: 12", "import_limit_mw 12"),
    Case("YAML syntax: no blank behind a colon", "import_limit_mw: 12", "import_limit_mw:12"),
    Case("YAML syntax: a quote is not closed", "a pad", "\"a pad"),
    Case("YAML syntax: a tab", "  grid:\n", "\tgrid:\n"),
    Case("a component name twice", "  solar_field:\n", "  grid:\n"),
    Case(
      "a key twice", "    import_limit_mw: 12\n",
      "    import_limit_mw: 12\n    import_limit_mw: 14\n"),
    Case("an unknown alias", "modules: 4", "modules: *four"),
    Case("nested too deeply", "a note", String(repeating: "[", count: 60)),
    Case("bytes that are not UTF-8") {
      var data = Data(try $0.text(Fixture.site).utf8)
      data.insert(contentsOf: [0xFF, 0xFE], at: 14)
      try $0.write(Fixture.site, data)
    },
    Case("a control character", "a pad", "a \u{1}pad"),
    Case("two documents", "uptime:", "---\nuptime:"),
    Case("a mapping as a key", "step_minutes: 60", "? {a: 1}\n: 60"),
    Case("everything missing") { try $0.write(Fixture.site, "description: nothing\n") },
    Case("several findings at once") {
      try $0.replace(Fixture.site, "dollar_year: 2026", "dollar_year: soon")
      try $0.replace(Fixture.site, "import_limit_mw: 12", "import_limit_mw: 12 MW")
      try $0.replace(Fixture.site, "land_limit_mwdc", "land_limit_acres")
      try $0.replace(Fixture.site, "unit_mw: 0.5", "unit_mw: 0,5")
      try $0.replace(Fixture.site, "cap_boundary: scope1", "cap_boundary: scope3")
      try $0.replace(Fixture.load, "2025-01-01T03:00,0.53", "2025-01-01T03:00,")
    },
  ]
}
