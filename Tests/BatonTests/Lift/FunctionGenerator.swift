import BatonModel
import TestSupport

/// Writes functions in Lua that read requests, and requests for them to read. Kinds of value mostly
/// fit what is done with them, so that much is worked out and some of it raises.
struct FunctionGenerator {
  /// A piece of source with smaller pieces in it: what shrinking takes apart.
  indirect enum Piece {
    case text(String)
    case made([Piece])

    var source: String {
      switch self {
      case .text(let text): text
      case .made(let parts): parts.map(\.source).joined()
      }
    }
  }

  enum Kind: CaseIterable { case number, text, truth, any }

  var random: SeededNumbers
  private var locals: [Kind] = []

  init(seed: UInt64) { random = SeededNumbers(seed: seed) }

  /// What stands before all functions: constants and helpers that they capture.
  static let before = """
    local LIMIT, RATE, NAME, NOTHING = 100, 2.5, "UK", nil
    local FEW <const> = 3
    local PERIOD <const> = FEW * 60
    local TABLE = { UK = 4, ["é"] = "x", [1] = "one", [2.0] = 2, [true] = false, K = 1.5 }
    local LIST = { "a", "payroll", 3 }
    local DEEP = { gold = { hours = 4 }, silver = { hours = 8 } }
    local function over(value, bound) return value ~= nil and value > bound end
    local function first(value) if value == nil then return "none" end return value end
    local function listed(value)
      for _, item in ipairs(LIST) do if item == value then return true end end
      return false
    end
    local function grade(value)
      if not value then return 0 elseif value < 0 then return -1 end
      local result = 1
      if value > LIMIT then result = result + 1 end
      return result
    end

    """

  // MARK: Functions

  mutating func function() -> Piece {
    locals = []
    var parts: [Piece] = [.text("function(request, its) ")]
    for _ in 0..<random.below(3) { parts.append(statement()) }
    parts += [.text("return "), expression(random.pick(Kind.allCases), 4), .text(" end")]
    return .made(parts)
  }

  /// A function as process owners write them: comparisons of fields with constants, guarded or not.
  mutating func plainFunction() -> Piece {
    locals = []
    let head =
      random.isOne(in: 3)
      ? "function(request, its) local size, who = request.size, its.customer "
      : "function(request, its) "
    return .made([.text(head), .text("return "), plainCondition(3), .text(" end")])
  }

  /// A function that stands for the value of a field, and the path of that field.
  mutating func matcher() -> (path: String, piece: Piece) {
    locals = [.any]
    let path = random.pick(["cost", "summary", "vip", "tags", "seen", "customer.limit", "service"])
    return (
      path,
      .made([.text("function(v0, request, its) return "), expression(.truth, 3), .text(" end")])
    )
  }

  private mutating func plainCondition(_ depth: Int) -> Piece {
    if depth == 0 || random.isOne(in: 4) { return plainTest() }
    switch random.below(7) {
    case 0, 1, 2:
      return .made([
        .text("("), plainCondition(depth - 1), .text(") and ("), plainCondition(depth - 1),
        .text(")"),
      ])
    case 3, 4:
      return .made([
        .text("("), plainCondition(depth - 1), .text(") or ("), plainCondition(depth - 1),
        .text(")"),
      ])
    case 5: return .made([.text("not ("), plainCondition(depth - 1), .text(")")])
    default:
      return .made([
        .text("(("), plainCondition(0), .text(") and "), plainCondition(0), .text(" or "),
        plainCondition(0), .text(")"),
      ])
    }
  }

