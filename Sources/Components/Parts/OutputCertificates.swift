import Formulation
import SiteModel
import Units

/// Who has the certificates of a field's or farm's output, and with them the right to call it carbon-free.
enum OutputCertificates: String, CaseIterable, Sendable {
  /// The site: its power carries nothing.
  case kept
  /// Somebody else: the site's power carries the residual mix (GHG Protocol, Scope 2 Guidance, section 6).
  case sold

  static let key = ChoiceParameter<OutputCertificates>(
    "certificates", default: .kept,
    "who has its certificates: the site, or somebody else, so that its power counts as the residual mix"
  )
}
