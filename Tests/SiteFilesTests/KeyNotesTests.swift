import SiteFiles
import Testing

@Suite("What files say of their keys")
struct KeyNotesTests {
  @Test(
    "a marked comment holds for the keys under it, up to the next comment or the end of its block")
  func comments() {
    let text = """
      # Heading without a mark
      year: 2025
      components:
        grid:
          # [R] a contract,
          # read twice
          import_limit_mw: 12
          export_limit_mw: 0
          # said without a mark
          connection_kv: 69
        # [G] a guess
        sun:
          type: solar
      # [D] 1 + 1
      dollar_year: 2
      """
    let notes = KeyNotes.read(Array(text.utf8))
    #expect(
      notes.map { "\($0.key)=\($0.value): \($0.text)" } == [
        "components.grid.import_limit_mw=12: [R] a contract, read twice",
        "components.grid.export_limit_mw=0: [R] a contract, read twice",
        "dollar_year=2: [D] 1 + 1",
      ])
  }
}
