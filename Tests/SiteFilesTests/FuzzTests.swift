import Foundation
import SiteFiles
import SiteModel
import Testing
import Tabular
import TariffFiles

@Suite("Damaged bytes")
struct FuzzTests {
  private static let pieces: [[UInt8]] = [
    Array("\n".utf8), Array("\t".utf8), Array(": ".utf8), Array("- ".utf8), Array("{".utf8),
    Array("]".utf8), Array("\"".utf8), Array("'".utf8), Array(",".utf8), Array("*a".utf8),
    Array("&a ".utf8), Array("!!binary ".utf8), Array("<<: ".utf8), Array("1e400".utf8),
    Array("-0".utf8), Array("99999999999999999999999".utf8), Array("null".utf8), Array("|\n".utf8),
    Array("---\n".utf8), Array("%YAML 1.2\n".utf8), [0], [0xFF], [0xC3], [0xEF, 0xBB, 0xBF],
    [0xE2, 0x80, 0xA8], [13], Array("# dollar_year: 1\n".utf8), Array("0-24;0-24".utf8),
    Array("é".utf8), Array("? ".utf8),
  ]

  @Test("500 seeded damages end in a site or in findings, and never in a crash")
  func mutations() throws {
    var random = SplitMix(state: 20_260_101)
    let fixture = try Fixture()
    var failed = 0
    for round in 0..<500 {
      let (path, contents) = Fixture.files[random.below(Fixture.files.count)]
      var bytes = Array(contents.utf8)
      for _ in 0...random.below(4) { Self.damage(&bytes, &random) }
      try fixture.write(path, Data(bytes))
      let text = fixture.read()
      #expect(!text.isEmpty)
      if !text.hasPrefix("a site") { failed += 1 }
      if round % 25 == 0 { #expect(fixture.read() == text, "round \(round)") }
      try fixture.write(path, contents)
    }
    #expect(failed > 250, "most damages are noticed")
    #expect(fixture.read() == "a site")
  }

  @Test("damaged records of the rate database end in a tariff or in findings")
  func records() throws {
    var random = SplitMix(state: 42)
    var failed = 0
    let texts = [
      RateRecords.timeOfUse, RateRecords.blocks([0.066, 0.05]),
      RateRecords.flat("\"lookbackPercent\": 0.5, \"lookbackMonths\": [1,0,0,0,0,0,0,0,0,0,0,0]"),
    ]
    for round in 0..<500 {
      var bytes = Array(texts[random.below(texts.count)].utf8)
      for _ in 0...random.below(4) { Self.damage(&bytes, &random) }
      do throws(Findings) {
        let read = try RateImport.read(bytes, file: "record.json")
        let again = try RateImport.read(bytes, file: "record.json")
        #expect(read.csv == again.csv && read.csv.contains("\nline,kind,"), "round \(round)")
      } catch {
        failed += 1
        #expect(!error.all.isEmpty)
      }
    }
    #expect(failed > 250, "most damages are noticed")
  }

  @Test("options of any text end in a site or in findings")
  func overrides() throws {
    var random = SplitMix(state: 7)
    let fixture = try Fixture()
    for _ in 0..<100 {
      var bytes = Array("components.grid.import_limit_mw=12".utf8)
      for _ in 0...random.below(3) { Self.damage(&bytes, &random) }
      #expect(!fixture.read(set: [String(decoding: bytes, as: UTF8.self)]).isEmpty)
    }
  }

  @Test("damaged meters, series and Green Button files end in steps or in findings")
  func meters() throws {
    var random = SplitMix(state: 17)
    let fixture = try Fixture()
    let path = fixture.root.appendingPathComponent("meter").path
    let clock = SiteModel.Calendar(
      year: 2025, daylightSaving: .unitedStates, utcOffsetMinutes: -480)
    let hours = (0..<30).map { "3/\(8 + $0 / 24)/2025 \($0 % 24):00,\($0)\n" }.joined()
    let texts = [
      "start,import_kw\n" + hours,
      "Date;Time;Usage (kWh)\n01.02.2025;0:00;1,5\n01.02.2025;1:00;2\n",
      "# start: 2025-01-01T00:00\nimport_kwh\n" + String(repeating: "1\n", count: 8760),
      "<feed><entry><ReadingType><uom>72</uom></ReadingType></entry><entry><IntervalBlock>"
        + "<IntervalReading><timePeriod><duration>3600</duration><start>1735718400</start></timePeriod>"
        + "<value>1</value></IntervalReading></IntervalBlock></entry></feed>",
    ]
    var failed = 0
    for round in 0..<400 {
      var bytes = Array(texts[round % texts.count].utf8)
      for _ in 0...random.below(4) { Self.damage(&bytes, &random, within: 2000) }
      try fixture.write("meter", Data(bytes))
      do throws(Findings) {
        let file = try MeterFile.read(path, calendar: clock)
        #expect(file.first >= 0 && file.first + file.imports.count <= file.year.count)
      } catch {
        failed += 1
        #expect(!error.all.isEmpty)
      }
      do throws(Findings) {
        #expect(try SeriesImport.read(path, calendar: clock).csv.contains("hour_beginning,"))
      } catch {
        #expect(!error.all.isEmpty)
      }
    }
    #expect(failed > 100, "most damages are noticed")
  }

  static func damage(
    _ bytes: inout [UInt8], _ random: inout SplitMix, within length: Int = .max
  ) {
    let place = random.below(min(length, bytes.count) + 1)
    switch random.below(5) {
    case 0: bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(40)))
    case 2 where place < bytes.count: bytes[place] = UInt8(random.below(256))
    case 3:
      let end = min(bytes.count, place + random.below(200))
      bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
    default:
      bytes.replaceSubrange(
        place..<min(bytes.count, place + 3), with: pieces[random.below(pieces.count)])
    }
  }
}

/// SplitMix64, so that every run draws the same.
struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return bound <= 0 ? 0 : Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
