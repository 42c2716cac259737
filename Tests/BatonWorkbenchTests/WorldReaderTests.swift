// The state of the world as it is written in files and scenarios.

import BatonModel
import BatonTime
import Testing

@testable import BatonWorkbench

@Suite struct WorldReaderTests {
  @Test func allPartsAreRead() throws {
    let requester = Members([
      ("segment", .text("gold")), ("open_requests", .integer(2)), ("contacts", .integer(3)),
    ])
    let world = try WorldReader.world(
      Members([
        ("now", .text("1970-01-01T00:00:10Z")),
        ("load", .object(Members([("acme/desk", .integer(12))]))),
        ("on_call", .object(Members([("rota", .text("u-1"))]))),
        ("counters", .list([])),
        ("requesters", .object(Members([("c-9", .object(requester))]))),
      ]), in: .utc)
    #expect(
      world
        == World(
          now: Instant(seconds: 10), load: ["acme/desk": 12], onCall: ["rota": "u-1"],
          requesters: ["c-9": RequesterContext(segment: "gold", openRequests: 2, contacts: 3)]))
  }

  @Test(
    arguments: [
      ("now", .text("soon"), "\"soon\" is no instant"),
      ("load", .integer(3), "\"load\" takes names and values, found a number"),
      (
        "load", .object(Members([("acme/desk", .text("12"))])),
        "\"load.acme/desk\" takes a whole number, found a text"
      ),
      (
        "load", .object(Members([("acme/desk", .integer(-1))])),
        "\"load.acme/desk\" is -1: it counts from 0"
      ),
      (
        "counters", .object(Members([("Rota", .integer(.min))])),
        "\"counters.Rota\" is \(Int.min): it counts from 0"
      ),
      ("laod", .integer(3), "\"laod\" is no part of a world"),
      (
        "requesters", .object(Members([("c", .object(Members([("name", .text("x"))])))])),
        "\"name\" is no part of requesters.c"
      ),
    ] as [(String, Value, String)])
  func mistakesAreNamed(_ name: String, _ value: Value, _ message: String) throws {
    let fault = #expect(throws: WorldFault.self) {
      try WorldReader.world(Members([(name, value)]), in: .utc)
    }
    #expect(fault?.message.hasPrefix(message) == true)
  }
}
