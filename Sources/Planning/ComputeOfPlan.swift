package import Reliability
package import SiteModel

extension ComputeTrace.Compute {
  /// The modules of a site with what its plan leaves unserved; nil where its load is not counted in modules.
  package init?(_ plan: SitePlan, of site: Site) {
    let modules = site.components.loads.compactMap(\.modules)
    let whole = Int(modules.reduce(0, +).rounded())
    guard whole > 0, modules.count == site.components.loads.count else {
      return nil
    }
    let classes = site.failingParts(of: plan).flatMap(\.parts.classes)
    let short = (0..<plan.horizon.count).map { step in
      classes.reduce(0) {
        $0 + ($1.unserved.isEmpty ? 0 : $1.unserved[step % $1.unserved.count])
      }
    }
    self.init(modules: whole, plannedShort: short)
  }
}
