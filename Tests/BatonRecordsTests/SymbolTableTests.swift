import Foundation
import TestSupport
import Testing

@testable import BatonRecords

@Suite struct SymbolTableTests {
  private static func table(of texts: [String]) -> SymbolTable {
    var builder = SymbolTableBuilder()
    for text in texts { _ = builder.intern(text) }
    return builder.freeze()
  }

  @Test("symbols are dense, in the order the texts came, and a text has one")
  func dense() {
    var builder = SymbolTableBuilder()
    let numbers = ["payroll", "erp", "payroll", "", "erp"].map { builder.intern($0).number }
    #expect(numbers == [0, 1, 0, 2, 1])
    #expect(builder.find("erp") == Symbol(number: 1))
    #expect(builder.find("crm") == nil)
    let table = builder.freeze()
    #expect(table.count == 3)
    #expect((0..<3).map { table.text(of: Symbol(number: $0)) } == ["payroll", "erp", ""])
  }

  @Test("an empty table knows nothing")
  func empty() {
    let table = SymbolTableBuilder().freeze()
    #expect(table.find("") == nil)
    #expect(table.find("a") == nil)
    #expect(table.find("\u{e9}") == nil)
    let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    #expect(table.find(utf8: nothing) == nil)
    let onlyEmpty = Self.table(of: [""])
    #expect(onlyEmpty.find("")?.number == 0)
    #expect(onlyEmpty.find(utf8: nothing)?.number == 0)
  }

  @Test("lengths about a word and zero bytes are told apart")
  func lengths() {
    let texts = (0...40).flatMap { length in
      [String(repeating: "a", count: length), String(repeating: "\0", count: length + 1)]
    }
    let table = Self.table(of: texts)
    #expect(table.count == texts.count)
    for (index, text) in texts.enumerated() {
      #expect(table.find(text)?.number == UInt32(index), "\(text.debugDescription)")
    }
    // One byte changed anywhere is another text.
    for length in 1...40 {
      for place in 0..<length {
        var bytes = [UInt8](repeating: 0x61, count: length)
        bytes[place] = 0x62
        #expect(bytes.withUnsafeBufferPointer { table.find(utf8: $0) } == nil)
      }
    }
  }

  @Test(
    "canonically equivalent texts are one",
    arguments: [
      ("\u{e9}", "e\u{301}"), ("Zu\u{308}rich", "Z\u{fc}rich"), ("K", "\u{212a}"),
      (";", "\u{37e}"), ("\u{212b}", "A\u{30a}"), ("\u{ac01}", "\u{1100}\u{1161}\u{11a8}"),
      ("a\u{323}\u{307}", "a\u{307}\u{323}"), ("\u{958}", "\u{915}\u{93c}"),
    ])
  func equivalent(one: String, other: String) {
    for (written, asked) in [(one, other), (other, one)] {
      var builder = SymbolTableBuilder()
      let symbol = builder.intern(written)
      #expect(builder.intern(asked) == symbol)
      let table = builder.freeze()
      #expect(table.find(asked) == symbol)
      #expect(table.find(written) == symbol)
      let text = table.text(of: symbol)
      #expect(text == written)
      // Compared as bytes: as strings they are equal in any case.
      #expect(Array(text.utf8) == Array(written.precomposedStringWithCanonicalMapping.utf8))
    }
  }

  @Test("looking up agrees with String's equality")
  func agreement() {
    var generator = SeededNumbers()
    print("seed \(generator.seed)")
    let pieces = [
      "a", "b", "payroll", " ", "\u{e9}", "e", "\u{301}", "\u{308}", "\u{323}", "\u{212a}", "K",
      "\u{430}", "\u{439}", "\u{438}\u{306}", "\u{4e2d}", "\u{ac00}", "\u{ac01}", "\u{11a8}", "\0",
      "\u{1f600}", "\u{3b1}", "\u{37e}", ";", "\u{3099}", "\u{304b}",
    ]
    func text() -> String {
      (0..<Int.random(in: 0...5, using: &generator))
        .map { _ in pieces.randomElement(using: &generator)! }.joined()
    }
    var builder = SymbolTableBuilder()
    var known: [String: Symbol] = [:]
    for _ in 0..<5000 {
      let text = text()
      let symbol = builder.intern(text)
      #expect(known[text] == nil || known[text] == symbol, "\(text.debugDescription)")
      known[text] = symbol
    }
    let table = builder.freeze()
    #expect(table.count == known.count)
    for _ in 0..<20_000 {
      let text = text()
      #expect(table.find(text) == known[text], "\(text.debugDescription)")
    }
  }

  @Test("what passes as surely normal is normal, beside any other such character")
  func surelyNormal() {
    var sure = ""
    for number in 0..<0x11_0000 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(number) else { continue }
      var text = String(scalar)
      let isSure = text.withUTF8 { SymbolTable.isSurelyNormal($0) }
      guard isSure, scalar.properties.generalCategory != .unassigned else { continue }
      if scalar.properties.canonicalCombiningClass != .notReordered {
        Issue.record("U+\(String(number, radix: 16)) combines")
      }
      sure.unicodeScalars.append(scalar)
    }
    #expect(sure.unicodeScalars.count > 30_000)
    // Compared as bytes: as strings they are equal in any case.
    #expect(Array(sure.precomposedStringWithCanonicalMapping.utf8) == Array(sure.utf8))
  }

  @Test("many texts that differ in little do not cluster")
  func clusters() {
    let texts = (0..<100_000).map { "group-\($0)" } + (0..<20_000).map { "\($0)" }
    let table = Self.table(of: texts)
    var longest = 0
    var run = 0
    for slot in table.slots {
      run = slot.next == 0 ? 0 : run + 1
      longest = max(longest, run)
    }
    // At half load, runs of random places stay far below this.
    #expect(longest < 200)
    #expect(table.find("group-99999")?.number == 99_999)
  }
}
