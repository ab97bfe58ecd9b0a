public import Units

/// How a site's money is taxed, borrowed and looked at: the section `finance:`.
///
/// Amounts are real, of the site's dollar year; a pro forma makes them nominal by the inflation. Where a site
/// has none of it capital is spread by annuities before tax.
public struct Finance: Sendable, Equatable {
  /// What stood behind its keys.
  public let values: ParameterValues
  /// How each component that can be built is taxed, by name.
  public let treatments: [String: Treatment]
  /// Real discount rate, the site's.
  public let realRate: Double

  /// How a component is taxed.
  public struct Treatment: Sendable, Equatable {
    /// How its basis is written off.
    public let depreciation: DepreciationClass
    /// Share of its capital that a credit pays, by month of the horizon in which it is placed in service; one
    /// for all where a year recurs.
    public let investmentCredits: [Double]
    /// What is credited for each MWh that it makes in its first years.
    public let productionCredit: EnergyPrice

    /// How a component is taxed.
    public init(
      depreciation: DepreciationClass, investmentCredits: [Double] = [],
      productionCredit: EnergyPrice = .zero
    ) {
      self.depreciation = depreciation
      self.investmentCredits = investmentCredits
      self.productionCredit = productionCredit
    }

    /// Share of its capital that a credit pays.
    public func credit(in month: Int) -> Double {
      guard let last = investmentCredits.last else { return 0 }
      return month < investmentCredits.count ? investmentCredits[month] : last
    }
  }

  /// Years of a production credit (sections 45 and 45Y).
  public static let productionCreditYears = 10

  /// Finance from checked values.
  public init(values: ParameterValues, treatments: [String: Treatment], realRate: Double) {
    self.values = values
    self.treatments = treatments
    self.realRate = realRate
  }

  /// How a component is taxed; as most are where nothing was read of it.
  public func treatment(of component: String) -> Treatment {
    treatments[component] ?? Treatment(depreciation: .fifteenYears)
  }

  /// Inflation of a year.
  public var inflation: Double { values[Self.inflationKey].in(.fractionPerYear) }
  /// Nominal discount rate, (1 + r)(1 + π) − 1.
  public var nominalRate: Double { (1 + realRate) * (1 + inflation) - 1 }
  /// Tax on income: state tax is deducted from what the federation taxes.
  public var taxRate: Double {
    let (federal, state) = (values[Self.federalKey].value, values[Self.stateKey].value)
    return federal + state - federal * state
  }
  /// Who uses losses and credits.
  public var appetite: TaxAppetite { values[Self.appetiteKey] }
  /// Share that is written off at once.
  public var bonus: Double { values[Self.bonusKey].in(.fraction) }
  /// What a dollar of credit brings.
  public var creditPrice: Double { values[Self.transferKey].in(.fraction) }
  /// Months from the beginning of construction until something is placed in service.
  public var constructionMonths: Int { Int(values[Self.constructionKey].in(.count)) }
  /// Years that are looked at where a year recurs.
  public var analysisYears: Int { Int(values.optional(Self.yearsKey)?.in(.years) ?? 20) }
  /// Property tax and insurance of a year, as a share of what was paid.
  public var yearlyOnCapital: Double {
    values[Self.propertyTaxKey].in(.fractionPerYear)
      + values[Self.insuranceKey].in(.fractionPerYear)
  }
  /// Land of a year.
  public var land: Money { values[Self.landKey] }
  /// What is paid for each MWh served; nil where nobody pays for power by itself.
  public var powerPrice: EnergyPrice? { values.optional(Self.priceKey) }
  /// Real change of what is paid, of a year.
  public var priceChange: Double { values[Self.priceChangeKey].in(.fractionPerYear) }
  /// What is paid for each MW of the load's peak and month; nil where nobody leases it.
  public var lease: PowerPrice? { values.optional(Self.leaseKey) }
  /// Share of the capital that is borrowed; nil where none is, or as much as a cover allows.
  public var debtShare: Double? { values.optional(Self.debtShareKey)?.in(.fraction) }
  /// Cash before debt for each dollar of debt service; nil where that decides nothing.
  public var debtCover: Double? { values.optional(Self.debtCoverKey)?.in(.factor) }
  /// Nominal interest of a year.
  public var debtRate: Double { values.optional(Self.debtRateKey)?.in(.fractionPerYear) ?? 0 }
  /// Years of the loan.
  public var debtYears: Int { Int(values.optional(Self.debtYearsKey)?.in(.years) ?? 0) }
  /// What the lender takes at the beginning, of what is borrowed.
  public var debtFee: Double { values[Self.debtFeeKey].in(.fraction) }
  /// Nominal rate that owners ask for; the nominal discount rate unless written.
  public var equityRate: Double {
    values.optional(Self.equityKey)?.in(.fractionPerYear) ?? nominalRate
  }
  /// The scenario that the plan is set beside; nil where none is named.
  public var reference: String? {
    if case .word(let name)? = values.value(of: Self.referenceKey) { return name }
    return nil
  }
}
