import BatonC
import Testing

/// Missing pointers and wrong lengths end with a code.
@Suite struct ArgumentTests {
  @Test func theVersion() { #expect(BatonC.abiVersion() == 1) }

  @Test func closingAndFreeingNothing() {
    BatonC.close(nil)
    BatonC.free(nil)
  }

  @Test func missingRules() {
    let results = [
      Call.decide(nil, "{}"), Call.batch(nil, "{}"),
      Call.answer { BatonC.identity(nil, $0, $1) },
    ]
    for result in results {
      #expect(result.status == .badArgument)
      #expect(result.text == "there are no rules: open them first")
    }
  }

  @Test func missingTexts() throws {
    let rules = try OpenRules()
    let request = Call.answer { BatonC.decide(rules.pointer, nil, 5, nil, 0, $0, $1) }
    #expect(request.status == .badArgument)
    #expect(request.text == "the request is missing, or its length is wrong")
    let options = Call.answer { BatonC.decide(rules.pointer, "{}", 2, nil, 5, $0, $1) }
    #expect(options.status == .badArgument)
    let batch = Call.answer { BatonC.decideBatch(rules.pointer, nil, 5, nil, 0, $0, $1) }
    #expect(batch.status == .badArgument)
    let path = Call.answer { BatonC.check(nil, 5, $0, $1) }
    #expect(path.status == .badArgument)
  }

  @Test func lengthsThatNoTextHas() throws {
    let rules = try OpenRules()
    let result = Call.answer { BatonC.decide(rules.pointer, "{}", .max, nil, 0, $0, $1) }
    #expect(result.status == .badArgument)
  }

  @Test func lengthsCountAndNotNUL() throws {
    let rules = try OpenRules()
    let result = Call.answer { BatonC.decide(rules.pointer, "{}garbage", 2, "{}x", 2, $0, $1) }
    #expect(result.status == .ok)
  }

  @Test func nowhereToAnswer() throws {
    let rules = try OpenRules()
    #expect(BatonC.decide(rules.pointer, "{}", 2, nil, 0, nil, nil) == .badArgument)
    #expect(BatonC.decideBatch(rules.pointer, "{}", 2, nil, 0, nil, nil) == .badArgument)
    #expect(BatonC.identity(rules.pointer, nil, nil) == .badArgument)
    #expect(BatonC.check("/", 1, nil, nil) == .badArgument)
    #expect(BatonC.open("/nowhere", 8, nil, nil, nil) == .badArgument)
  }

  @Test func messagesAndLengthsMayBeUnwanted() throws {
    var pointer: OpaquePointer?
    #expect(BatonC.open("/nowhere", 8, &pointer, nil, nil) == .noRules)
    #expect(pointer == nil)
    let rules = try OpenRules()
    var answer: UnsafeMutablePointer<CChar>?
    #expect(BatonC.decide(rules.pointer, "{}", 2, nil, 0, &answer, nil) == .ok)
    #expect(answer.map { String(cString: $0) }?.hasPrefix("{") ?? false)
    BatonC.free(answer)
  }
}
