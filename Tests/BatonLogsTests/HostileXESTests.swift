import BatonRecords
import CXES
import TestSupport
import Testing

@testable import BatonLogs

/// The plain reader against the library, which reads everything alone if it is told to: whatever a
/// document is, both say the same.
struct HostileXESTests {
  private static let attributes = [
    "<string key=\"concept:name\" value=\"a\"/>", "<string key=\"concept:name\" value=\"b\" />",
    "<string key='org:group' value='x'/>", "<string value=\"v\" key=\"org:group\"/>",
    "<string key=\"org:group\" value=\"a &amp; b\"/>", "<string key=\"org:group\" value=\"é世\"/>",
    "<string key=\"org:group\" value=\"\u{fffd}\"/>", "<string key=\"org:group\" value=\"a\tb\"/>",
    "<date key=\"time:timestamp\" value=\"2026-05-08T16:00:00+02:00\"/>",
    "<date key=\"time:timestamp\" value=\"2026-05-08\"/>", "<int key=\"n\" value=\"1\"></int>",
    "<float key=\"n\" value=\"1\"><int key=\"n\" value=\"2\"/></float>",
    "<id key=\"n\" value=\"\"/>",
    "<boolean key=\"n\" value=\"true\"/>", "<list key=\"n\"/>", "<string key=\"n\"/>", "<odd/>",
    "<string value=\"v\"/>", "<!-- <trace> -->", "<![CDATA[</trace>]]>", "<?p ?>", "&#65;", "text",
    "\r\n", "<string key=\"n\" value=\"1\" value=\"2\"/>", "<string key=\"n\" value=\"<\"/>",
    "<string key=\"n\" value=\"&nbsp;\"/>", "<o:string key=\"n\" value=\"1\"/>",
    "<string xmlns:o=\"urn:o\" key=\"n\" value=\"1\"/>",
    "<container key=\"n\"><event/></container>",
    "<string key=\"a long key that is never wanted by anybody in the whole wide world, and by none "
      + "but this\" value=\"0123456789abcdef0123456789abcdef\"/>", "<event/>", "<trace>",
    "</event>",
  ]

  private func document(_ numbers: inout SeededNumbers) -> [UInt8] {
    // What a log says of itself, which nobody asks for.
    func header(_ depth: Int) -> String {
      let type = numbers.pick(["string", "int", "float", "date", "list"])
      let end = numbers.isOne(in: 12) ? "int" : type
      if depth == 0 || numbers.isOne(in: 3) { return "<\(type) key=\"n\" value=\"1\"/>\n" }
      let inner = (0..<numbers.below(3)).map { _ in header(depth - 1) }.joined()
      let value = numbers.isOne(in: 12) ? "" : " value=\"\(numbers.pick(["1", "é", "&lt;"]))\""
      return "<\(type) key=\"n\"\(value)>\n\(inner)</\(end)>\n"
    }
    // Mostly what programs write; now and then what they do not.
    func attribute() -> String {
      let usual = [0, 4, 5, 8, 13]
      return Self.attributes[
        numbers.isOne(in: 12) ? numbers.below(Self.attributes.count) : numbers.pick(usual)]
    }
    var text = "<?xml version=\"1.0\"?>\n<log xmlns=\"http://www.xes-standard.org/\">\n"
    for _ in 0..<numbers.below(4) { text += numbers.isOne(in: 2) ? header(2) : attribute() }
    for _ in 0..<numbers.below(5) {
      text += "<trace>\n"
      for _ in 0..<numbers.below(3) { text += "\t" + attribute() + "\n" }
      for _ in 0..<numbers.below(5) {
        text += "\t<event>\n"
        for _ in 0..<numbers.below(6) { text += "\t\t" + attribute() + "\n" }
        text += "\t</event>\n"
      }
      text += "</trace>\n"
    }
    var bytes = Array((text + "</log>\n").utf8)
    if numbers.isOne(in: 3) {
      for _ in 0...numbers.below(3) {
        let place = numbers.below(bytes.count)
        switch numbers.below(4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(numbers.pick([0x3c, 0x3e, 0x22, 0x26, 0x00, 0xff, 0xef]), at: place)
        case 2: bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
        default: bytes.removeSubrange(place..<min(bytes.count, place + numbers.below(40)))
        }
      }
    }
    return bytes
  }

  private static func mapping() -> LogMapping {
    var mapping = LogMapping()
    mapping.values = ["n", LogKey(["n", "n"]), LogKey("n", of: .case)]
    return mapping
  }

