import Testing

@testable import BatonRecords

@Suite struct ByteArenaTests {
  @Test("texts of every length lie one behind the other, and are forgotten together")
  func appending() {
    var arena = ByteArena()
    for _ in 0..<3 {
      var wanted: [UInt8] = []
      for count in 0..<100 {
        let text = (0..<count).map { UInt8(($0 + count) & 0xff) }
        arena.append(text.span)
        #expect(Array(arena[wanted.count..<wanted.count + count]) == text)
        wanted += text
      }
      #expect(Array(arena.all) == wanted)
      arena.reset()
      #expect(arena.isEmpty)
    }
  }

  @Test("a text is quoted unless a byte anywhere in it must be escaped")
  func quoting() {
    for count in 0..<40 {
      let plain = [UInt8](repeating: 0xff, count: count)
      var arena = ByteArena()
      let isQuoted = arena.append(quoting: plain.span)
      #expect(isQuoted)
      #expect(Array(arena.all) == [0x22] + plain + [0x22])
      for position in 0..<count {
        for byte: UInt8 in 0...255 {
          var text = plain
          text[position] = byte
          arena.reset()
          let isPlain = byte >= 0x20 && byte != 0x22 && byte != 0x5c
          let isQuoted = arena.append(quoting: text.span)
          #expect(isQuoted == isPlain)
          #expect(arena.count == (isPlain ? count + 2 : 0))
        }
      }
    }
  }

  @Test("pieces of every length are copied whole, and nothing behind them")
  func pieces() {
    for count in 0..<100 {
      var pieces = PieceArena()
      let text = String((0..<count).map { Character(UnicodeScalar(UInt8(33 + $0 % 90))) })
      _ = pieces.add(raw: "before")
      let piece = pieces.add(raw: text)
      _ = pieces.add(raw: "behind")
      var output: [UInt8] = [1]
      output.append(addingCapacity: count) { output in output.append(piece, of: pieces) }
      #expect(output == [1] + Array(text.utf8))
    }
  }
}