  private mutating func plainTest() -> Piece {
    let number = random.pick([
      "request.cost", "request.size", "request.priority", "its.customer.limit", "request.reopened",
    ])
    let text = random.pick([
      "request.summary", "request.note", "request.kind", "request.service", "its.customer.region",
      "its.service.criticality", "its.service.provider", "request.customer",
    ])
    let bound = random.pick(["0", "3", "100", "2.5", "100.5", "9007199254740993", "(0/0)", "LIMIT"])
    let constant = random.pick([
      "\"UK\"", "\"a\"", "\"K\"", "\"é\"", "\"vital\"", "\"c-9\"", "NAME", "3",
    ])
    let order = random.pick(["<", "<=", ">", ">="])
    switch random.below(12) {
    case 0: return .text("\(number) \(order) \(bound)")
    case 1: return .text("\(bound) \(order) \(number)")
    case 2: return .text("\(number) and \(number) \(order) \(bound)")
    case 3: return .text("\(number) ~= nil and \(number) \(order) \(bound)")
    case 4: return .text("\(number) \(random.pick(["==", "~="])) \(bound)")
    case 5, 6: return .text("\(text) \(random.pick(["==", "~="])) \(constant)")
    case 7: return .text(random.pick(["request.vip", "request.flag == false", "request.major"]))
    case 8: return .text("\(random.pick([number, text])) \(random.pick(["==", "~="])) nil")
    case 9: return .text("over(\(number), \(bound))")
    case 10: return .text("listed(\(text))")
    default: return .text("its.customer and \(text) == \(constant)")
    }
  }

  private mutating func statement() -> Piece {
    switch random.below(6) {
    case 0, 1, 2:
      let kind = random.pick(Kind.allCases)
      let value = expression(kind, 2)
      locals.append(kind)
      return .made([.text("local v\(locals.count - 1) = "), value, .text(" ")])
    case 3:
      return .made([
        .text("if "), expression(.truth, 2), .text(" then return "), expression(.any, 2),
        .text(" end "),
      ])
    case 4 where !locals.isEmpty:
      let local = random.below(locals.count)
      return .made([
        .text("if "), expression(.truth, 2), .text(" then v\(local) = "),
        expression(locals[local], 2), .text(" end "),
      ])
    default:
      return .made([
        .text("for i = 1, 2 do if "), expression(.truth, 1), .text(" then "),
        .text(random.isOne(in: 3) ? "break" : "return i"), .text(" end end "),
      ])
    }
  }

  mutating func expression(_ kind: Kind, _ depth: Int) -> Piece {
    // Now and then something that does not fit.
    let kind = random.isOne(in: 14) ? .any : kind
    if depth == 0 || random.isOne(in: 5) { return .text(atom(kind)) }
    switch kind {
    case .number: return number(depth)
    case .text: return text(depth)
    case .truth: return truth(depth)
    case .any: return expression(random.pick([.number, .text, .truth]), depth)
    }
  }

  private mutating func number(_ depth: Int) -> Piece {
    let left = expression(.number, depth - 1)
    switch random.below(14) {
    case 0, 1, 2, 3, 4:
      return group(left, random.pick(["+", "-", "*", "/", "//", "%", "^"]), .number, depth)
    case 5: return group(left, random.pick(["&", "|", "~", "<<", ">>"]), .number, depth)
    case 6: return .made([.text("-("), left, .text(")")])
    case 7: return .made([.text("~("), left, .text(")")])
    case 8: return .made([.text("#("), expression(.text, depth - 1), .text(")")])
    case 9, 10:
      let name = random.pick([
        "math.floor", "math.ceil", "math.abs", "math.sqrt", "math.tointeger", "tonumber", "grade",
      ])
      return .made([.text(name + "(("), left, .text("))")])
    case 11:
      return .made([
        .text(random.pick(["math.max((", "math.min((", "math.fmod(("])), left, .text("), ("),
        expression(.number, depth - 1), .text("))"),
      ])
    case 12:
      return .made([
        .text("("), expression(.text, depth - 1), .text("):find("),
        expression(.text, depth - 1), .text(random.pick([")", ", 1, true)"])),
      ])
    default: return choice(.number, depth)
    }
  }

