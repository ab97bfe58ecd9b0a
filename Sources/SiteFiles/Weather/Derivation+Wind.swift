import Resources
import SiteModel
import Tabular
import Units

extension Derivation {
  /// The output of wind turbines from the weather's speeds, or from hours made of monthly means.
  func wind(_ key: String, _ values: inout ParameterValues) {
    let how = WindTurbineKeys.parameters.map(\.key)
    guard let weather = derives(key, unless: values.value(of: key) != nil, how: how) else { return }
    // What does not fit together has a finding of its own.
    guard WindTurbineKeys.problems(in: values).isEmpty else { return }
    let turbine = WindTurbine(values)
    let means = values.optional(WindTurbineKeys.means)
    guard let output = weather.output(of: turbine, means: means) else {
      reading.report(
        "the weather holds no wind", at: component.keyPlace,
        help:
          "write \(key), \(WindTurbineKeys.means.key) (twelve months), or a weather file with wind")
      return
    }
    let made = means == nil ? "" : ", hours made from monthly means"
    set(key, output, turbine.words + made, in: &values)
  }
}

extension WindTurbine {
  /// Turbines as their keys have them.
  init(_ values: ParameterValues) {
    self.init()
    func number(_ parameter: Parameter<NumberDimension>, _ usual: Double) -> Double {
      values.optional(parameter)?.in(parameter.unit) ?? usual
    }
    curve =
      switch values.optional(WindTurbineKeys.curve) ?? .cubic {
      case .cubic:
        .cubic(cutIn: number(WindTurbineKeys.cutIn, 3), rated: number(WindTurbineKeys.rated, 11))
      case .reference5MW: .reference5MW
      case .low3MW: .low3MW
      }
    hubHeight = number(WindTurbineKeys.hubHeight, hubHeight)
    measuredAt = number(WindTurbineKeys.windHeight, measuredAt)
    shear = number(WindTurbineKeys.shear, shear)
    cutOut = number(WindTurbineKeys.cutOut, cutOut)
    losses = number(WindTurbineKeys.losses, losses)
    density = number(WindTurbineKeys.density, density)
  }

  /// What they are, for the plan.
  var words: String {
    "hub at \(DecimalText.plain(hubHeight)) m, speeds of \(DecimalText.plain(measuredAt)) m by the power "
      + "\(DecimalText.plain(shear)) of the height, losses \(DecimalText.plain(losses))"
  }
}
