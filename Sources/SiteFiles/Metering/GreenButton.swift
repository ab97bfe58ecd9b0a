import SiteModel
import Tabular

/// Interval readings of a Green Button file (NAESB REQ.21, ESPI): UTC seconds, values in units and
/// powers of ten of their reading type, one type for each direction.
struct GreenButton {
  private let source: SourceText
  private let root: XMLNode
  private let reading: Reading

  /// Whether a file begins as XML does.
  static func isLikely(_ source: SourceText) -> Bool {
    source.bytes.first { $0 > 0x20 } == 0x3C
  }

  /// Imports and exports of a file, or nil after findings.
  static func columns(
    _ source: SourceText, _ calendar: Calendar, _ reading: Reading
  ) -> MeterColumns? {
    do throws(Findings) {
      let root = try XMLText.parse(source)
      return GreenButton(source: source, root: root, reading: reading).columns(calendar)
    } catch {
      error.all.forEach { reading.report($0) }
      return nil
    }
  }

  /// What a reading type says of its values.
  private struct Kind {
    /// MWh of one unit of the value, or MW where it is power.
    let scale: Double
    let isEnergy: Bool
    let isExport: Bool
  }

  /// One interval, in seconds of UTC.
  private struct Interval {
    let start: Int
    let seconds: Int
    let value: Double
    /// Whether the utility did not measure it: edited, estimated or questionable.
    let isEstimated: Bool
    let node: XMLNode
  }

  private func columns(_ calendar: Calendar) -> MeterColumns? {
    let blocks = self.blocks
    guard !blocks.isEmpty else {
      reading.report(
        Place(file: source).finding(
          "the file has no interval readings of electricity",
          help: "download Green Button data of intervals, for an electric meter"))
      return nil
    }
    guard let offset = offset(calendar) else { return nil }
    var imports: [Int: Double] = [:]
    var exports: [Int: Double] = [:]
    var step: Int?
    var estimated = 0
    for (kind, block) in blocks {
      for interval in intervals(of: block) {
        guard step == nil || step == interval.seconds else {
          return fail(
            "intervals of \(step ?? 0) and of \(interval.seconds) seconds are mixed", interval.node,
            "download intervals of one length")
        }
        step = interval.seconds
        if interval.isEstimated { estimated += 1 }
        let hours = Double(interval.seconds) / 3600
        let power = interval.value * kind.scale / (kind.isEnergy ? hours : 1)
        let minute = interval.start / 60 + offset
        if kind.isExport ? exports[minute] != nil : imports[minute] != nil {
          return fail(
            "the interval of \(CivilStamp.text(minute)) stands twice", interval.node,
            "download each time once, of one meter")
        }
        guard (0...20_000).contains(power) else {
          return fail(
            "the value is \(DecimalText.plain((power * 1e6).rounded() / 1e6)) MW, outside 0 to 20000",
            interval.node,
            "look for the unit and the power of ten of the reading type")
        }
        if kind.isExport { exports[minute] = power } else { imports[minute] = power }
      }
    }
    guard !reading.hasErrors, let step, [900, 1800, 3600].contains(step) else {
      return step.flatMap {
        fail(
          "intervals are \($0) seconds long", root,
          "download intervals of 15, 30 or 60 minutes")
      }
    }
    var read = columns(imports, exports, minutes: step / 60, offset)
    if estimated > 0 {
      read?.notes.append("\(StampWalk.grouped(estimated)) intervals are marked as estimated")
    }
    return read
  }

  private func fail(_ message: String, _ node: XMLNode, _ help: String) -> MeterColumns? {
    reading.report(message, at: source.place(line: node.line, bytes: node.bytes), help: help)
    return nil
  }

  /// The steps from the first to the last; what is missing is a finding.
  private func columns(
    _ imports: [Int: Double], _ exports: [Int: Double], minutes step: Int, _ offset: Int
  ) -> MeterColumns? {
    guard let first = imports.keys.min(), let last = imports.keys.max() else {
      return fail("the file has no import", root, "download what the grid delivered, too")
    }
    guard first % 60 == 0 else {
      return fail(
        "the file begins within an hour, at \(CivilStamp.text(first))", root,
        "begin at a full hour, best at the beginning of a billing month")
    }
    let count = (last - first) / step + 1
    guard count <= 4 * 366 * 24 * 2 else {
      return fail("the file holds more than two years", root, "download twelve months")
    }
    let times = (0..<count).map { first + $0 * step }
    let missing = times.filter { imports[$0] == nil }
    if let begin = missing.first {
      return fail(
        "\(StampWalk.grouped(missing.count)) steps are missing, the first of them "
          + CivilStamp.text(begin), root,
        "nothing is filled in: download the file again, or write the steps as a CSV file")
    }
    let hours = DecimalText.plain(Double(offset) / 60)
    return MeterColumns(
      first: first, stepMinutes: step, imports: times.compactMap { imports[$0] },
      exports: exports.isEmpty ? nil : times.map { exports[$0] ?? 0 },
      notes: [
        "Green Button: \(StampWalk.grouped(count)) intervals of \(step) minutes in UTC; local "
          + "standard time is UTC \(hours) h"
      ],
      place: { [source, root] _ in source.place(line: root.line, bytes: root.bytes) })
  }
}

