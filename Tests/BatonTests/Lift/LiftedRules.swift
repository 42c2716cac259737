import BatonLua
import BatonModel

@testable import Baton

/// Functions in Lua as conditions of a small rule base, each with what Baton understood of it.
final class LiftedRules {
  let rules: CompiledRuleBase
  let schema: FactSchema
  let diagnostics: [Diagnostic]
  /// In the order in which they were given; nil where one was not found.
  let functions: [FunctionCondition]
  let pool: FunctionPool?

  static let preamble = """
    calendar "office" { timezone = "Europe/London", monday_to_friday = "09:00-15:00" }
    calendar "nights" { timezone = "Asia/Kolkata", every_day = "19:00-03:00" }
    provider "acme" { kind = "external", cost = 3,
      groups = { desk = { hours = "office", wip_limit = 3 }, l3 = { hours = "nights" } } }
    provider "fuji" { kind = "internal", groups = { depot = {} } }
    rota "line" { layers = {
      { people = { "acme/desk", "acme/l3" }, from_date = "2026-05-01", hours = "office" } } }
    role "boss" { party = "customer" }
    field "limit" { type = "number", of = "customer" }
    service "payroll" { provider = "acme", criticality = "vital", value = 7, accountable = "boss" }
    service "printing" { provider = "fuji", criticality = "low", depends_on = { "payroll" } }
    field "since" { type = "instant", of = "customer" }
    customer "c-9" { region = "UK", limit = 100, vip = true, since = "2026-05-08T10:00:00+01:00" }
    customer "c-8" { region = "é", limit = 2.5 }
    field "note" { type = "text" }
    field "size" { type = "number" }
    field "seen" { type = "instant" }
    field "flag" { type = "yes_no" }

    """

  private static let mostInFile = 20

  /// - Parameters:
  ///   - functions: expressions that give a function.
  ///   - before: Lua that stands before the rules.
  init(_ functions: [String], before: String = "") {
    // A file with more than 255 constants may not use bitwise operators.
    var files = ["landscape.lua": Self.preamble]
    var main = "include \"landscape\"\n"
    for start in stride(from: 0, to: functions.count, by: Self.mostInFile) {
      var source = before
      for (index, function) in functions[start...].prefix(Self.mostInFile).enumerated() {
        source += "\nroute \"r\(start + index)\" { when = { \(function) }, to = \"fuji/depot\" }"
      }
      files["part\(start).lua"] = source
      main += "include \"part\(start)\"\n"
    }
    files["main.lua"] = main + "route \"rest\" { to = \"fuji/depot\" }\n"
    var loader = Loader(folder: RuleFolder(contents: files))
    let loaded = loader.load(main: "main.lua")
    var folder = loaded.base.folder
    rules = RuleBaseCompiler(loaded.base, findings: loaded.findings).compile(folder: &folder)
    diagnostics = loaded.findings.diagnostics
    schema = FactSchema(rules)
    pool = loaded.base.program.map { FunctionPool($0, calendars: [:]) }
    self.functions = rules.routes.compactMap { entry in
      if case .function(let function) = entry.condition { function } else { nil }
    }
  }

  func bind(_ members: [(String, Value?)]) -> Facts {
    RequestBinder.bind(Request(Members(members)), in: World(), to: schema)
  }

  enum Answer: Equatable {
    case nothing
    case yesNo(Bool)
    case integer(Int64)
    /// By its bits, but every not-a-number is the same.
    case number(UInt64)
    case text([UInt8])
    /// A record or list, of which only the truth counts.
    case object
    case raises
  }

  /// What Lua answers.
  func run(_ function: FunctionCondition, _ bound: borrowing Facts) throws -> Answer {
    guard let pool else { return .raises }
    let worker = try pool.take()
    defer { pool.put(worker) }
    let objects = FunctionObjects(
      bound.schema, fields: pool.program.fields, calendars: pool.calendars)
    objects.begin(bound, offset: bound.offset)
    var arguments: [LuaArgument] = [
      .object(FunctionObjects.Handle.request), .object(FunctionObjects.Handle.its),
    ]
    if let column = function.column {
      arguments.insert(objects.argument(bound.columnValue(column)), at: 0)
    }
    do {
      let value = try worker.call(
        function.function.ordinal, arguments, FunctionHost(objects: objects))
      return Answer(value)
    } catch { return .raises }
  }

  /// What the formula answers; nil where it asks Lua.
  static func work(
    _ formula: Formula, _ bound: borrowing Facts
  ) -> Answer? {
    formula.value(in: bound, offset: bound.offset).map { Answer($0, offset: bound.offset) }
  }
}

extension LiftedRules.Answer {
  init(_ value: LuaValue) {
    switch value {
    case .none: self = .nothing
    case .yesNo(let yes): self = .yesNo(yes)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number.isNaN ? 1 : number.bitPattern)
    case .text(let text): self = .text(Array(text.utf8))
    case .bytes(let bytes): self = .text(bytes)
    default: self = .object
    }
  }

  init(_ value: FormulaValue, offset: Int) {
    switch value {
    case .none: self = .nothing
    case .yesNo(let yes): self = .yesNo(yes)
    case .integer(let number): self = .integer(Int64(number))
    case .number(let number): self = .number(number.isNaN ? 1 : number.bitPattern)
    case .text(let text): self = .text(Array(text.utf8))
    case .instant(let instant):
      self = .text(Array(ISO8601.format(instant, offsetSeconds: offset).utf8))
    case .list, .members, .record, .opaque: self = .object
    }
  }

  var isTrue: Bool { self != .nothing && self != .yesNo(false) && self != .raises }
}