  private mutating func text(_ depth: Int) -> Piece {
    let left = expression(.text, depth - 1)
    switch random.below(9) {
    case 0, 1: return group(left, "..", random.isOne(in: 4) ? .number : .text, depth)
    case 2: return .made([.text("("), left, .text("):lower()")])
    case 3: return .made([.text("string.upper("), left, .text(")")])
    case 4:
      return .made([
        .text("string.sub("), left, .text(", "), expression(.number, 0), .text(", "),
        expression(.number, 0), .text(")"),
      ])
    case 5:
      return .made([
        .text(random.pick(["tostring((", "type((", "math.type(("])),
        expression(.any, depth - 1), .text("))"),
      ])
    case 6: return .made([.text("first(("), left, .text("))")])
    case 7:
      return .made([
        .text("string.match("), left,
        .text(random.pick([", \"^pay\")", ", \"a$\")", ", \"a%.\")", ", \"^UK$\")", ", \"\")"])),
      ])
    default: return choice(.text, depth)
    }
  }

  private mutating func truth(_ depth: Int) -> Piece {
    switch random.below(12) {
    case 0, 1, 2:
      let kind = random.pick([Kind.number, .number, .text])
      return group(
        expression(kind, depth - 1), random.pick(["<", "<=", ">", ">="]), kind, depth)
    case 3, 4, 5:
      let kind = random.pick(Kind.allCases)
      return group(expression(kind, depth - 1), random.pick(["==", "~="]), kind, depth)
    case 6, 7, 8:
      return group(
        expression(.truth, depth - 1), random.pick(["and", "or"]), .truth, depth)
    case 9: return .made([.text("not ("), expression(.any, depth - 1), .text(")")])
    case 10:
      return .made([
        .text("over(("), expression(.number, depth - 1), .text("), ("),
        expression(.number, depth - 1), .text("))"),
      ])
    default:
      return .made([.text("listed(("), expression(.any, depth - 1), .text("))")])
    }
  }

  private mutating func group(
    _ left: Piece, _ symbol: String, _ kind: Kind, _ depth: Int
  ) -> Piece {
    .made([
      .text("("), left, .text(") \(symbol) ("), expression(kind, depth - 1), .text(")"),
    ])
  }

  private mutating func choice(_ kind: Kind, _ depth: Int) -> Piece {
    .made([
      .text("("), expression(random.isOne(in: 2) ? .truth : kind, depth - 1),
      .text(random.isOne(in: 2) ? " and " : " or "), expression(kind, depth - 1), .text(")"),
    ])
  }

  private mutating func atom(_ kind: Kind) -> String {
    let fitting = locals.indices.filter { locals[$0] == kind || kind == .any }
    if !fitting.isEmpty, random.isOne(in: 3) { return "v\(random.pick(fitting))" }
    switch kind {
    case .number: return random.pick(Self.numbers)
    case .text: return random.pick(Self.texts)
    case .truth: return random.pick(Self.truths)
    case .any:
      return random.pick(random.pick([Self.numbers, Self.texts, Self.truths, Self.others]))
    }
  }

  private static let numbers = [
    "request.cost", "request.cost", "request.size", "request.size", "request.priority",
    "request.reopened", "request.attributes.n", "its.customer.limit", "its.service.value",
    "LIMIT", "RATE", "FEW", "PERIOD", "TABLE.UK", "TABLE[request.note]", "DEEP.gold.hours",
    "0", "1", "-1", "2", "3.0", "0.5", "-0.0", "1e308", "(0/0)", "(1/0)", "(-1/0)",
    "9007199254740992", "9007199254740993", "9007199254740992.0", "9223372036854775807",
    "math.mininteger", "9223372036854775808.0", "-9223372036854775808.0", "100", "64", "math.huge",
  ]

  private static let texts = [
    "request.summary", "request.note", "request.note", "request.category", "request.service",
    "request.kind", "request.customer", "request.attributes.t", "its.service.criticality",
    "its.customer.region", "its.customer.id", "its.service.provider", "request.seen",
    "catalogue.services[request.service].criticality",
    "catalogue.providers[its.service.provider].kind", "request.tags[1]", "request.attributes.o.t",
    "NAME", "TABLE[1]", "first(nil)", "\"UK\"", "\"\"", "\"é\"", "\"e\\u{301}\"", "\"K\"",
    "\"\\u{212A}\"", "\"payroll\"", "\"vital\"", "\"a\"", "\"10\"", "\"-7\"", "\"ab\\0c\"",
    "\"incident\"",
    "\"2026-05-08T16:00:00+02:00\"",
  ]