extension GreenButton {
  /// Minutes by which standard time is ahead of UTC: the site's, or the file's.
  private func offset(_ calendar: Calendar) -> Int? {
    if let known = calendar.utcOffsetMinutes { return known }
    if let text = root.all("tzOffset").first?.trimmed, let seconds = Int(text),
      (-43_200...50_400).contains(seconds)
    {
      return seconds / 60
    }
    _ = fail(
      "the times are in UTC, and neither file nor site says what local standard time is", root,
      "write utc_offset_hours in the site, such as -8")
    return nil
  }

  /// Blocks of electricity with their reading types, found by the links of the feed.
  private var blocks: [(Kind, XMLNode)] {
    let entries = root.all("entry")
    let types = entries.filter { !$0.all("ReadingType").isEmpty }
    let meters = entries.filter { !$0.all("MeterReading").isEmpty }
    var found: [(Kind, XMLNode)] = []
    for entry in entries {
      for block in entry.all("IntervalBlock") {
        guard let type = type(of: entry, among: types, by: meters) else {
          _ = fail(
            "nothing says which reading type these intervals have", block,
            "download the file again, with its links")
          continue
        }
        if let kind = kind(of: type) { found.append((kind, block)) }
      }
    }
    return found
  }

  private func links(_ entry: XMLNode, _ rel: String) -> [String] {
    entry.children.filter { $0.name == "link" && $0.attributes["rel"] == rel }
      .compactMap { $0.attributes["href"] }
  }

  /// An interval block is below a meter reading, which names its type.
  private func type(
    of block: XMLNode, among types: [XMLNode], by meters: [XMLNode]
  ) -> XMLNode? {
    if types.count == 1 { return types.first }
    let above = links(block, "up") + links(block, "self")
    let meter = meters.first { meter in
      links(meter, "self").contains { own in
        above.contains { $0 == own || $0.hasPrefix(own + "/") }
      }
        || links(meter, "related").contains { related in above.contains(related) }
    }
    let named = meter.map { links($0, "related") } ?? []
    return types.first { type in links(type, "self").contains { named.contains($0) } }
  }

  /// Real energy (uom 72, Wh) or real power (38, W); other quantities are not of a bill in kWh.
  private func kind(of entry: XMLNode) -> Kind? {
    guard let type = entry.all("ReadingType").first else { return nil }
    let unit = type.value("uom").flatMap { Int($0) }
    let power = type.value("powerOfTenMultiplier").flatMap { Int($0) } ?? 0
    guard unit == 72 || unit == 38, (-9...12).contains(power) else { return nil }
    var scale = 1e-6
    for _ in 0..<power.magnitude { scale = power > 0 ? scale * 10 : scale / 10 }
    // 1 is forward, to the customer; 19 reverse.
    return Kind(scale: scale, isEnergy: unit == 72, isExport: type.value("flowDirection") == "19")
  }

  /// Codes of ESPI's QualityOfReading from manually edited to mixed.
  private static let estimates = 7...13

  private func intervals(of block: XMLNode) -> [Interval] {
    block.all("IntervalReading").compactMap { node in
      let period = node.child("timePeriod")
      guard let start = period?.value("start").flatMap({ Int($0) }),
        let seconds = period?.value("duration").flatMap({ Int($0) }),
        let value = node.value("value").flatMap({ DecimalText.number(Array($0.utf8)) }),
        (0...4_102_444_800).contains(start), (1...86_400).contains(seconds)
      else {
        _ = fail(
          "an interval without a start, a duration or a value", node,
          "download the file again")
        return nil
      }
      let qualities = node.all("quality").compactMap { Int($0.trimmed) }
      return Interval(
        start: start, seconds: seconds, value: value,
        isEstimated: qualities.contains { Self.estimates.contains($0) }, node: node)
    }
  }
}
