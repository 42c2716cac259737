import BatonModel
import TestSupport

/// Few fields with few values, and tests of them with their meaning said by hand: so that every request
/// there is can be tried.
struct SmallWorld {
  struct Test: Sendable {
    let source: String
    let holds: @Sendable (Value?) -> Bool
  }

  struct Field: Sendable {
    /// As a column of a table names it.
    let name: String
    let values: [Value?]
    let tests: [Test]
    /// Tests that may stand in the cell of a table.
    var cells: [Test] = []

    /// `customer = { region = … }`
    func entry(_ test: String) -> String {
      let parts = name.split(separator: ".")
      return parts.count == 1 ? "\(name) = \(test)" : "\(parts[0]) = { \(parts[1]) = \(test) }"
    }
  }

  /// A value for each field, in their order.
  typealias Request = [Value?]

  static let landscape = """
    provider "acme" { default = "desk", groups = { desk = {}, l3 = {} } }
    provider "fuji" { default = "desk", groups = { desk = {} } }
    service "payroll" { provider = "acme", criticality = "vital" }
    service "erp" { provider = "acme", criticality = "vital" }
    service "mail" { provider = "fuji", criticality = "low" }
    field "size" { type = "number", of = "request" }
    field "flag" { type = "yes_no", of = "request" }
    field "color" { type = "text", of = "request" }
    field "mark" { type = "text", of = "request" }

    """

  static let all: [Field] = [service, size, flag, color, region, summary, tags]

  private static func one(_ source: String, _ holds: @escaping @Sendable (Value) -> Bool) -> Test {
    Test(source: source) { $0.map(holds) ?? false }
  }

  private static func not(_ source: String, _ holds: @escaping @Sendable (Value) -> Bool) -> Test {
    Test(source: source) { $0.map { !holds($0) } ?? true }
  }

  private static let presence = [
    Test(source: "present") { $0 != nil }, Test(source: "absent") { $0 == nil },
  ]

  private static let service = Field(
    name: "service", values: [nil, "payroll", "erp", "mail"].map { $0.map { .text($0) } },
    tests: presence + [
      one("\"payroll\"") { $0 == .text("payroll") },
      one("{ \"mail\", \"erp\" }") { $0 != .text("payroll") },
      not("is_not \"mail\"") { $0 == .text("mail") },
      one("{ criticality = \"vital\" }") { $0 != .text("mail") },
      one("{ provider = \"fuji\" }") { $0 == .text("mail") },
      one("{ criticality = \"vital\", provider = \"fuji\" }") { _ in false },
      one("{ criticality = \"low\", provider = { kind = absent } }") { $0 == .text("mail") },
      Test(source: "{ criticality = absent }") { $0 == nil },
    ], cells: [one("\"payroll\"") { $0 == .text("payroll") }, presence[0]])

  private static func number(_ value: Value) -> Double {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: .nan
    }
  }

  private static let sizes = [
    one("above(1)") { number($0) > 1 }, one("at_least(2)") { number($0) >= 2 },
    one("below(3)") { number($0) < 3 }, one("at_most(2)") { number($0) <= 2 },
    one("between(1, 2)") { (1...2).contains(number($0)) }, one("2") { number($0) == 2 },
    one("{ 1, 3 }") { [1, 3].contains(number($0)) }, not("is_not(2)") { number($0) == 2 },
    not("is_not(above(1))") { number($0) > 1 },
  ]

  private static let size = Field(
    name: "size",
    values: [nil, 0, 1, 1.5, 2, 2.5, 3, 4].map { $0.map { Value($0) } },
    tests: presence + sizes, cells: sizes)

  private static let flag = Field(
    name: "flag", values: [nil, .yesNo(true), .yesNo(false)],
    tests: presence + [
      one("true") { $0 == .yesNo(true) }, one("false") { $0 == .yesNo(false) },
      not("is_not(true)") { $0 == .yesNo(true) },
    ], cells: [one("true") { $0 == .yesNo(true) }, one("false") { $0 == .yesNo(false) }])

  private static let color = Field(
    name: "color", values: [nil, "a", "b", "z"].map { $0.map { .text($0) } },
    tests: presence + [
      one("\"a\"") { $0 == .text("a") }, one("{ \"a\", \"b\" }") { $0 != .text("z") },
      not("is_not \"a\"") { $0 == .text("a") },
      not("none_of { \"a\", \"b\" }") { $0 != .text("z") },
    ], cells: [one("\"a\"") { $0 == .text("a") }, one("\"b\"") { $0 == .text("b") }, presence[0]])

  private static let region = Field(
    name: "customer.region", values: [nil, "UK", "FR", "XX"].map { $0.map { .text($0) } },
    tests: presence + [
      one("\"UK\"") { $0 == .text("UK") }, one("{ \"UK\", \"FR\" }") { $0 != .text("XX") },
      not("is_not \"UK\"") { $0 == .text("UK") },
    ], cells: [one("\"UK\"") { $0 == .text("UK") }, one("\"FR\"") { $0 == .text("FR") }])

  private static func text(_ value: Value) -> String {
    if case .text(let text) = value { text } else { "" }
  }

  private static let summary = Field(
    name: "summary",
    values: [nil, "x", "pay", "payslip", "a pay", "a payslip"].map { $0.map { .text($0) } },
    tests: presence + [
      one("contains \"pay\"") { text($0).contains("pay") },
      one("contains \"payslip\"") { text($0).contains("payslip") },
      one("contains_any { \"payslip\", \"pay\" }") { text($0).contains("pay") },
      one("starts_with \"pay\"") { text($0).hasPrefix("pay") },
      not("is_not(contains \"payslip\")") { text($0).contains("payslip") },
    ],
    cells: [
      one("contains \"pay\"") { text($0).contains("pay") },
      one("starts_with \"pay\"") { text($0).hasPrefix("pay") },
    ])

  private static func members(_ value: Value) -> [Value] {
    if case .list(let members) = value { members } else { [] }
  }

  private static let tags = Field(
    name: "tags",
    values: [nil, ["a"], ["b"], ["a", "b"], ["c"]].map { $0.map { .list($0.map { .text($0) }) } },
    tests: presence + [
      one("\"a\"") { members($0).contains(.text("a")) },
      one("{ \"a\", \"b\" }") { !members($0).contains(.text("c")) },
      not("is_not \"a\"") { members($0).contains(.text("a")) },
    ], cells: [one("\"a\"") { members($0).contains(.text("a")) }])

  /// Every request over some fields.
  static func requests(_ fields: [Field]) -> [Request] {
    fields.reduce(into: [[]]) { requests, field in
      requests = requests.flatMap { request in field.values.map { request + [$0] } }
    }
  }

  static func members(_ request: Request, _ fields: [Field]) -> BatonModel.Request {
    var members: [(String, Value)] = []
    for (field, value) in zip(fields, request) {
      guard let value else { continue }
      let parts = field.name.split(separator: ".").map(String.init)
      members.append(
        (parts[0], parts.count == 1 ? value : .object(Members([(parts[1], value)]))))
    }
    return BatonModel.Request(members)
  }

  /// What a request says of fields, in their order.
  static func values(_ request: BatonModel.Request, _ fields: [Field]) -> Request {
    fields.map { field in
      let parts = field.name.split(separator: ".").map(String.init)
      guard parts.count > 1 else { return request.members[parts[0]] }
      guard case .object(let members)? = request.members[parts[0]] else { return nil }
      return members[parts[1]]
    }
  }
}