  private static let truths = [
    "request.vip", "request.flag", "request.major", "request.attributes.b", "its.customer.vip",
    "true", "false", "request.summary == nil", "its.customer", "request.kind == \"incident\"",
    "request.size == 3", "request.cost and request.cost > 10", "TABLE[true]",
  ]

  private static let others = [
    "nil", "request.tags", "request.attributes", "request.attributes.o", "its.service", "its",
    "NOTHING", "request", "request.nothing", "request.seen", "its.requester.customer", "TABLE",
    "request.attributes.missing", "#request.tags", "LIST[request.size]",
  ]

  // MARK: Requests

  mutating func request() -> [(String, Value?)] {
    var members: [(String, Value?)] = []
    func maybe(_ name: String, _ values: [Value?]) {
      if !random.isOne(in: 3) { members.append((name, random.pick(values))) }
    }
    maybe("kind", [.text("incident"), .text("change")])
    maybe("summary", Self.textValues)
    maybe("note", Self.textValues)
    maybe("category", Self.textValues)
    maybe("service", [.text("payroll"), .text("printing"), .text("payrol")])
    maybe("cost", Self.numberValues)
    maybe("size", Self.numberValues)
    maybe("reopened", [.integer(0), .integer(3), .number(2)])
    maybe("priority", [.integer(1), .integer(3)])
    maybe("vip", [.yesNo(true), .yesNo(false)])
    maybe("flag", [.yesNo(true), .yesNo(false), nil])
    // The first is when a calendar of the landscape closes.
    maybe(
      "seen",
      [
        .text("2026-05-08T16:00:00+02:00"), .text("2026-05-08T13:59:59Z"),
        .text("1970-01-01T00:00:00Z"),
      ])
    maybe("opened_at", [.text("2026-05-08T16:00:00+02:00"), .text("2026-05-08T14:00:00Z")])
    maybe("tags", [.list([]), .list([.text("a"), .text("é")]), .text("UK")])
    maybe(
      "customer",
      [
        .text("c-9"), .text("c-8"), .text("c-1"),
        .object(Members([("id", .text("c-9")), ("region", .text("IE"))] as [(String, Value)])),
        .object(Members([("region", .text("UK")), ("limit", .number(0.5))] as [(String, Value)])),
        .object(Members([("id", .text("c-8")), ("limit", nil)] as [(String, Value?)])),
        .object(
          Members([("id", .text("c-9")), ("since", .text("2026"))] as [(String, Value)])),
      ])
    maybe(
      "requester",
      [
        .text("p-1"),
        .object(
          Members(
            [
              ("id", .text("p-2")),
              ("customer", .object(Members([("id", .text("c-9"))] as [(String, Value)]))),
            ] as [(String, Value)])),
      ])
    maybe("n", Self.numberValues + Self.textValues)
    maybe("t", Self.textValues + [.integer(7), .yesNo(true), .list([.integer(1)])])
    maybe("b", [.yesNo(true), .yesNo(false), nil])
    maybe("o", [.object(Members([("t", .text("UK"))] as [(String, Value)]))])
    return members
  }

  private static let textValues: [Value?] = [
    .text("UK"), .text(""), .text("é"), .text("e\u{301}"), .text("K"), .text("\u{212A}"),
    .text("payroll"), .text("vital"), .text("a"), .text("10"), .text("ab\0c"), .text("PAY a."), nil,
  ]

  private static let numberValues: [Value?] = [
    .integer(0), .integer(3), .integer(100), .integer(101), .integer(-1), .number(2.5),
    .number(-0.0), .number(1e308), .integer(1 << 53), .integer(1 << 53 + 1), .number(0x1p60),
    .integer(.max), .integer(.min), .number(.nan), .number(.infinity), .number(-.infinity),
    .number(0.1), .text("3"), nil,
  ]
}
