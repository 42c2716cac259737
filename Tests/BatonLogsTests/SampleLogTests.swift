import BatonRecords
import BatonTime
import Foundation
import Testing

@testable import BatonLogs

/// One log, written in each of the formats: `Tests/Logs`.
struct SampleLogTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Logs")

  private func reading(_ name: String, _ mapping: LogMapping) throws -> LogReading {
    LogReading.of(try ByteSource(path: Self.folder.appending(path: name).path), mapping)
  }

  @Test func allFormsSayTheSame() throws {
    var mapping = LogMapping()
    mapping.values = ["impact"]
    let xes = try reading("incidents.xes", mapping)
    #expect(xes.events.count == 9)
    #expect(xes.events[6] == "R-2: reopen, 2026-05-08T16:00:00Z, -, desk, Ann, \"medium\"")
    #expect(xes.events[8] == "R-3: open, 2026-05-09T06:00:00Z, -, desk, Ann, \"low\"")
    #expect(xes.runs == ["<R-1(4)>", "<R-2(4)>", "<R-3(1)>"])
    #expect(xes.faults.isEmpty)

    let cases = try reading("incidents-cases.ndjson", mapping)
    #expect(cases.format == .caseLines)
    #expect(cases.events == xes.events)
    #expect(cases.runs == xes.runs)

    mapping.unit = "group"
    mapping.person = "person"
    mapping.objectType = "incident"
    let objects = try reading("incidents-ocel.json", mapping)
    #expect(objects.format == .ocel)
    #expect(objects.events == xes.events)

    mapping.dates = [try DatePattern("d.m.Y H:M")]
    mapping.zone = try Zone(named: "Europe/Berlin")
    mapping.isSortedByCase = true
    let rows = try reading("incidents.csv", mapping)
    #expect(rows.format == .csv)
    #expect(rows.events == xes.events)
    #expect(rows.runs == xes.runs)

    mapping.unit = LogKey(["by", "group"])
    mapping.person = nil
    mapping.values = [LogKey(["set", "impact"])]
    let lines = try reading("incidents.ndjson", mapping)
    #expect(lines.format == .eventLines)
    #expect(lines.events == xes.events)
    #expect(lines.runs == xes.runs)
  }
}
