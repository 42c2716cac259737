import BatonModel
import Testing

@Suite struct WorldTests {
  @Test("effects count up, and what is full stays full")
  func applying() {
    var world = World(load: ["acme/desk": 2, "acme/full": .max], counters: ["full": .max])
    world.apply([
      .load("acme/desk"), .load("acme/new"), .load("acme/full"), .counter("full"),
      .counter("turns"), .counter("turns"),
    ])
    #expect(
      world
        == World(
          load: ["acme/desk": 3, "acme/new": 1, "acme/full": .max],
          counters: ["full": .max, "turns": 2]))
  }
}
