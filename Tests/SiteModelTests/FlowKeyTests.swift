import SiteModel
import Testing

@Suite("keys of the dispatch")
struct FlowKeyTests {
  private static let keys: [FlowKey] = [
    .output, .curtailed, .gridImport, .gridExport, .tripImport, .charge, .discharge, .stored,
    .carbonFreeCharge, .carbonFreeDischarge, .carbonFreeStored, .onlineCapacity, .started,
    .loadBank, .gas, .gasTaken, .gasFlared, .backupGas, .served("a_b"), .unserved("a_b"),
    .deferred("a_b"),
  ]

  @Test("a header is read as the key that it was written from", arguments: keys)
  func headers(key: FlowKey) {
    #expect(FlowKey(header: key.header) == key)
  }

  @Test("each role has its own side of the bus, and no capacity is an energy")
  func roles() {
    let used = Set(Self.keys.map(\.role))
    #expect(used == Set(FlowKey.Role.allCases))
    #expect(Self.keys.filter { $0.role.side == .supply } == [.output, .gridImport, .discharge])
    #expect(
      Self.keys.filter { $0.role.side == .use } == [
        .gridExport, .charge, .loadBank, .served("a_b"),
      ])
    for key in [FlowKey.onlineCapacity, .started, .tripImport, .stored, .gas] {
      #expect(!key.isEnergy, "\(key.header)")
    }
    #expect(FlowKey.unserved("a").isEnergy && FlowKey.curtailed.isEnergy)
  }

  @Test("a header of somebody else's has its unit, and none without one")
  func others() {
    #expect(FlowKey(header: "spin_mw") == FlowKey("spin", .megawatts, .part))
    #expect(FlowKey(header: "served_mw")?.role == .part)
    #expect(FlowKey(header: "speed") == nil)
  }

  @Test("the class is told")
  func classes() {
    #expect(FlowKey(header: "batch_deferred_mwh")?.loadClass == "batch")
    #expect(FlowKey.output.loadClass == nil)
  }
}
