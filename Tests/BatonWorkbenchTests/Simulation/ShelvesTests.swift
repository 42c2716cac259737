import Testing

@testable import BatonWorkbench

/// What grows in shelves is found where it was put, and changed where it lies.
@Suite struct ShelvesTests {
  @Test func acrossTheEdgesOfShelves() {
    var shelves = Shelves<[Int]>()
    #expect(shelves.last == nil && Array(shelves).isEmpty)
    for number in 0..<1000 { shelves.append([number]) }
    for position in [0, 255, 256, 511, 512, 999] { shelves[position].append(-position) }
    #expect(shelves.count == 1000 && shelves.last == [999, -999])
    #expect(shelves[255] == [255, -255] && shelves[256] == [256, -256] && shelves[257] == [257])
    #expect(shelves.map { $0[0] } == Array(0..<1000))
  }

  @Test func aCopyIsItsOwn() {
    var shelves = Shelves<Int>()
    for number in 0..<300 { shelves.append(number) }
    let copy = shelves
    shelves[299] = 7
    shelves.append(300)
    #expect(copy[299] == 299 && copy.count == 300 && shelves.count == 301)
  }
}
