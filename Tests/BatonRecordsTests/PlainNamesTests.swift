import BatonModel
import TestSupport
import Testing

@testable import BatonRecords

/// Plain records against whole ones, where what stands before values is as long as what is compared
/// at once, as what is remembered, or longer.
@Suite struct PlainNamesTests {
  @Test(
    "plain records whose names are as long as what is compared agree with whole ones",
    arguments: [11, 12, 13, 14, 15, 16, 27, 28, 29, 30, 31, 32, 33, 40, 64])
  func plainNames(length: Int) throws {
    var generator = SeededNumbers()
    print("seed \(generator.seed)")
    // Those of one length differ in one byte, first, last or between.
    func name(_ place: Int, _ letter: Character, _ length: Int = length) -> String {
      var letters = Array(repeating: Character("n"), count: length)
      letters[place] = letter
      return String(letters)
    }
    let places = [0, 7, length / 2, length - 2, length - 1]
    let known = Set(places.map { name($0, "x") } + [name(0, "n"), name(0, "n", length + 1)])
    let unknown = places.map { name($0, "y") } + [name(0, "n", length - 1)]
    let all = known.sorted() + unknown
    var plain = 0
    for _ in 0..<40 {
      let space = generator.pick(["", " ", "  "])
      var order = all.shuffled(using: &generator)
      let records = (0..<8).map { _ in
        // The next record has the same names but for one or two in each other's places.
        order.swapAt(generator.below(order.count), generator.below(order.count))
        let written = generator.isOne(in: 4) ? Array(order.dropLast(generator.below(9))) : order
        return Self.plainRecord(written, space, &generator)
      }
      plain += try Self.compareWithWhole(records, known.sorted())
    }
    // All are read without a tape.
    #expect(plain == 320)
  }

  @Test("plain records of more members than are remembered agree with whole ones")
  func manyPlain() throws {
    var generator = SeededNumbers()
    print("seed \(generator.seed)")
    var plain = 0
    for count in [62, 63, 64, 65, 66, 130] {
      let known = (0..<count).map { "field \($0)" }
      let all = known + ["other", "another"]
      for _ in 0..<10 {
        var order = all.shuffled(using: &generator)
        let records = (0..<6).map { _ in
          order.swapAt(generator.below(order.count), generator.below(order.count))
          order.swapAt(order.count - 1, generator.below(order.count))
          return Self.plainRecord(order, "", &generator)
        }
        plain += try Self.compareWithWhole(records, known)
      }
    }
    #expect(plain == 360)
  }

  /// A record of one line, its values those that plain records have.
  private static func plainRecord(
    _ names: [String], _ space: String, _ generator: inout SeededNumbers
  ) -> String {
    let members = names.map { name in
      let value =
        switch generator.below(4) {
        case 0: "\(generator.below(1000))"
        case 1: generator.pick(["true", "false", "null"])
        default: "\"text \(generator.below(1000))\""
        }
      return "\"\(name)\":\(space)\(value)"
    }
    return "{" + members.joined(separator: ",\(space)") + "}\n"
  }

  /// - Returns: how many records were read as plain ones, which alone lend texts with their quotes.
  private static func compareWithWhole(_ records: [String], _ known: [String]) throws -> Int {
    var reader = FieldReader(names: known)
    var plain = 0
    for batch in try Lines.batches(Array(records.joined().utf8)) {
      var whole = LineBatchReader()
      var index = 0
      reader.read(0..<batch.count, of: batch) { fast, fault in
        #expect(fault == nil)
        let outcome = whole.outcome(at: index, of: batch)
        index += 1
        guard case .record(let record) = outcome else {
          Issue.record("no record")
          return
        }
        if Self.compare(&fast, record.value, known) { plain += 1 }
      }
    }
    return plain
  }

  /// - Returns: whether the record lends its texts with their quotes, or has none.
  private static func compare(
    _ fast: inout FieldReader, _ whole: Members, _ known: [String]
  ) -> Bool {
    var found: [String] = []
    var isPlain = true
    for position in 0..<fast.count {
      let name = known[fast.member(at: position).field]
      let value = fast.value(at: position)
      if case .text? = value, !fast.member(at: position).isQuoted { isPlain = false }
      found.append("\(name)=\(String(describing: value))")
    }
    var expected: [String] = []
    for (name, value) in whole where known.contains(name) {
      expected.append("\(name)=\(String(describing: value))")
    }
    #expect(found == expected)
    return isPlain
  }
}
