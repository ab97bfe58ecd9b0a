import Units

extension Grid {
  /// What the tariff needs of the connection, and what does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let others =
      carbonProblems(in: values) + failureKeys.problems(values) + GridDates.problems(in: values)
    guard case .tariff(let tariff)? = values.value(of: tariffKey) else { return others }
    let needs = TariffNeeds(tariff: tariff, values: values)
    return others + needs.prices + needs.exports + needs.capacity + needs.powerFactor + needs.peaks
      + needs.eligibility
      + PricingLimits(
        tariff: tariff, exports: values[exportKey].maximum > .zero,
        powerFactor: values.optional(powerFactorKey)?.in(.factor) ?? 1
      ).problems
  }
}

/// What a tariff's lines need beside them, against the keys of a connection.
private struct TariffNeeds {
  let tariff: Tariff
  let values: ParameterValues

  private func problem(_ key: String, _ message: String, _ help: String) -> ParameterProblem {
    ParameterProblem(key: key, message: message, help: help)
  }

  /// Names of the lines that a question is true of.
  private func lines(_ isSo: (Tariff.Charge) -> Bool) -> [String] {
    tariff.lines.filter { isSo($0.charge) }.map(\.name)
  }

  private func named(_ lines: [String]) -> String {
    lines.map { "'\($0)'" }.joined(separator: " and ")
  }

  /// An indexed line needs the index.
  var prices: [ParameterProblem] {
    guard tariff.needsIndexPrice, values.optional(Grid.indexKey) == nil else { return [] }
    return [
      problem(
        Grid.tariffKey, "tariff '\(tariff.name)' has indexed energy but no price series",
        "write \(Grid.indexKey.key)")
    ]
  }

  /// Exports are paid once; whether ever more than imports cost, the site's clock says.
  var exports: [ParameterProblem] {
    let paying = lines {
      switch $0 {
      case .export, .indexedExport: true
      default: false
      }
    }
    let price = values.optional(Grid.exportPriceKey)
    var problems: [ParameterProblem] = []
    if price != nil, !paying.isEmpty {
      problems.append(
        problem(
          Grid.exportPriceKey.key,
          "exports have a price here and in \(named(paying)) of tariff '\(tariff.name)'",
          "remove one of them"))
    }
    guard values[Grid.exportKey].maximum > .zero else { return problems }
    if price == nil, paying.isEmpty {
      problems.append(
        problem(
          Grid.exportKey.key, "exports have a limit but no price",
          "write \(Grid.exportPriceKey.key) (0 if nothing is paid)"))
    }
    if let price, !price.isConstant, tariff.rules.netting != .none {
      problems.append(
        problem(
          Grid.exportPriceKey.key,
          "tariff '\(tariff.name)' nets exports, and what they exceed imports by has no one price",
          "write one price, or a tariff with '# netting: none'"))
    }
    return problems
  }

  /// Charges for contract capacity need one.
  var capacity: [ParameterProblem] {
    let written = values.optional(Grid.contractKey)
    let isChosen = values[Grid.chooseContractKey] == .yes
    if written != nil, isChosen {
      return [
        problem(
          Grid.chooseContractKey.key, "the contract capacity is both written and to be chosen",
          "remove \(Grid.contractKey.key), or write \(Grid.chooseContractKey.key): no")
      ]
    }
    let needing = lines { charge in
      switch charge {
      case .contractDemand: return true
      case .demand(let demand):
        return demand.minimums.contains {
          if case .shareOfContract = $0 { true } else { false }
        }
      default: return false
      }
    }
    if isChosen, needing.isEmpty {
      return [
        problem(
          Grid.chooseContractKey.key,
          "no line of tariff '\(tariff.name)' bills the contract capacity, so there is nothing to choose",
          "remove \(Grid.chooseContractKey.key)")
      ]
    }
    guard !needing.isEmpty, written == nil, !isChosen else { return [] }
    return [
      problem(
        Grid.tariffKey,
        "\(named(needing)) of tariff '\(tariff.name)' bills the contract capacity, and there is none",
        "write \(Grid.contractKey.key), or \(Grid.chooseContractKey.key): yes")
    ]
  }

