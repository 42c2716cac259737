import Baton
import BatonLogs
import BatonModel
import Foundation
import Testing

@testable import BatonWorkbench

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What is in a drawing, and that it is well-formed whatever things are called.
@Suite struct ProcessDrawingTests {
  private static let process = """
    process "inci\\"dent <1>" {
      states = {
        new      = { to = { "work", lost = "lose" } },
        work     = { to = { "wait", done = { event = "fix", by = "customer" } }, needs = { "provider" } },
        wait     = { to = { "work" } },
        done     = { final = true, by = { "service_integrator" } },
        lost     = { final = true } },
      variation "direct" { allows = { new = { to = { "done" } } } },
      constraint "Fixed for good" { "fix", followed_by = "thank", within = hours(4) },
      constraint "Not for ever" { enter "wait", followed_by = "ask", within = days(2) },
      constraint "Asked first" { "ask", before = "fix" },
      limit "Not long" { time_in = "wait", at_most = hours(8) },
      limit "Few hands" { handoffs_of = "provider", at_most = 3 },
      four_eyes "Two people" { "ask", "fix", differ_in = "person" },
    }

    """

  private func engine() throws -> Engine { try CheckedLog.engine(Self.process) }

  /// Counts elements and gathers texts.
  private final class Reading: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var texts: [String] = []
    private var isText = false

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String] = [:]
    ) {
      elements["\(element).\(attributes["class"] ?? "")", default: 0] += 1
      isText = element == "text"
      if isText { texts.append("") }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if isText { texts[texts.count - 1] += text }
    }

    func parser(
      _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
      qualifiedName: String?
    ) { isText = false }
  }

  private func read(_ svg: String) throws -> Reading {
    let parser = XMLParser(data: Data(svg.utf8))
    let reading = Reading()
    parser.delegate = reading
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reading
  }

  @Test("every state is a box, every way a line, and deadlines are where they belong")
  func svg() throws {
    let reading = try read(ProcessSVG(engine().outline(ofProcess: 0)).text)
    #expect(reading.elements["rect.state"] == 3)
    #expect(reading.elements["rect.state final"] == 2)
    // The five ways, and the one into the first state.
    #expect(reading.elements["path.line"] == 6)
    #expect(reading.elements["path.line variation"] == 1)
    for text in [
      "inci\"dent <1>", "new", "needs provider", "by service_integrator", "ask within days(2)",
      "at most hours(8)", "fix by customer, thank within hours(4)", "lose", "«direct»",
      "Asked first: \"fix\" comes only after \"ask\"",
      "Few hands: at most 3 handoffs of party",
      "Two people: \"ask\" and \"fix\" differ in person",
    ] {
      #expect(reading.texts.contains(text), "\(text) is not in \(reading.texts)")
    }
  }

  @Test("with a log, how often and by whom, and what is not allowed in red")
  func counted() throws {
    var counts = WayCounts()
    for (from, target, party, isLegal) in [
      (0, 1, "acme", true), (0, 1, "acme", true), (0, 1, "fuji", true), (2, 3, "fuji", false),
    ] {
      counts.add(
        TakenWay(process: 0, from: from, target: target, by: party, isLegal: isLegal))
    }
    let outline = try engine().outline(ofProcess: 0)
    let reading = try read(ProcessSVG(outline, counts: counts).text)
    #expect(reading.elements["path.line illegal"] == 1)
    #expect(reading.elements["path.line"] == 6)
    // In the table: the way, all of them, acme's, fuji's.
    let row = try #require(reading.texts.firstIndex(of: "new → work"))
    #expect(reading.texts[row...(row + 3)] == ["new → work", "3", "2", "1"])
    #expect(reading.texts.contains("wait → done"))

    let mermaid = ProcessMermaid(outline, counts: counts).text
    #expect(mermaid.contains("s0 --> s1 : 3×, acme 2, fuji 1\n"))
    #expect(mermaid.contains("s2 --> s3 : 1×, fuji 1, ⚠ not allowed\n"))
  }

  @Test("Mermaid has states, ways, ends and notes")
  func mermaid() throws {
    #expect(
      try ProcessMermaid(engine().outline(ofProcess: 0)).text == """
        ---
        title: inci#34;dent #60;1#62;
        ---
        stateDiagram-v2
          state "new" as s0
          state "work" as s1
          state "wait" as s2
          state "done" as s3
          state "lost" as s4
          [*] --> s0
          s0 --> s1
          s0 --> s3 : «direct»
          s0 --> s4 : lose
          s1 --> s2
          s1 --> s3 : fix by customer, thank within hours(4)
          s2 --> s1
          note right of s1
            needs provider
          end note
          note right of s2
            ask within days(2)
            at most hours(8)
          end note
          s3 --> [*]
          note right of s3
            by service_integrator
          end note
          s4 --> [*]

        """)
  }

  @Test("no line of a way runs through another box, and each end has a place of its own")
  func layout() {
    // All ways between twelve states.
    let edges = (0..<12).flatMap { from in
      (0..<12).filter { $0 != from }.map {
        ProcessEdge(from: from, target: $0, kind: .way, label: "", count: nil)
      }
    }
    let layout = ProcessLayout(
      edges, lineCounts: Array(repeating: 1, count: 12),
      isFinal: Array(repeating: false, count: 12), labelRoom: (left: 20, right: 20))
    #expect(zip(layout.boxes, layout.boxes.dropFirst()).allSatisfy { $0.y + $0.height < $1.y })
    let lanes = layout.lines.compactMap(\.lane)
    // All but the eleven that go straight to the next.
    #expect(lanes.count == 12 * 11 - 11)
    #expect(lanes.allSatisfy { $0.isRight ? $0.x > layout.boxRight : $0.x < layout.boxLeft })
    for isRight in [false, true] {
      let ends = lanes.filter { $0.isRight == isRight }.flatMap { [$0.start, $0.end] }
      #expect(Set(ends).count == ends.count)
    }
    // Lines in one lane do not overlap.
    for (position, one) in lanes.enumerated() {
      for other in lanes[(position + 1)...] where one.x == other.x {
        let isApart =
          max(one.start, one.end) < min(other.start, other.end)
          || max(other.start, other.end) < min(one.start, one.end)
        #expect(isApart)
      }
    }
  }
}
