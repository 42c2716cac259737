import Baton
import BatonModel
import BatonTime
import Foundation
import Testing

@testable import BatonWorkbench

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Pictures: well formed, readable without being seen, and true to scale.
@Suite struct TimelinePictureTests {
  /// What a parser of XML finds.
  private final class Reading: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var texts: [String] = []
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.append((name, attributes))
      text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if !text.isEmpty { texts.append(text) }
      text = ""
    }

    func of(_ kind: String) -> [[String: String]] {
      elements.map(\.attributes).filter { $0["class"] == kind }
    }
  }

  private func picture(_ lines: [String]) throws -> Reading {
    let engine = try SmallLandscape.engine()
    let result = try SmallLandscape.simulate(lines, by: engine)
    let svg = TimelinePicture.svg(
      result.simulation[life: 0], result.entries[0] ?? [], by: engine)
    let reading = Reading()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reading
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    return reading
  }

  @Test func showsLanesPausesHandoffsAndABreach() throws {
    let reading = try picture([
      SmallLandscape.opening,
      #"{"case":"R-1","at":"+30m","event":"accept","by":"acme"}"#,
      #"{"case":"R-1","at":"+1h","event":"pause","by":"acme","reason":"customer"}"#,
      #"{"case":"R-1","at":"+2h","event":"resume","by":"customer"}"#,
      #"{"case":"R-1","at":"+9h","event":"resolve","by":"acme"}"#,
    ])
    let root = try #require(reading.elements.first)
    #expect(root.name == "svg" && root.attributes["role"] == "img")
    #expect(root.attributes["aria-labelledby"] == "picture-title picture-description")
    #expect(reading.texts.contains("Case R-1"))
    #expect(["service_integrator", "acme", "customer"].allSatisfy { reading.texts.contains($0) })
    #expect(reading.of("arrow").count == 1)
    #expect(reading.elements.contains { $0.attributes["marker-end"] == "url(#head)" })
    // Nine hours are 1030 wide: an hour of waiting, from one hour after the opening on.
    let hour = (TimelinePicture.right - TimelinePicture.left) / 9
    for kind in ["customer", "paused"] {
      let pause = try #require(reading.of(kind).first { $0["width"] != "14" })
      #expect(pause["x"] == SVGWriter.number(TimelinePicture.left + hour))
      #expect(abs((pause["width"].flatMap(Double.init) ?? 0) - hour) < 0.15)
    }
    // Late from 15:00, five hours and one of waiting after the opening, to the end.
    let late = try #require(reading.of("late").first { $0["width"] != "14" })
    #expect(late["x"] == SVGWriter.number(TimelinePicture.left + 5 * hour))
    #expect(reading.texts.contains { $0.hasPrefix("BREACH") })
  }

  @Test func whatOthersWroteIsText() throws {
    let opening = SmallLandscape.opening.replacing(
      #""kind""#, with: #""summary":"<script>alert(1)</script> & \"it\" \u0007","kind""#)
    let reading = try picture([opening])
    #expect(!reading.elements.contains { $0.name == "script" })
    #expect(reading.texts.contains { $0.contains("<script>alert(1)</script> & \"it\" \u{FFFD}") })
  }

  /// The night on which clocks go forward is an hour narrower, its skipped hour has no name.
  @Test func scaleOverTheChangeOfClocks() throws {
    let zone = try Zone(named: "Europe/Paris")
    let start = zone.startOfDay(try #require(CivilDate(year: 2026, month: 3, day: 28)))
    let end = Instant(milliseconds: start.milliseconds + 71 * 3_600_000)
    let scale = PictureScale(zone: zone, start: start, end: end, left: 0, right: 710)
    let days = scale.ticks.filter(\.isDay)
    #expect(days.map(\.label) == ["Sat 28 Mar", "Sun 29 Mar", "Mon 30 Mar", "Tue 31 Mar"])
    #expect(days.map { scale.x($0.at) } == [0, 240, 470, 710])
    #expect(scale.weekends.map { [scale.x($0.from), scale.x($0.until)] } == [[0, 470]])
    let changes = OffsetChange.changes(of: zone, after: start, through: end)
    #expect(changes.map { scale.x($0.at) } == [260])
  }

  @Test(arguments: [1, 24, 216, 9600, 96_000] as [Int64])
  func namesAtTheEdgeHaveRoom(_ hours: Int64) throws {
    let zone = try Zone(named: "Europe/Paris")
    let start = Instant(seconds: 1_774_623_600)
    let end = Instant(milliseconds: start.milliseconds + hours * 3_600_000)
    let scale = PictureScale(zone: zone, start: start, end: end, left: 150, right: 1180)
    let days = scale.ticks.filter(\.isDay).map { scale.x($0.at) }
    #expect(zip(days, days.dropFirst()).allSatisfy { $1 - $0 >= 60 })
    #expect(scale.ticks.count < 120)
    #expect(!scale.ticks.isEmpty)
  }
}
