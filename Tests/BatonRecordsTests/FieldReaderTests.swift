import BatonModel
import TestSupport
import Testing

@testable import BatonRecords

@Suite struct FieldReaderTests {
  private static let names = ["id", "kind", "n", "tags", "Zürich", "k"]

  /// The fields of each record as text, in their order, or its fault.
  private static func read(_ text: String, names: [String] = names) throws -> [String] {
    var reader = FieldReader(names: names)
    var all: [String] = []
    for batch in try Lines.batches(Array(text.utf8)) {
      reader.read(0..<batch.count, of: batch) { record, fault in
        if let fault { return all.append(fault.description) }
        var fields: [String] = []
        for position in 0..<record.count {
          let value = record.value(at: position).map { "\($0)" } ?? "nil"
          fields.append("\(names[record.member(at: position).field])=\(value)")
        }
        all.append(fields.joined(separator: " "))
      }
    }
    return all
  }

  @Test("members whose names are known are there, in the order they were written")
  func known() throws {
    let read = try Self.read(
      """
      {"kind":"incident","x":[1,{"id":2}],"id":"R-1","n":2}
      {"kind":"change","id":"R-2","n":null}
      {}
      """)
    #expect(
      read == [
        "kind=text(\"incident\") id=text(\"R-1\") n=integer(2)",
        "kind=text(\"change\") id=text(\"R-2\") n=nil", "",
      ])
  }

  @Test("of a repeated name the last value is there, at the place of the first")
  func repeated() throws {
    let read = try Self.read(
      """
      {"id":1,"n":2,"id":3,"id":null}
      {"Zu\u{308}rich":1,"Z\u{fc}rich":2}
      {"Z\u{fc}rich":1,"Zu\u{308}rich":2}
      {"Z\u{fc}rich":1,"n":7,"Zu\u{308}rich":2,"Z\u{fc}rich":3}
      """)
    #expect(
      read == [
        "id=nil n=integer(2)", "Zürich=integer(2)", "Zürich=integer(2)",
        "Zürich=integer(3) n=integer(7)",
      ])
  }

  @Test("names are the same as strings are")
  func equivalentNames() throws {
    // The Kelvin sign is a K, and so is one that the names are given with.
    let text = "{\"\u{212a}\":1}\n{\"K\":2}\n{\"\u{212a}\":3,\"\u{e9}\u{301}\":4}\n"
    #expect(try Self.read(text, names: ["K"]) == ["K=integer(1)", "K=integer(2)", "K=integer(3)"])
    #expect(try Self.read(text, names: ["\u{212a}"]).count == 3)
    #expect(try Self.read(text, names: ["\u{212a}"])[1] == "\u{212a}=integer(2)")
  }

  @Test(
    "each kind of value is told",
    arguments: [
      ("null", FieldKind.none), ("true", .yesNo), ("false", .yesNo), ("1", .integer),
      ("1.0", .integer), ("-0.0", .integer), ("1e2", .integer), ("0.5", .number),
      ("9223372036854775807", .integer), ("-9223372036854775808", .integer),
      ("9223372036854775808", .number), ("123456789012345678901234567890", .number),
      ("9007199254740993.0", .integer), ("1e16", .number), ("1e300", .number), ("\"\"", .text),
      ("0", .integer), ("-0", .integer), ("-1", .integer), ("123456789012345678", .integer),
      ("-123456789012345678", .integer), ("1234567890123456789", .integer), ("\"x\"", .text),
      ("\"12345678\"", .text), ("\"a text of seventeen\"", .text), ("\"\u{e9}\"", .text),
      ("\"a\\u00e9\"", .text), ("[]", .list), ("[1,null,\"x\"]", .list), ("{}", .object),
      ("{\"a\":{\"b\":[{}]}}", .object),
    ])
  func kinds(written: String, kind: FieldKind) throws {
    let batch = try #require(try Lines.batches(Array("{\"n\":\(written)}\n".utf8)).first)
    // The value is the one that whole records have.
    var whole = LineBatchReader()
    guard case .record(let wanted) = whole.outcome(at: 0, of: batch) else {
      Issue.record("no record")
      return
    }
    var reader = FieldReader(names: ["n"])
    reader.read(0..<1, of: batch) { record, fault in
      #expect(fault == nil)
      #expect(record.count == 1)
      guard record.count == 1 else { return }
      #expect(record.member(at: 0).kind == kind)
      #expect(record.value(at: 0) == wanted.value["n"])
      switch wanted.value["n"] {
      case .yesNo(let yes)?: #expect(record.member(at: 0).yesNo == yes)
      case .integer(let integer)?: #expect(record.member(at: 0).integer == integer)
      case .number(let number)?: #expect(record.member(at: 0).number == number)
      case .text(let text)?: Self.compare(record.member(at: 0), text, written: written)
      default: break
      }
    }
  }

  private static func compare(_ member: borrowing FieldMember, _ text: String, written: String) {
    let bytes = member.withText { $0.withUnsafeBufferPointer { Array($0) } }
    #expect(bytes == Array(text.utf8))
    if member.isQuoted {
      let quoted = member.withQuotedText { $0.withUnsafeBufferPointer { Array($0) } }
      #expect(quoted == Array(written.utf8))
    }
    var builder = SymbolTableBuilder()
    let symbol = builder.intern(text)
    let table = builder.freeze()
    #expect(member.symbol(in: table) == symbol)
    let found = member.look(in: table)
    #expect(found.symbol == symbol)
    #expect(found.isSame == (Array(table.text(of: symbol).utf8) == Array(text.utf8)))
  }

  @Test("names beyond the expected ones, long names and many members are found")
  func many() throws {
    let long = String(repeating: "long", count: 40)
    let names = (0..<300).map { "name-\($0)" } + [long, ""]
    for order in [Array(names), names.reversed(), names.shuffled()] {
      let line = order.enumerated().map { "\"\($1)\":\($0),\"other-\($0)\":[\($0)]" }
      let text = "{" + line.joined(separator: ",") + "}\n"
      let read = try Self.read(text + text, names: names)
      let wanted = order.enumerated().map { "\($1)=integer(\($0))" }.joined(separator: " ")
      #expect(read == [wanted, wanted])
    }
  }

  @Test("whatever is written, fields, faults and batches agree with whole records")
  func agreement() throws {
    var generator = SeededNumbers()
    print("seed \(generator.seed)")
    var wrong = 0
    var faults = 0
    var fields = 0
    for _ in 0..<1500 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<6, using: &generator) {
        bytes += Self.line(&generator)
        if Bool.random(using: &generator) { bytes += [0x0a] }
        bytes += [[0x0a], Array("\r\n".utf8), Array("\n  \n".utf8)].randomElement(
          using: &generator)!
      }
      if Bool.random(using: &generator) { _ = bytes.popLast() }
      let wanted = Reading.of(bytes, format: .ndjson, limit: 200)
      var found = Reading(format: .ndjson)
      var reader = FieldReader(names: Self.names)
      var whole = LineBatchReader()
      let size = [1, 50, 1 << 18].randomElement(using: &generator)!
      for batch in try Lines.batches(bytes, size: size, limit: 200) {
        var index = 0
        reader.read(0..<batch.count, of: batch) { fast, fault in
          let outcome = whole.outcome(at: index, of: batch)
          index += 1
          switch outcome {
          case .fault(let other):
            #expect(fault == other)
            #expect(fast.count == 0)
            found.faults.append(other.description)
            faults += 1
          case .record(let record):
            #expect(fault == nil)
            found.records.append(record.value)
            found.lines.append(record.line)
            #expect(record.number == found.records.count + found.faults.count)
            fields += fast.count
            Self.compare(&fast, record.value)
          }
        }
      }
      if found == wanted { continue }
      wrong += 1
      if wrong < 3 { Issue.record("\(String(decoding: bytes, as: UTF8.self)): \(found)") }
    }
    #expect(wrong == 0)
    print("faults: \(faults), fields: \(fields)")
    #expect(faults > 500)
    #expect(fields > 500)
  }

  /// Such records are read in another way, which must not show.
  @Test("plain records agree with whole ones, and with one mistake they are refused as they are")
  func plainRecords() throws {
    var generator = SeededNumbers()
    print("seed \(generator.seed)")
    let values = [
      "\"x\"", "\"\"", "\"eight by\"", "\"a text of several words\"", "\"\u{e9}t\u{e9}\"", "0",
      "-7",
      "42", "123456789012345678", "true", "false", "null",
    ]
    var fields = 0
    var faults = 0
    for _ in 0..<4000 {
      // One record shows the order of names and the spaces, the next ones follow it, mostly.
      let order = Self.names.shuffled(using: &generator)
      let space = ["", " "].randomElement(using: &generator)!
      var bytes: [UInt8] = []
      for _ in 0..<4 {
        var members = order.map { name in
          "\"\(name)\":\(space)\(values.randomElement(using: &generator)!)"
        }
        if Int.random(in: 0..<4, using: &generator) == 0 { members.removeFirst() }
        if Int.random(in: 0..<6, using: &generator) == 0 { members.append(members[0]) }
        var line = Array(("{" + members.joined(separator: ",\(space)") + "}").utf8)
        if Int.random(in: 0..<6, using: &generator) == 0 {
          let place = Int.random(in: 0..<line.count, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: line[place] = UInt8.random(in: 0...255, using: &generator)
          case 1: line.remove(at: place)
          default: line.removeSubrange(place...)
          }
        }
        bytes += line + [0x0a]
      }
      var reader = FieldReader(names: Self.names.filter { $0 != "k" })
      for batch in try Lines.batches(bytes) {
        var whole = LineBatchReader()
        var index = 0
        reader.read(0..<batch.count, of: batch) { fast, fault in
          let outcome = whole.outcome(at: index, of: batch)
          index += 1
          switch outcome {
          case .fault(let other):
            #expect(fault == other)
            faults += 1
          case .record(let record):
            #expect(fault == nil)
            fields += fast.count
            Self.compare(&fast, record.value, without: "k")
          }
        }
      }
    }
    #expect(fields > 10_000)
    #expect(faults > 500)
  }

  private static func compare(
    _ reader: inout FieldReader, _ members: Members, without other: String? = nil
  ) {
    let names = names.filter { $0 != other }
    let wanted = members.filter { names.contains($0.name) }
    #expect(reader.count == wanted.count)
    for (position, (name, value)) in wanted.enumerated() where position < reader.count {
      #expect(names[reader.member(at: position).field] == name)
      #expect(reader.value(at: position) == value)
    }
  }

  /// An object of a few members, known and unknown, mostly well written.
  private static func line(_ generator: inout SeededNumbers) -> [UInt8] {
    let names = [
      "id", "kind", "n", "tags", "Z\u{fc}rich", "Zu\u{308}rich", "\u{212a}", "k", "other", "\u{e9}",
    ]
    let values = [
      "1", "-2.5", "null", "true", "\"x\"", "\"\u{e9}\"", "[1,[2],null]", "{\"id\":{}}",
      "123456789012345678901", "\"\\ud83d\\ude00\"", "1e400", "nul", "\"\\ud83d\"", "",
    ]
    var members: [String] = []
    for _ in 0..<Int.random(in: 0..<6, using: &generator) {
      // The last few values are mistakes.
      let isWrong = Int.random(in: 0..<20, using: &generator) == 0
      let value =
        isWrong
        ? values.suffix(4).randomElement(using: &generator)!
        : values.dropLast(4).randomElement(using: &generator)!
      members.append("\"\(names.randomElement(using: &generator)!)\":\(value)")
    }
    let text = "{" + members.joined(separator: ",") + "}"
    var bytes = Array(text.utf8)
    switch Int.random(in: 0..<15, using: &generator) {
    case 0: bytes = Array("[\(text)]".utf8)
    case 1: bytes = Array("{\"id\":\"\(String(repeating: "x", count: 300))\"}".utf8)
    case 2: bytes[Int.random(in: 0..<bytes.count, using: &generator)] = 0xff
    case 3: bytes.removeLast()
    default: break
    }
    return bytes
  }
}
