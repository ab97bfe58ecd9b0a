/// A component whose power is nuclear: carbon-free, and a class of its own in tables of energy.
public protocol NuclearGenerating: CarbonFreeGenerating {}
