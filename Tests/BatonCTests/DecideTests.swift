import BatonC
import Testing

@Suite struct DecideTests {
  private let rules: OpenRules

  init() throws { rules = try OpenRules() }

  @Test func aWholeDecision() throws {
    let result = Call.decide(rules.pointer, #"{"id":"R-1","kind":"incident"}"#)
    #expect(result.status == .ok)
    let text = try #require(result.text)
    #expect(text.hasPrefix(#"{"request":"R-1","#))
    #expect(text.contains(#""to":"acme/desk""#))
    #expect(text.contains(#""at":"main.lua:7""#))
    #expect(text.hasSuffix("}}"))
    #expect(result.length == text.utf8.count)
  }

  @Test func chosenFields() {
    let result = Call.decide(
      rules.pointer, #"{"id":"R-1","kind":"incident"}"#,
      options: #"{"fields":["to","kind","request"]}"#)
    #expect(result.text == #"{"to":"acme/desk","kind":"incident","request":"R-1"}"#)
  }

  @Test("the world comes in with the request")
  func world() {
    let request = #"{"kind":"service_request"}"#
    func target(_ load: String) -> String? {
      Call.decide(
        rules.pointer, request, options: #"{"fields":["to"],"world":{"load":{\#(load)}}}"#
      ).text
    }
    #expect(target(#""acme/desk":3"#) == #"{"to":"acme/night"}"#)
    #expect(target(#""acme/night":3"#) == #"{"to":"acme/desk"}"#)
  }

  @Test("dated rules look at the world's time and then at the request's, at no clock")
  func time() {
    func target(_ request: String, _ world: String) -> String? {
      Call.decide(
        rules.pointer, request, options: #"{"fields":["to"],"world":{\#(world)}}"#
      ).text
    }
    let winter = #""now":"2027-01-10T12:00:00Z""#
    let change = #"{"kind":"change"}"#
    let summer = #"{"kind":"change","opened_at":"2026-07-01T12:00:00Z"}"#
    #expect(target(change, winter) == #"{"to":"acme/night"}"#)
    #expect(target(summer, winter) == #"{"to":"acme/night"}"#)
    #expect(target(summer, "") == #"{"to":"acme/desk"}"#)
    #expect(target(change, "") == #"{"to":"acme/desk"}"#)
  }

  @Test func verdictsOnEveryRule() throws {
    let request = #"{"kind":"incident"}"#
    let plain = try #require(Call.decide(rules.pointer, request).text)
    let explained = Call.decide(rules.pointer, request, options: #"{"explain":true}"#)
    let text = try #require(explained.text)
    #expect(!plain.contains("Orders are shared"))
    #expect(text.contains("Orders are shared"))
  }

  @Test(
    "what is no request says why, and quotes nothing of it",
    arguments: [
      "", "[]", "[1]", "7", "{", "secret", #"{"secret":}"#, #"{"secret":1} {"id":"R-2"}"#, "\u{0}",
    ])
  func noRequest(_ text: String) throws {
    let result = Call.decide(rules.pointer, text)
    #expect(result.status == .badRequest)
    let message = try #require(result.text)
    #expect(message.hasPrefix("request"))
    #expect(!message.contains("secret"))
  }

  @Test(
    "wrong options say what is right",
    arguments: [
      (#"{"feilds":["to"]}"#, #""feilds" is no option, did you mean "fields"?"#),
      (#"{"fields":["too"]}"#, #""fields": there is no field "too", did you mean "to"?"#),
      (#"{"fields":["to","to"]}"#, #""fields": "to" is here twice"#),
      (#"{"fields":"to"}"#, #""fields" takes a list of names"#),
      (#"{"fields":[1]}"#, #""fields" takes a list of names"#),
      (#"{"jobs":0}"#, #""jobs" takes a whole number from 1 to 1024"#),
      (#"{"jobs":2.5}"#, #""jobs" takes a whole number from 1 to 1024"#),
      (#"{"explain":1}"#, #""explain" takes true or false"#),
      (#"{"explain":true,"fields":["to"]}"#, #""explain" adds to whole decisions: drop "fields""#),
      (#"{"source":"x"}"#, #"there is no source "x""#),
      (#"{"world":[]}"#, #""world" takes an object"#),
      (
        #"{"world":{"now":"soon"}}"#,
        #""world": "soon" is no instant: write it as "2026-05-08T16:00:00+02:00""#
      ),
    ])
  func wrongOptions(_ options: String, _ message: String) {
    for result in [
      Call.decide(rules.pointer, "{}", options: options),
      Call.batch(rules.pointer, "{}", options: options),
    ] {
      #expect(result.status == .badOptions)
      #expect(result.text == message)
    }
  }

  @Test func optionsThatAreNoObject() {
    #expect(Call.decide(rules.pointer, "{}", options: "[1]").status == .badOptions)
    #expect(Call.decide(rules.pointer, "{}", options: "nonsense").status == .badOptions)
    #expect(Call.decide(rules.pointer, "{}", options: #"{"jobs":null}"#).status == .ok)
  }

  @Test("calls with other options in between give the same")
  func manyOptions() {
    for load in [Array(1...40), [3, 3, 1]].joined() {
      let options = #"{"fields":["to","kind"],"world":{"load":{"acme/desk":\#(load)}}}"#
      let order = Call.decide(rules.pointer, #"{"kind":"service_request"}"#, options: options)
      #expect(order.text == #"{"to":"acme/night","kind":"service_request"}"#)
      #expect(Call.decide(rules.pointer, "{", options: options).status == .badRequest)
      let plain = Call.decide(rules.pointer, "{}", options: #"{"fields":["to"]}"#)
      #expect(plain.text == #"{"to":"acme/desk"}"#)
    }
  }

  /// One record of another tool may be several requests; a single call has room for one.
  @Test func recordsOfOtherTools() throws {
    let rules = try OpenRules(
      OpenRules.main + """

        source "tickets" { records = "tickets", fields = { id = "number", kind = "type" } }
        """)
    func decide(_ tickets: String) -> Call.Result {
      Call.decide(
        rules.pointer, #"{"tickets":[\#(tickets)]}"#, options: #"{"fields":["request","to"]}"#)
    }
    let ticket = #"{"number":"T-1","type":"incident"}"#
    #expect(decide(ticket).text == #"{"request":"T-1","to":"acme/desk"}"#)
    let several = decide("\(ticket),\(ticket)")
    #expect(several.status == .badRequest)
    #expect(several.text == "request: the record holds 2: decide them as a batch")
    #expect(decide("7").status == .badRequest)
  }

  @Test("a request costs what it is long: 8 MB are decided, 17 MiB are refused")
  func longTexts() throws {
    func request(_ count: Int) -> String {
      #"{"id":"R-1","summary":""# + String(repeating: "x", count: count) + #""}"#
    }
    let fields = #"{"fields":["request","to"]}"#
    let decided = Call.decide(rules.pointer, request(8_000_000), options: fields)
    #expect(decided.text == #"{"request":"R-1","to":"acme/desk"}"#)
    let refused = Call.decide(rules.pointer, request(17 << 20), options: fields)
    #expect(refused.status == .badRequest)
    #expect(try #require(refused.text).contains("longer than 16 MiB"))
  }
}
