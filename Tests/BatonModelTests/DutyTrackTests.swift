import BatonTime
import Foundation
import Testing

@testable import BatonModel

@Suite("What a constraint with a window remembers")
struct DutyTrackTests {
  /// As cases were written when pending activations, firsts and seconds were lists of their own.
  private static let written = """
    {"count":3,"firsts":[{"at":2000,"position":2,"values":[]}],"isBroken":true,\
    "pending":[{"deadline":9000,"isReversed":false,"occurrence":{"at":1000,"group":"g",\
    "party":"p","position":1,"values":[]}},{"isReversed":true,"occurrence":{"position":3,\
    "values":[]}}],"seconds":[{"at":4000,"party":"q","position":4,"values":[]}]}
    """

  @Test("cases that were written before are read, and written again as they were")
  func written() throws {
    let track = try JSONDecoder().decode(DutyTrack.self, from: Data(Self.written.utf8))
    #expect(track.notes.map(\.role) == [.waiting, .waiting, .first, .second])
    #expect(track.notes.map(\.occurrence.position) == [1, 3, 2, 4])
    #expect(track.notes.map(\.isReversed) == [false, true, false, false])
    #expect(track.notes.map(\.occurrence.bearer?.party) == ["p", nil, nil, "q"])
    #expect(track.notes[0].occurrence.bearer?.group == "g")
    #expect(track.notes[1].occurrence.at == nil)
    #expect(track.deadline == Instant(milliseconds: 9000))
    #expect(track.isBroken)
    #expect(track.count == 3)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(track), as: UTF8.self) == Self.written)
  }

  @Test("the earliest deadline is that of what waits, few or many")
  func deadline() {
    let free = Correlation(same: 0)
    for tracks in [DutyTrack(), DutyTrack(expectingMany: free)] {
      var track = tracks
      for (position, deadline) in [(1, 9000), (2, 5000), (3, 7000)] {
        let occurrence = Occurrence(
          at: Instant(milliseconds: Int64(position)), values: [], position: position, bearer: nil)
        track.wait(occurrence, until: Instant(milliseconds: Int64(deadline)), free)
        track.remember(occurrence, .first, free)
      }
      #expect(track.earliest == 5000 && track.deadline == Instant(milliseconds: 5000))
      let late = track.takeWaiting(before: Instant(milliseconds: 6000))
      #expect(late.map(\.occurrence.position) == [2])
      #expect(track.deadline == Instant(milliseconds: 7000))
      #expect(track.takeWaiting().map(\.occurrence.position) == [1, 3])
      #expect(track.deadline == nil && track.earliest == .max)
      #expect(track.remembers(.first, beside: [], free) { $0.position == 3 })
      #expect(!track.remembers(.second, beside: [], free) { _ in true })
    }
  }
}
