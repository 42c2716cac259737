import BatonRecords
import Foundation
import TestSupport
import Testing

@testable import BatonLogs

/// The real logs beside the repository, where they are: counts that others found.
struct RealLogTests {
  static let incidents = SharedData.folder?.appending(path: "bpic2013/incidents.xes.gz").path

  @Test(.enabled(if: RealLogTests.incidents != nil))
  func theIncidentsOfVolvo() throws {
    let path = try #require(Self.incidents)
    var mapping = LogMapping()
    mapping.activity = ["concept:name", "lifecycle:transition"]
    mapping.party = "organization involved"
    mapping.values = ["lifecycle:transition"]
    var reader = try LogReader(ByteSource(path: path), name: path, mapping: mapping)
    var batch = LogBatch()
    var (events, cases, waits) = (0, 0, 0)
    var (handovers, casesHandedOver, returns, casesReturned) = (0, 0, 0, 0)
    var groups: [LogName] = []
    while try reader.read(into: &batch) {
      for run in batch.runs {
        if run.begins { groups = [] }
        for position in run.events {
          events += 1
          groups.append(batch.events[position].unit)
          let status = batch.cell(0, of: position)
          if batch.text(of: status).hasPrefix("Wait") { waits += 1 }
        }
        guard run.ends else { continue }
        cases += 1
        let changes = zip(groups, groups.dropFirst()).count { $0 != $1 }
        handovers += changes
        casesHandedOver += changes > 0 ? 1 : 0
        var merged: [LogName] = []
        for group in groups where merged.last != group { merged.append(group) }
        let back = zip(merged, merged.dropFirst(2)).count { $0 == $1 }
        returns += back
        casesReturned += back > 0 ? 1 : 0
      }
    }
    #expect(events == 65_533)
    #expect(cases == 7554)
    #expect(reader.names.units.count == 649)
    #expect(reader.names.parties.count == 25)
    #expect(reader.names.activities.count == 13)
    #expect(handovers == 9454)
    #expect(casesHandedOver == 3820)
    #expect(returns == 2394)
    #expect(casesReturned == 1177)
    #expect(waits == 6657)
    #expect(reader.faultCounts.isEmpty)
  }
}
