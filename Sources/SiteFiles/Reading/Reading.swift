import Resources
import SiteModel
import Tabular

/// One reading of one site: what is known of it so far.
final class Reading: InputReader {
  /// The kinds of component that it knows.
  let catalogue: Catalogue
  var defaults: [Site.UsedDefault] = []
  var seriesFiles: [String: SeriesFile?] = [:]
  var technologies: [String: Technology?] = [:]
  var tariffs: [String: Tariff?] = [:]
  var deflators: Deflators?
  var factors: [EmissionFactor]?
  var hasSoundFactors = true
  /// The site's weather, once it is read.
  var weather: SiteWeather?
  /// Series that were derived, and the wells that gas was derived from.
  var derived: [DerivedSeries] = []
  var gas: [ComponentWells] = []
  /// Whether a source of weather was written, well or badly.
  var namesWeather = false
  /// The folder of the site that is read.
  var siteFolder: String?
  /// The site's dollar year, once known.
  var dollarYear: Int?
  /// Whether tariffs stay in the dollars of their files.
  var keepsTariffDollars = false

  init(disk: Disk, catalogue: Catalogue = Catalogue([])) {
    self.catalogue = catalogue
    super.init(disk: disk)
  }

  /// Warns of columns that no key names.
  func warnOfUnusedColumns() {
    for input in inputs {
      if let file = seriesFiles[input.path] { file?.warnOfUnused(self) }
    }
  }
}
