import Baton
import BatonLua
import BatonModel
import BatonRecords
import BatonSyntax
import BatonWorkbench

/// What one session at the prompt knows: the rules, a Lua state, and a statement that is not
/// complete yet.
struct ReplSession: ~Copyable {
  private static let help = """
    :decide {json}   decide a request, as JSON
    :why {json}      explain a decision
    :reload          read the rules again
    :help            this
    :quit            end
    anything else is Lua: an expression is shown, a statement is run

    """

  private let rules: String
  private var engine: Engine?
  private var state: LuaState?
  private var lines: [String] = []

  init(rules: String) {
    self.rules = rules
  }

  var prompt: String { lines.isEmpty ? "baton> " : "   ... " }

  /// Loads the rules and tells what is wrong with them, or what they are.
  mutating func load() throws {
    let load = try RuleBaseLoading.load(rules)
    if !load.printed.isEmpty { try Terminal.write(load.printed) }
    Terminal.note(load.diagnostics)
    engine = load.engine
    let summary = DiagnosticSummary(load.diagnostics).counts
    let name = TerminalText.plain(load.engine?.identity.name ?? rules)
    try Terminal.write(line: "\(name): \(summary)")
  }

  /// Does what one line says.
  /// - Returns: false if it ends the session.
  mutating func take(_ line: String) throws -> Bool {
    if lines.isEmpty, let command = line.firstIndex(where: { $0 != " " }), line[command] == ":" {
      return try obey(String(line[command...].dropFirst()))
    }
    // An empty line gives up waiting for the rest.
    let isBlank = line.allSatisfy { $0 == " " }
    if isBlank, lines.isEmpty { return true }
    lines.append(line)
    try run(mayWait: !isBlank)
    return true
  }

  /// Runs what was still waiting for its end.
  mutating func finish() throws {
    if !lines.isEmpty { try run(mayWait: false) }
  }

  // MARK: Commands

  private mutating func obey(_ command: String) throws -> Bool {
    let parts = command.split(separator: " ", maxSplits: 1)
    let rest = parts.count > 1 ? String(parts[1]) : ""
    switch parts.first {
    case "quit", "q": return false
    case "help", "h": try Terminal.write(Array(Self.help.utf8))
    case "reload":
      do { try load() } catch let failure as Unusable { Terminal.complain(failure.message) }
    case "decide": try decide(rest, explain: .winners)
    case "why": try decide(rest, explain: .full)
    default: Terminal.note(line: "there is no command \":\(command)\"; :help lists them")
    }
    return true
  }

  private func decide(_ json: String, explain: Explanation) throws {
    guard let engine else {
      return Terminal.note(line: "the rules cannot be used: mend them and :reload")
    }
    let world = World(clock: Clock.now)
    for request in requests(json, engine) {
      let decision = engine.decide(request, in: world, explain: explain)
      if explain == .winners {
        try Terminal.write(line: decision.json)
      } else {
        try Terminal.write(Array(ExplanationText.text(decision, limit: 5).utf8))
      }
    }
  }

  private func requests(_ json: String, _ engine: Engine) -> [Request] {
    do {
      var intake = try engine.intake()
      var reader = try RecordReader(
        ByteSource(bytes: Array(json.utf8)), format: .ndjson, name: "this line")
      switch try reader.next() {
      case nil:
        Terminal.note(line: "a request in braces is expected, {\"kind\":\"incident\"}")
      case .fault(let fault)?:
        Terminal.note(line: "\(fault)")
      case .record(let record)?:
        return try intake.requests(from: record.value, isTabular: false)
      }
    } catch {
      Terminal.note(line: "\(error)")
    }
    return []
  }

  // MARK: Lua

  private mutating func run(mayWait: Bool) throws {
    let text = lines.joined(separator: "\n")
    let expression = SyntaxTree.parse(SourceText(name: "prompt", text: "return \(text)"))
    if expression.problems.isEmpty {
      lines = []
      return try run(expression.source.bytes)
    }
    let statement = SyntaxTree.parse(SourceText(name: "prompt", text: text))
    if mayWait, statement.problems.contains(where: \.waitsForMore) { return }
    lines = []
    guard let problem = statement.problems.first else { return try run(statement.source.bytes) }
    Terminal.note(line: "error: \(problem.message)")
  }

  private mutating func run(_ bytes: [UInt8]) throws {
    let load: LuaLoad
    do throws(LuaFailure) {
      var state =
        if let mine = self.state.take() { mine } else {
          try LuaState(
            words: LuaFile.words, hostObjects: [], fields: [], functions: LuaFile.functions)
        }
      var host = PromptHost(engine: engine)
      load = state.load(
        LuaChunk(name: "prompt", bytes: bytes), limits: .loading(sourceBytes: bytes.count),
        host: &host)
      // A state that a meter stopped is over; the next line gets a new one.
      if state.isUsable { self.state = consume state }
    } catch {
      return Terminal.note(line: "error: \(error.message)")
    }
    try Terminal.write(load.printed)
    if let failure = load.failures.last {
      Terminal.note(line: "error: \(failure.message)")
    } else if !load.results.isEmpty {
      try Terminal.write(line: load.results.map(LuaValueText.shown).joined(separator: "\t"))
    }
  }
}

/// What Lua at the prompt may ask: the calendars of the rules.
private struct PromptHost: LuaLoadHost {
  let engine: Engine?

  func include(_ request: LuaIncludeRequest) -> LuaInclude {
    .refused("include has no meaning at a prompt: the rules are loaded already")
  }

  func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember {
    engine?.answer(function, given) ?? .refused("the rules have mistakes: there are no calendars")
  }
}

extension SyntaxProblem {
  /// Whether more lines could mend it.
  fileprivate var waitsForMore: Bool {
    switch cause {
    case .neverClosed, .missingEnd, .missingUntil, .unfinishedLongText, .unfinishedComment: true
    default: false
    }
  }
}
