import Baton
import BatonModel
import BatonTime
import Testing

@testable import BatonWorkbench

/// What records are to a simulation, and what is said of those that are nothing to it.
@Suite struct SimulationInputTests {
  @Test(
    arguments: [
      (#"{"case":"R-1","event":"accept"}"#, "\"at\" is missing"),
      (#"{"case":"R-1","at":"soon","event":"accept"}"#, "found \"soon\""),
      (#"{"case":"R-1","at":5,"event":"accept"}"#, "found 5"),
      (#"{"case":"R-1","at":"+1h"}"#, "\"event\" is missing"),
      (#"{"case":"R-1","at":"+1h","event":7}"#, "\"event\" takes a text, found number"),
      (#"{"case":{},"at":"+1h","event":"accept"}"#, "\"case\" takes the id of the case"),
      (#"{"case":"R-1","at":"+1h","event":"accept","by":7}"#, "\"by\" takes a party"),
      (
        #"{"case":"R-1","at":"+1h","event":"accept","by":{"team":"acme"}}"#,
        "\"team\" is no part of \"by\""
      ),
      (#"{"case":"R-1","at":"+1h","event":"accept","set":[1]}"#, "\"set\" takes names and values"),
      (
        #"{"case":"R-7","at":"+1h","event":"accept"}"#,
        "no case \"R-7\" was opened before this, did you mean \"R-1\"?"
      ),
      (#"{"case":"R-1","at":"2026-05-08","event":"open"}"#, "case \"R-1\" was opened before"),
      (#"{"case":"R-2","at":"+1h","event":"open"}"#, "cannot open a while after its own opening"),
      (#"{"id":"R-1","kind":"incident","priority":1}"#, "there is no \"updated_at\""),
      (#"{"case":"R-1","#, "not JSON"),
    ])
  func faultsCostOnlyTheirRecord(_ line: String, _ message: String) throws {
    let accept = #"{"case":"R-1","at":"+2h","event":"accept","by":"acme"}"#
    let result = try SmallLandscape.simulate([SmallLandscape.opening, line, accept])
    #expect(result.faults.count == 1)
    #expect(result.faults[0].hasPrefix("line 2") && result.faults[0].contains(message))
    #expect(result.simulation.count.unreadable == 1 && result.simulation.count.events == 1)
    #expect(result.simulation.count.hasFindings)
  }

  @Test func anEventMayOpenACase() throws {
    let result = try SmallLandscape.simulate([
      #"{"case":"R-5","at":"2026-05-08T10:00","event":"open","set":{"service":"mail","priority":1}}"#
    ])
    #expect(result.faults.isEmpty)
    #expect(result.simulation[life: 0].state.openedAt == Instant(seconds: 1_778_227_200))
    #expect(result.simulation[life: 0].state.priority == 1)
  }

  @Test func aTableHasDottedColumns() throws {
    let result = try SmallLandscape.simulate(
      [
        "id,service,priority,opened_at,case,at,event,by.party,by.person,set.priority,reason,to",
        "R-1,mail,2,2026-05-08T10:00:00+02:00,,,,,,,,",
        ",,,,R-1,+1h,accept,acme,u-1,,,",
        ",,,,R-1,+90m,raise,acme,u-1,1,it spreads,",
        ",,,,R-1,+2h,assign,acme,,,,fuji",
      ], csv: true)
    #expect(result.faults.isEmpty)
    let state = result.simulation[life: 0].state
    #expect(state.holder.unit == "acme/desk" || state.holder.unit == "acme/l3")
    #expect(result.lines().contains("12:00 offered to fuji/desk by acme/desk"))
    #expect(state.request["priority"] == .integer(1))
    #expect(result.lines().contains("11:00 acme (u-1) accepts it"))
    #expect(result.lines().contains("11:30 priority is 1, it was 2"))
  }

  @Test func anEventThatComesLateIsTold() throws {
    let result = try SmallLandscape.simulate([
      SmallLandscape.opening, #"{"case":"R-1","at":"+2h","event":"note"}"#,
      #"{"case":"R-1","at":"+1h","event":"note"}"#,
    ])
    #expect(result.simulation.count.doubts == 1 && !result.simulation.count.hasFindings)
    #expect(result.lines().contains { $0.contains("comes after later events") })
  }

  @Test func anEventThatCameBeforeIsLeftOut() throws {
    let note = #"{"case":"R-1","at":"+1h","event":"note","id":"e-1"}"#
    let result = try SmallLandscape.simulate([SmallLandscape.opening, note, note])
    #expect(result.lines().count { $0.contains("says \"note\"") } == 1)
    #expect(result.lines().contains { $0.contains("was taken in already") })
  }

  @Test func aRequestWithoutAnIDHasALifeToo() throws {
    let result = try SmallLandscape.simulate([
      #"{"kind":"incident","priority":3,"opened_at":"2026-05-08"}"#
    ])
    #expect(result.simulation[life: 0].id == "#1")
  }
}
