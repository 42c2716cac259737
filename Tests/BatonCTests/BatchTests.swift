import BatonC
import Dispatch
import Foundation
import Synchronization
import Testing

@Suite struct BatchTests {
  private let rules: OpenRules

  init() throws { rules = try OpenRules() }

  private static let fields = #"{"fields":["request","to"]}"#

  @Test func oneLineForEachLine() {
    let requests = """
      {"id":"R-1","kind":"incident"}

      {"id":"R-2","kind":"service_request"}
      """
    let result = Call.batch(
      rules.pointer, requests,
      options: #"{"fields":["request","to"],"world":{"load":{"acme/desk":1}}}"#)
    #expect(result.status == .ok)
    #expect(
      result.text == """
        {"request":"R-1","to":"acme/desk"}
        {"request":"R-2","to":"acme/night"}

        """)
  }

  @Test("a line that gives no request costs only itself")
  func badLines() throws {
    let requests = """
      {"id":"R-1","kind":"incident"}
      {"id":"R-2","kind":}
      no JSON
      ["a list"]
      {"id":"R-5"}
      {"id":"R-6"
      """
    let result = Call.batch(rules.pointer, requests, options: Self.fields)
    #expect(result.status == .ok)
    let lines = try #require(result.text).split(separator: "\n")
    try #require(lines.count == 6)
    #expect(lines[0] == #"{"request":"R-1","to":"acme/desk"}"#)
    #expect(lines[1].hasPrefix(#"{"error":{"line":2,"column":20,"#), "\(lines[1])")
    #expect(lines[2].hasPrefix(#"{"error":{"line":3,"#))
    #expect(
      lines[3]
        == #"{"error":{"line":4,"message":"a record is an object in braces, this is of type list","number":4}}"#
    )
    #expect(lines[4] == #"{"request":"R-5","to":"acme/desk"}"#)
    #expect(lines[5].contains("the input ends in the middle of the record"))
  }

  @Test func nothingGivesNothing() {
    for requests in ["", "\n\n", " "] {
      let result = Call.batch(rules.pointer, requests)
      #expect(result.status == .ok)
      #expect(result.text == "")
      #expect(result.length == 0)
    }
  }

  @Test("whole decisions are those of single calls")
  func sameAsSingle() throws {
    let requests = [#"{"id":"R-1","kind":"incident"}"#, #"{"id":"R-2","priority":"x"}"#, "{}"]
    let single = requests.compactMap { Call.decide(rules.pointer, $0).text }
    let batch = try #require(
      Call.batch(rules.pointer, requests.joined(separator: "\n")).text)
    #expect(batch == single.map { $0 + "\n" }.joined())
  }

  /// 20,000 requests are over 1 MB, so several threads have several batches each.
  @Test("any number of threads gives one answer, in the order of the input")
  func threads() throws {
    var requests = ""
    var expected = ""
    for number in 0..<20_000 {
      let isOrder = number.isMultiple(of: 3)
      requests +=
        #"{"id":"R-\#(number)","kind":"\#(isOrder ? "service_request" : "incident")","summary":"padding"}"#
        + "\n"
      expected += #"{"request":"R-\#(number)","to":"acme/\#(isOrder ? "night" : "desk")"}"# + "\n"
    }
    for jobs in [1, 2, 5] {
      let options =
        #"{"fields":["request","to"],"jobs":\#(jobs),"world":{"load":{"acme/desk":1}}}"#
      let result = Call.batch(rules.pointer, requests, options: options)
      #expect(result.status == .ok)
      #expect(result.text == expected, "\(jobs) threads")
    }
  }

  @Test("many threads use one rule base, and open others meanwhile")
  func oneHandleForAll() throws {
    let wrong = Mutex<[String]>([])
    let rules = rules
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for number in 0..<200 {
        let id = "R-\(thread)-\(number)"
        let single = Call.decide(
          rules.pointer, #"{"id":"\#(id)","kind":"incident"}"#, options: Self.fields)
        let batch = Call.batch(
          rules.pointer, #"{"id":"\#(id)","kind":"incident"}"#, options: Self.fields)
        let expected = #"{"request":"\#(id)","to":"acme/desk"}"#
        if single.text != expected || batch.text != expected + "\n" {
          wrong.withLock { $0.append(id) }
        }
      }
      let own = try? OpenRules()
      if Call.decide(own?.pointer, "{}").status != .ok { wrong.withLock { $0.append("opening") } }
    }
    #expect(wrong.withLock { $0 } == [])
  }

  @Test func compressedRequestsThatAreDamaged() {
    let bytes: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff]
    let result = bytes.withUnsafeBytes { raw in
      Call.answer {
        BatonC.decideBatch(
          rules.pointer, raw.baseAddress?.assumingMemoryBound(to: CChar.self), UInt(raw.count), nil,
          0, $0, $1)
      }
    }
    #expect(result.status == .badRequest)
    #expect(result.text?.hasPrefix("requests:") ?? false, "\(result.text ?? "")")
  }
}
