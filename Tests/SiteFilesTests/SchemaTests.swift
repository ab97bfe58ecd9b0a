import Components
import SiteFiles
import SiteModel
import Testing

@Suite("The schema as text")
struct SchemaTests {
  @Test("every kind and every key is described")
  func complete() {
    let overview = SchemaText(.standard).describe(nil)
    for kind in Catalogue.standard.kinds {
      #expect(overview.contains("\n  \(kind.kind) "))
      let text = SchemaText(.standard).describe(kind.kind)
      for spec in kind.parameters {
        #expect(text.contains("\n  \(spec.key)\n"), "\(kind.kind): \(spec.key)")
        #expect(text.contains(spec.meaning))
      }
    }
    for spec in UptimePolicy.parameters {
      #expect(SchemaText(.standard).describe("uptime").contains(spec.key))
    }
    for spec in EmissionsPolicy.parameters {
      #expect(SchemaText(.standard).describe("emissions").contains(spec.key))
    }
  }

  @Test("a key is described with unit, range, default and meaning")
  func solar() {
    let text = SchemaText(.standard).describe("solar")
    #expect(
      text.hasPrefix(
        """
        type: solar
        A solar field sized in kWdc, with free curtailment.

          output_kw_per_kwdc
            series, kW/kWdc, 0 to 1.2; optional
            AC output for each kW of DC nameplate; derived from the site's weather where it is left out
          land_limit_mwdc
            MW, 0 to 20000; required
            greatest nameplate that the land holds

        """))
    #expect(text.contains("\n    fraction, 0 to 0.7; default 0\n"))
  }

  @Test("an unknown word is answered, and is no word")
  func unknown() {
    #expect(
      SchemaText(.standard).words.contains("solar") && !SchemaText(.standard).words.contains("solr")
    )
    #expect(
      SchemaText(.standard).describe("solr")
        == "there is nothing called 'solr' to describe\nhelp: did you mean 'solar'?\n")
  }
}