  /// Charges for reactive power need a power factor.
  var powerFactor: [ParameterProblem] {
    let needing = lines { charge in
      switch charge {
      case .reactive: true
      case .demand(let demand): demand.leastPowerFactor != nil
      default: false
      }
    }
    guard !needing.isEmpty, values.optional(Grid.powerFactorKey) == nil else { return [] }
    return [
      problem(
        Grid.tariffKey,
        "\(named(needing)) of tariff '\(tariff.name)' depends on the power factor, and there is none",
        "write \(Grid.powerFactorKey.key), such as 0.97")
    ]
  }

  /// Lines that bill coincident peaks, and lines that files of peaks name.
  var peaks: [ParameterProblem] {
    var problems: [ParameterProblem] = []
    var listed: [String] = []
    if case .coincidentPeaks(let peaks)? = values.value(of: Grid.coincidentPeaksKey) {
      listed = peaks.peaks.map(\.line)
    }
    let billed = lines { if case .coincidentPeak = $0 { true } else { false } }
    let missing = billed.filter { !listed.contains($0) }
    if !missing.isEmpty {
      problems.append(
        problem(
          listed.isEmpty ? Grid.tariffKey : Grid.coincidentPeaksKey,
          "\(named(missing)) of tariff '\(tariff.name)' bills coincident peaks, and no file lists them",
          "list them in a file line,peak,start,probability and write "
            + "\(Grid.coincidentPeaksKey): FILE.csv"))
    }
    problems += unknown(listed, billed, Grid.coincidentPeaksKey, "coincident peaks")
    if case .meteredPeaks(let peaks)? = values.value(of: Grid.meteredPeaksKey) {
      let demand = lines { if case .demand = $0 { true } else { false } }
      problems += unknown(peaks.peaks.map(\.line), demand, Grid.meteredPeaksKey, "demand")
    }
    return problems
  }

  private func unknown(
    _ listed: [String], _ known: [String], _ key: String, _ what: String
  ) -> [ParameterProblem] {
    var seen: [String] = []
    for line in listed where !known.contains(line) && !seen.contains(line) { seen.append(line) }
    return seen.map { line in
      problem(
        key, "the file lists peaks of '\(line)', but no line of that name bills \(what)",
        known.isEmpty ? "remove its rows" : "lines that do: \(known.joined(separator: ", "))")
    }
  }

  /// Who may take the tariff. What counts is the contract capacity, or without one the peak import.
  var eligibility: [ParameterProblem] {
    let rules = tariff.rules.eligibility
    var problems: [ParameterProblem] = []
    let written = values.optional(Grid.contractKey)
    let power = written ?? values[Grid.importKey].maximum
    let powerKey = written == nil ? Grid.importKey.key : Grid.contractKey.key
    let megawatts = power.in(.megawatts)
    // A limit of zero asks what the site would be without its grid: nobody takes the tariff then.
    if let least = rules.leastPower, power > .zero, power < least {
      problems.append(
        problem(
          powerKey,
          "tariff '\(tariff.name)' is for at least \(least.in(.megawatts)) MW, not \(megawatts)",
          "name a tariff for this size"))
    }
    if let greatest = rules.greatestPower, power > greatest {
      problems.append(
        problem(
          powerKey,
          "tariff '\(tariff.name)' is for at most \(greatest.in(.megawatts)) MW, not \(megawatts)",
          "name a tariff for this size, or import less"))
    }
    guard rules.leastKilovolts != nil || rules.greatestKilovolts != nil else { return problems }
    let limits = [
      rules.leastKilovolts.map { "at least \($0) kV" },
      rules.greatestKilovolts.map { "at most \($0) kV" },
    ].compactMap { $0 }.joined(separator: " and ")
    guard let voltage = values.optional(Grid.voltageKey)?.in(.kilovolts) else {
      problems.append(
        problem(
          Grid.tariffKey,
          "tariff '\(tariff.name)' is for \(limits), and the voltage is not written",
          "write \(Grid.voltageKey.key)"))
      return problems
    }
    if voltage < rules.leastKilovolts ?? 0 || voltage > rules.greatestKilovolts ?? .infinity {
      problems.append(
        problem(
          Grid.voltageKey.key, "tariff '\(tariff.name)' is for \(limits), not \(voltage) kV",
          "name a tariff for this voltage"))
    }
    return problems
  }
}
