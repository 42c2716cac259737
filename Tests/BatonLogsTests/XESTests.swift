import BatonTime
import Foundation
import Testing

@testable import BatonLogs

/// XES, with everything that IEEE 1849 has.
struct XESTests {
  private func log(_ traces: String, head: String = "") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
    \(head)
    \(traces)
    </log>
    """
  }

  @Test func aTraceIsACase() {
    let reading = LogReading.of(
      log(
        """
        <trace>
          <string key="concept:name" value="R-1"/>
          <event>
            <string key="concept:name" value="open"/>
            <string key="org:group" value="desk"/>
            <string key="org:resource" value="Ann"/>
            <date key="time:timestamp" value="2026-05-08T16:00:00.250+02:00"/>
          </event>
          <event>
            <string key="concept:name" value="close"/>
            <date key="time:timestamp" value="2026-05-08T15:00:00Z"/>
          </event>
        </trace>
        <trace><string key="concept:name" value="R-2"/></trace>
        """))
    #expect(reading.format == .xes)
    #expect(
      reading.events == [
        "R-1: open, 2026-05-08T14:00:00.250Z, -, desk, Ann",
        "R-1: close, 2026-05-08T15:00:00Z, -, -, -",
      ])
    #expect(reading.runs == ["<R-1(2)>", "<R-2(0)>"])
    #expect(reading.places == ["6/1/1", "12/1/2"])
    #expect(reading.faults.isEmpty)
  }

  @Test func valuesHaveTheirTypes() {
    var mapping = LogMapping()
    mapping.values = [
      "text", "int", "float", "yes", "date", "id", "list", LogKey(["cost", "currency"]),
      LogKey("customer", of: .case), "absent",
    ]
    let reading = LogReading.of(
      log(
        """
        <trace><string key="concept:name" value="1"/><string key="customer" value="ACME &amp; Söhne"/>
        <event><string key="concept:name" value="a"/>
          <string key="text" value="&lt;&#228;&quot;>"/><int key="int" value="-12"/>
          <float key="float" value="1.5e2"/><boolean key="yes" value="true"/>
          <date key="date" value="2026-01-01T00:00:00+01:00"/><id key="id" value="x-1"/>
          <list key="list"><values><string key="text" value="not this"/></values></list>
          <float key="cost" value="7"><string key="currency" value="EUR"/></float>
        </event>
        <event><string key="concept:name" value="b"/><int key="int" value="many"/></event>
        </trace>
        """), mapping)
    #expect(
      reading.events == [
        "1: a, -, -, -, -, \"<ä\">\", -12, 150.0, true, 2025-12-31T23:00:00Z, \"x-1\", {}, "
          + "\"EUR\", \"ACME & Söhne\", -",
        "1: b, -, -, -, -, -, \"many\", -, -, -, -, -, -, \"ACME & Söhne\", -",
      ])
    #expect(
      reading.faults == [
        "line 5, trace 1, event 1: the event has no time",
        "line 12, trace 1, event 2: the value of \"int\" is not of its type",
        "line 12, trace 1, event 2: the event has no time",
      ])
  }

  @Test func globalsAreDefaultsOfWhatIsWanted() {
    var mapping = LogMapping()
    mapping.values = ["impact", LogKey("region", of: .case)]
    let reading = LogReading.of(
      log(
        """
        <trace><string key="concept:name" value="1"/>
        <event><string key="concept:name" value="a"/><string key="impact" value="high"/></event>
        <event><string key="impact" value="low"/></event>
        <event><string key="concept:name" value="c"/></event></trace>
        <trace><event><string key="concept:name" value="d"/></event></trace>
        """,
        head: """
          <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
          <global scope="trace"><string key="concept:name" value="?"/>
          <string key="region" value="EMEA"/></global>
          <global scope="event"><string key="concept:name" value="something"/>
          <string key="impact" value="medium"/>
          <date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
          <classifier name="Activity" keys="concept:name impact"/>
          <string key="source" value="a program"/>
          """), mapping)
    #expect(
      reading.events == [
        "1: a, -, -, -, -, \"high\", \"EMEA\"", "1: something, -, -, -, -, \"low\", \"EMEA\"",
        "1: c, -, -, -, -, \"medium\", \"EMEA\"", "trace 2: d, -, -, -, -, \"medium\", \"EMEA\"",
      ])
    #expect(reading.counts == [.noTime: 4, .noCase: 1])
  }

  @Test func anActivityMayHaveSeveralKeys() {
    var mapping = LogMapping()
    mapping.activity = ["concept:name", "lifecycle:transition"]
    mapping.party = "org:role"
    mapping.missing = ["?"]
    let reading = LogReading.of(
      log(
        """
        <trace><string key="concept:name" value="1"/>
        <event><string key="lifecycle:transition" value="start"/>
          <string key="concept:name" value="a"/><string key="org:role" value="?"/></event>
        <event><string key="concept:name" value="a"/><string key="org:role" value="R"/></event>
        <event><string key="concept:name" value="?"/>
          <string key="lifecycle:transition" value="start"/></event>
        <event><string key="concept:name" value="a"/>
          <string key="lifecycle:transition" value="start"/></event>
        <event/></trace>
        """), mapping)
    #expect(
      reading.events == [
        "1: a/start, -, -, -, -", "1: a, -, R, -, -", "1: start, -, -, -, -",
        "1: a/start, -, -, -, -", "1: -, -, -, -, -",
      ])
    #expect(reading.counts == [.noTime: 5, .noActivity: 1])
  }

  @Test func namespacesCommentsAndCDATAAreXML() {
    let reading = LogReading.of(
      """
      <!-- made by hand -->
      <x:log xmlns:x="http://www.xes-standard.org/" xmlns:o="urn:other">
      <x:trace><x:string key='concept:name' value='1'/><!-- <trace> -->
      <o:event><o:string key="concept:name" value="not this"/></o:event>
      <x:event><x:string value="a" key="concept:name"></x:string><![CDATA[<event>]]></x:event>
      <?page break?></x:trace>
      </x:log>
      """)
    #expect(reading.events == ["1: a, -, -, -, -"])
    #expect(reading.runs == ["<1(1)>"])
    #expect(reading.counts == [.noTime: 1])
  }

  @Test(arguments: [
    // A tag that is never closed costs its trace.
    (
      "<trace><event><string key=\"concept:name\" value=\"a/></event></trace>",
      ["<trace 1(0)>!", "<2(1)>"],
      "line 4, trace 1, event 1: not XML: a character cannot stand here; goes on at the next trace"
    ),
    (
      "<trace><string key=\"concept:name\" value=\"1\"/><event></trace>", ["<1(0)>!", "<2(1)>"],
      "line 4, trace 1, event 1: not XML: an end tag does not fit the start tag; "
        + "goes on at the next trace"
    ),
    (
      "<trace><string key=\"concept:name\" value=\"1\"/><event/>", ["<1(1)>!", "<2(1)>"],
      "line 5, trace 1: a trace starts before the one before it has ended"
    ),
    (
      "<trace><event><string key=\"a\" value=\"&nbsp;\"/></event></trace>",
      ["<trace 1(0)>!", "<2(1)>"],
      "line 4, trace 1, event 1: not XML: an entity is not one of XML's five; "
        + "goes on at the next trace"
    ),
    (
      "<trace><string key=\"concept:name\" value=\"1\"/><state/><event/></trace>",
      ["<1(1)>", "<2(1)>"], "line 4, trace 1: XES has no <state> here"
    ),
    (
      "<trace><string key=\"concept:name\" value=\"1\"/><event><string value=\"a\"/></event></trace>",
      ["<1(1)>", "<2(1)>"], "line 4, trace 1, event 1: an attribute has no key"
    ),
    (
      "<trace><string key=\"concept:name\" value=\"1\"/><event><int key=\"a\"/></event></trace>",
      ["<1(1)>", "<2(1)>"], "line 4, trace 1, event 1: an attribute has no value"
    ),
    (
      "<event><string key=\"concept:name\" value=\"a\"/></event>", ["<2(1)>"],
      "line 4: an event of no trace is left out"
    ),
    (
      "<trace><event/><string key=\"concept:name\" value=\"1\"/></trace>",
      ["<trace 1(1)>", "<2(1)>"],
      "line 4, trace 1: the case's id comes behind its first event, and is not taken"
    ),
    (
      "<trace><string key=\"concept:name\" value=\"2\"/></trace>", ["<2(0)>", "<2(1)>"],
      "line 5, trace 2: this case was there before, and starts again"
    ),
    (
      "<trace><string key=\"concept:name\" value=\"1\"/><event><string key=\"concept:name\" "
        + "value=\"a\"/><string key=\"concept:name\" value=\"b\"/></event></trace>",
      ["<1(1)>", "<2(1)>"],
      "line 4, trace 1, event 1: \"concept:name\" is there more than once, the last counts"
    ),
  ])
  func aMistakeCostsLittle(_ trace: String, _ runs: [String], _ fault: String) {
    let text = log(
      trace + "\n<trace><string key=\"concept:name\" value=\"2\"/><event>"
        + "<string key=\"concept:name\" value=\"b\"/></event></trace>")
    for isPlain in [true, false] {
      let reading = LogReading.of(text, isPlain: isPlain)
      #expect(reading.runs == runs)
      #expect(reading.faults.contains(fault), "\(reading.faults)")
      #expect(reading.failure == nil)
    }
  }

  @Test(arguments: [
    ("<html><body/></html>", "log: the document is <html>, a log in XES is <log>"),
    ("<", "log: not XML: a tag is not closed"),
    (
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><log></log>",
      "log: the encoding \"ISO-8859-1\" is not read: give UTF-8"
    ),
    (
      "<!DOCTYPE log [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><log>&b;</log>",
      "log: the document declares entities, which are refused"
    ),
  ])
  func whatIsNoLogIsRefused(_ text: String, _ failure: String) {
    let reading = LogReading.of(text)
    #expect(reading.failure?.replacing(/log:\d+/, with: "log") == failure)
    #expect(reading.runs.isEmpty)
  }

  @Test func aTruncatedLogGivesWhatItHas() {
    let whole = log(
      "<trace><string key=\"concept:name\" value=\"1\"/><event></event><event></event></trace>")
    guard let end = whole.range(of: "</event></trace>") else { return }
    let reading = LogReading.of(String(whole[..<end.lowerBound]))
    #expect(reading.runs == ["<1(1)>!"])
    #expect(
      reading.faults.last
        == "line 4, trace 1, event 2: not XML: the document ends too early; goes on at the next trace"
    )
  }

  @Test func faultsAreToldTwentyTimesAndAllCounted() {
    let events = String(repeating: "<event></event>", count: 100)
    let reading = LogReading.of(
      log("<trace><string key=\"concept:name\" value=\"1\"/>\(events)</trace>"))
    #expect(reading.faults.count == 40)
    #expect(reading.counts == [.noTime: 100, .noActivity: 100])
  }
}
