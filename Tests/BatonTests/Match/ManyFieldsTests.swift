import BatonModel
import BatonRecords
import TestSupport
import Testing

@testable import Baton

/// More fields than a word has bits, and requests with more members: nothing of one may be left when
/// the next is bound.
@Suite struct ManyFieldsTests {
  /// 80 fields behind the built-in ones. Every one has a rule that tells whether it is there, and
  /// some have one whose miss tells what it is.
  private static func rules() -> HandMade {
    var rules = HandMade()
    for number in 0..<80 {
      let type: FieldType = number % 2 == 0 ? .text : .number
      rules.base.fields.insert(
        FieldDefinition("f\(number)", type, of: .request, isBuiltIn: false))
    }
    for number in stride(from: 0, to: 80, by: 3) {
      let wanted: Value = number % 2 == 0 ? .text("never") : .integer(-1)
      rules.route("f\(number)", rules.equals("f\(number)", wanted), to: "pager")
    }
    // So that some texts have symbols.
    rules.route("known", rules.test("f0", .oneOf([.text("t1"), .text("t2")])), to: "acme/l3")
    rules.route("rest", to: "acme/l3")
    for field in rules.base.fields.requestFields {
      rules.policy(field.name, violation: rules.test(field.name, .present))
    }
    return rules
  }

  private typealias Written = [(String, Value?)]

  /// Many members or few, all of different names, most of which fit.
  private static func members(
    of rules: HandMade, _ random: inout SeededNumbers
  ) -> Written {
    let fields = rules.base.fields.requestFields.shuffled(using: &random)
    let count = random.isOne(in: 2) ? 66 + random.below(fields.count - 66) : random.below(6)
    return fields.prefix(count).map { field in
      if random.isOne(in: 20) { return (field.name, nil) }
      if random.isOne(in: 20) {
        return (field.name, random.pick([.yesNo(true), .text("odd"), .list([.integer(1)])]))
      }
      let text = Value.text("t\(random.below(2000))")
      let value: Value =
        switch field.type {
        case .number where random.isOne(in: 2): .number(Double(random.below(99)) + 0.5)
        case .number, .wholeNumber, .priority: .integer(1 + random.below(9))
        case .oneOf(let names): .text(random.pick(names))
        case .yesNo: .yesNo(random.isOne(in: 2))
        case .instant: .text("2026-05-\(10 + random.below(20))T00:00:00Z")
        case .list: .list([text, .text("t1")])
        case .reference(.service) where random.isOne(in: 2):
          .object(Members([("id", .text("payroll")), ("criticality", text)]))
        default: random.isOne(in: 8) ? .text("t\(1 + random.below(2))") : text
        }
      return (field.name, value)
    }
  }

  private static func line(_ members: Written) -> String {
    var json = JSONWriter()
    json.beginObject()
    for (name, value) in members {
      json.name(name)
      json.value(value)
    }
    json.endObject()
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The fields and columns in which facts differ.
  private static func difference(_ facts: borrowing Facts, _ expected: borrowing Facts) -> [String]
  {
    let schema = expected.schema
    var names: [String] = []
    for (slot, field) in schema.requestFields.enumerated() {
      if facts.value(slot) != expected.value(slot) || facts.overlay(slot) != expected.overlay(slot)
      {
        names.append(field.name)
      }
    }
    for (number, column) in schema.columns.enumerated()
    where facts.columnValue(number) != expected.columnValue(number) {
      names.append("column \(column.name)")
    }
    if facts.faults != expected.faults { names.append("faults") }
    if facts.offset != expected.offset { names.append("offset") }
    return names
  }

  @Test("a request of many fields leaves nothing to the next, nor does a record")
  func binding() throws {
    var random = SeededNumbers()
    print("seed \(random.seed)")
    let rules = Self.rules()
    let schema = FactSchema(rules.base)
    let all = (0..<200).map { _ in Self.members(of: rules, &random) }
    #expect(all.contains { $0.count > 64 })

    var binder = RequestBinder(schema)
    var facts = Facts(schema)
    for members in all {
      let request = Request(Members(members))
      binder.bind(request, in: World(), to: &facts)
      let expected = RequestBinder.bind(request, in: World(), to: schema)
      #expect(Self.difference(facts, expected) == [], "seed \(random.seed)")
    }

    var reader = FieldReader(names: RequestBinder.names(schema))
    var ofRecords = Facts(schema)
    var id = ByteArena()
    var number = 0
    let text = all.map { Self.line($0) }.joined()
    try Self.forEachBatch(text) { batch in
      reader.read(0..<batch.count, of: batch) { record, fault in
        #expect(fault == nil)
        #expect(record.count == all[number].count)
        id.reset()
        binder.bind(&record, in: World(), to: &ofRecords, quoting: &id)
        let expected = RequestBinder.bind(
          Request(Members(all[number])), in: World(), to: schema)
        #expect(Self.difference(ofRecords, expected) == [], "seed \(random.seed)")
        number += 1
      }
    }
    #expect(number == all.count)
  }

  @Test("what one worker decides of many fields is what a fresh one decides")
  func deciding() throws {
    var random = SeededNumbers()
    print("seed \(random.seed)")
    let rules = Self.rules()
    let engine = Engine(rules.base, sources: [], program: nil, warnings: [])
    #expect(engine.decider.readsOnlyFields)
    let all = (0..<60).map { _ in Self.members(of: rules, &random) }

    var worker = engine.makeWorker()
    for members in all {
      var fresh = engine.makeWorker()
      let request = Request(Members(members))
      let found = worker.decide(request, explain: .nearest(100))
      let expected = fresh.decide(request, explain: .nearest(100))
      #expect(found.json == expected.json, "seed \(random.seed)")
    }

    var decider = try RecordDecider(engine, fields: nil, explain: .nearest(100))
    var findings = 0
    try Self.forEachBatch(all.map { Self.line($0) }.joined()) { batch in
      for index in 0..<batch.count {
        var fresh = try RecordDecider(engine, fields: nil, explain: .nearest(100))
        decider.decide(index..<index + 1, of: batch)
        fresh.decide(index..<index + 1, of: batch)
        let found = String(decoding: decider.take(), as: UTF8.self)
        #expect(found == String(decoding: fresh.take(), as: UTF8.self), "seed \(random.seed)")
        findings += found.split(separator: "\"policy\"").count
      }
    }
    #expect(findings > all.count)
  }

  private static func forEachBatch(_ text: String, _ body: (LineBatch) throws -> Void) throws {
    var reader = try RecordReader(
      ByteSource(bytes: Array(text.utf8)), format: .ndjson, name: "generated")
    while let batch = try reader.nextBatch(size: 1 << 16, isIdle: { false }) {
      if case .lines(let lines) = batch { try body(lines) }
    }
  }
}
