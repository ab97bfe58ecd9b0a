/// The wells of one component.
public struct ComponentWells: Sendable, Equatable {
  /// Name of the component at its site.
  public let component: String
  /// The wells.
  public let field: GasField
  /// Which year the plan is made for.
  public let outlook: GasField.Outlook
  /// MMBtu (HHV) in one Mcf.
  public let heatingValue: Double
  /// kg of CO2 from burning one MMBtu whole, with the CO2 that is in it.
  public let carbonDioxidePerMMBtu: Double
  /// Methane number.
  public let methaneNumber: Double

  /// Wells, with what their gas is like.
  package init(
    component: String, field: GasField, outlook: GasField.Outlook, heatingValue: Double,
    carbonDioxidePerMMBtu: Double, methaneNumber: Double
  ) {
    self.component = component
    self.field = field
    self.outlook = outlook
    self.heatingValue = heatingValue
    self.carbonDioxidePerMMBtu = carbonDioxidePerMMBtu
    self.methaneNumber = methaneNumber
  }
}
