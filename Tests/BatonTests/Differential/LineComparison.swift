import BatonModel
import BatonRecords
import TestSupport

@testable import Baton

/// Lines decided straight from their bytes against the same lines read into requests first.
struct LineComparison {
  private var generator: RuleGenerator
  private(set) var lines = 0
  private(set) var bases = 0
  /// Rule bases whose lines are decided without becoming requests: at least every other one, because
  /// that reads fields only.
  private(set) var direct = 0
  private(set) var failure: String?

  init(seed: UInt64) { generator = RuleGenerator(seed: seed) }

  mutating func run(lines wanted: Int) throws {
    while lines < wanted, failure == nil {
      generator.readsFieldsOnly = bases % 2 == 0
      let rules = generator.rules()
      let compiled = rules.compiled()
      guard Both.mistake(in: compiled.diagnostics) == nil else { continue }
      let engine = Engine(
        compiled.rules, sources: [], program: compiled.program, warnings: [])
      bases += 1
      if engine.decider.readsOnlyFields { direct += 1 }
      let text = (0..<200).map { _ in Self.line(generator.request()) }.joined()
      let explanation = generator.random.pick([Explanation.winners, .nearest(2), .full])
      var reader = try RecordReader(
        ByteSource(bytes: Array(text.utf8)), format: .ndjson, name: "generated")
      while case .lines(let batch)? = try reader.nextBatch(size: 1 << 14, isIdle: { false }) {
        for fields in [nil, [DecisionField.own(.request), .own(.priority), .own(.to), .own(.why)]] {
          try compare(batch, engine, fields, explanation, rules)
        }
      }
    }
  }

  private mutating func compare(
    _ batch: LineBatch, _ engine: Engine, _ fields: [DecisionField]?, _ explanation: Explanation,
    _ rules: GeneratedRules
  ) throws {
    var direct = try RecordDecider(engine, fields: fields, explain: explanation)
    var general = try RecordDecider(engine, fields: fields, explain: explanation)
    var records = LineBatchReader()
    for index in 0..<batch.count {
      lines += 1
      direct.decide(index..<index + 1, of: batch)
      general.decide(records.outcome(at: index, of: batch), isTabular: false)
      let found = direct.take()
      let expected = general.take()
      guard found != expected, failure == nil else { continue }
      failure = """
        \(String(decoding: found, as: UTF8.self))not
        \(String(decoding: expected, as: UTF8.self))\(rules.source)
        """
    }
  }

  /// A request as a line of JSON, without what JSON cannot say.
  private static func line(_ members: [(String, Value?)]) -> String {
    var json = JSONWriter()
    json.beginObject()
    for (name, value) in members {
      guard let value else { continue }
      if case .number(let number) = value, !number.isFinite { continue }
      json.name(name)
      json.value(value)
    }
    json.endObject()
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
