import Testing

@Suite("What is wrong is said whole, with its place and what to type")
struct GoldenTests {
  @Test("the site file as text") func siteText() throws {
    try Golden.check("site-text", Case.siteText)
  }

  @Test("keys and values") func keys() throws { try Golden.check("keys", Case.keys) }

  @Test("values that contradict each other") func contradictions() throws {
    try Golden.check("contradictions", Case.contradictions)
  }

  @Test("series") func series() throws { try Golden.check("series", Case.series) }

  @Test("technologies and deflators") func technologies() throws {
    try Golden.check("technologies", Case.technologies)
  }

  @Test("tariffs") func tariffs() throws { try Golden.check("tariffs", Case.tariffs) }

  @Test("the language of tariffs") func tariffLanguage() throws {
    try Golden.check("tariff-language", Case.tariffLanguage)
  }

  @Test("tariffs that no linear program prices") func tariffPricing() throws {
    try Golden.check("tariff-pricing", Case.tariffPricing)
  }

  @Test("records of the Utility Rate Database") func rates() throws {
    try Golden.check("rates", Case.rates)
  }

  @Test("emission factors and certificates") func factors() throws {
    try Golden.check("factors", Case.factors)
  }

  @Test("finance and tax credits") func finance() throws {
    try Golden.check("finance", Case.finance)
  }

  @Test("weather") func weather() throws { try Golden.check("weather", Case.weather) }

  @Test("lists of sites") func portfolios() throws {
    try Golden.check("portfolios", Case.portfolios)
  }

  @Test("names of sites and options") func names() throws { try Golden.check("names", Case.names) }
}