  @Test func bothReadersSayTheSame() {
    var numbers = SeededNumbers()
    print("seed \(numbers.seed)")
    var (withFaults, withEvents) = (0, 0)
    for _ in 0..<200 {
      let bytes = document(&numbers)
      let plain = LogReading.of(bytes, Self.mapping())
      let library = LogReading.of(bytes, Self.mapping(), isPlain: false)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(plain.events == library.events, "\(text)")
      #expect(plain.places == library.places, "\(text)")
      #expect(plain.runs == library.runs, "\(text)")
      #expect(plain.faults == library.faults, "\(text)")
      #expect(plain.failure == library.failure, "\(text)")
      withFaults += plain.counts[.notXML] == nil ? 0 : 1
      withEvents += plain.events.isEmpty ? 0 : 1
    }
    // Else the documents would show nothing.
    #expect(withFaults > 5)
    #expect(withEvents > 50)
  }

  /// Every item of a document, whose bytes come in pieces of any size.
  private func items(of bytes: [UInt8], pieces: (Int) -> Int) throws -> [String] {
    let reader = try #require(cxes_create(1 << 20, true))
    defer { cxes_free(reader) }
    for (index, key) in ["concept:name", "org:group", "n"].enumerated() {
      #expect(cxes_want(reader, index < 2, key, key.utf8.count))
    }
    var items: [String] = []
    var (start, end) = (0, 0)
    while true {
      var window = Array(bytes[start..<end])
      window += [UInt8](repeating: 0x41, count: Int(cxes_padding))
      var result = cxes_result()
      let isLast = end == bytes.count
      let status = cxes_read(reader, window, end - start, isLast, &result)
      for item in UnsafeBufferPointer(start: result.items, count: result.count) {
        let text = UnsafeRawBufferPointer(start: item.text, count: Int(item.count))
        items.append(
          "\(item.kind) \(item.detail) \(item.key) \(item.line) "
            + String(decoding: text, as: UTF8.self))
      }
      start += result.consumed
      if status != cxes_more, status != cxes_full { return items + ["\(status.rawValue)"] }
      if status == cxes_more { end = min(bytes.count, end + pieces(bytes.count)) }
    }
  }

  @Test func piecesDoNotMatter() throws {
    var numbers = SeededNumbers()
    print("seed \(numbers.seed)")
    for _ in 0..<100 {
      let bytes = document(&numbers)
      let whole = try items(of: bytes) { $0 }
      let size = 1 + numbers.below(50)
      // Whitespace behind the last trace is told apart by nobody.
      let inPieces = try items(of: bytes) { _ in size }
      #expect(inPieces == whole, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test func depthIsBounded() {
    let open = String(repeating: "<container key=\"c\">", count: 100_000)
    let reading = LogReading.of(
      "<log><trace><string key=\"concept:name\" value=\"1\"/>\(open)</trace>"
        + "<trace><string key=\"concept:name\" value=\"2\"/></trace></log>")
    #expect(reading.runs == ["<1(0)>!", "<2(0)>"])
    #expect(reading.counts[.tooDeep] == 1)
  }

  @Test func aHugeTagCostsItsTrace() {
    let huge = String(repeating: "a", count: XESLog.longestTag + (1 << 16))
    let reading = LogReading.of(
      "<log><trace><string key=\"concept:name\" value=\"\(huge)\"/></trace>"
        + "<trace><string key=\"concept:name\" value=\"2\"/></trace></log>")
    // No run is compared: a failure would print it.
    #expect(reading.counts == [.tooLong: 1, .noCase: 1])
    #expect(reading.runs.last == "<2(0)>")
  }

  /// A log of which each event is longer than what is read at once: batches end inside of events.
  @Test func batchesAreBoundedWhereverTheyEnd() throws {
    let filler = String(
      repeating: "<string key=\"x\" value=\"\(String(repeating: "y", count: 99))\"/>", count: 3000)
    let events = (0..<8).map { number in
      "<event><string key=\"n\" value=\"n\(number)\"/>\(filler)"
        + "<string key=\"concept:name\" value=\"a\(number)\"/></event>"
    }
    let text =
      "<log><trace><string key=\"concept:name\" value=\"1\"/><string key=\"n\" value=\"c\"/>"
      + events.joined() + "</trace></log>"
    var reader = try LogReader(
      ByteSource(bytes: Array(text.utf8)), name: "log", mapping: Self.mapping())
    var batch = LogBatch()
    var found: [String] = []
    var batches = 0
    while try reader.read(into: &batch) {
      batches += 1
      for position in batch.events.indices {
        let activity = try #require(batch.events[position].activity.symbol)
        found.append(
          reader.names.activities.text(of: activity) + batch.text(of: batch.cell(0, of: position))
            + batch.text(of: batch.cell(2, of: position)))
      }
    }
    #expect(found == (0..<8).map { "a\($0)n\($0)c" })
    #expect(batches > 4)
  }
}
