import Baton
import BatonLua
import BatonModel
import BatonRecords
import BatonSyntax
import BatonWorkbench

/// What one session at the prompt knows: the rules, a Lua state, and a statement that is not
/// complete yet.
struct ReplSession: ~Copyable {
  /// The commands, in the order in which the help has them.
  static let commands: [PromptNames.Command] = [
    .init("decide", .request, "decide a request, as JSON"),
    .init(
      "why", .rules, "explain a request's decision; the last one, one by its id, or a rule in it"),
    .init("whynot", .rules, "why the last request is not led to a group, a provider, P1 or a rule"),
    .init("trace", .request, "every rule that was looked at, in order; of the last decision"),
    .init(
      "audience", .audience,
      "tell only what these may see: customer, provider, provider:NAME or integrator"),
    .init("fields", .word, "what a request may have; :fields service for other records"),
    .init("words", .word, "the words of the language; :words route for one of them"),
    .init("load", .file, "other rules: a folder or a Lua file"),
    .init("reload", .nothing, "read the rules again"),
    .init("help", .nothing, "these commands"),
    .init("quit", .nothing, "end, as the end of input does"),
  ]

  /// A line for each command.
  static var commandHelp: String {
    let shapes = commands.map { command in
      switch command.takes {
      case .nothing: ":\(command.name)"
      case .request: ":\(command.name) {json}"
      case .rules, .word: ":\(command.name) [name]"
      case .audience: ":\(command.name) [who]"
      case .file: ":\(command.name) file"
      }
    }
    let width = shapes.map(\.count).max() ?? 0
    return zip(shapes, commands).map { shape, command in
      "  \(shape.padded(to: width))  \(command.summary)"
    }.joined(separator: "\n")
  }

  /// How many decided requests are remembered, for `:why` with their ids.
  private static let remembered = 100

  private var rules: String
  private var engine: Engine?
  private var state: LuaState?
  private var lines: [String] = []
  private var requests: [Request] = []
  /// For whom decisions are told, as it was typed; nil for everybody who may see everything.
  private var audience: String?
  private(set) var names = PromptNames(commands: commands, engine: nil)

  init(rules: String) {
    self.rules = rules
  }

  var prompt: String { lines.isEmpty ? "baton> " : "   ... " }

  /// The lines of a statement that is not complete yet.
  var waiting: [String] { lines }

  /// Forgets them.
  mutating func giveUp() { lines = [] }

  /// Loads the rules and tells what is wrong with them, or what they are.
  mutating func load() throws {
    let load = try RuleBaseLoading.load(rules)
    if !load.printed.isEmpty { try Terminal.write(load.printed) }
    Terminal.note(load.diagnostics)
    engine = load.engine
    names = PromptNames(commands: Self.commands, engine: load.engine)
    requests = []
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
    let rest = parts.count > 1 ? parts[1].trimmed : ""
    switch parts.first {
    case "quit", "q": return false
    case "help", "h":
      try Terminal.write(
        line: Self.commandHelp
          + "\nanything else is Lua: an expression is shown, a statement is run")
    case "reload": try reload()
    case "load":
      if rest.isEmpty {
        Terminal.note(line: "a folder or a file is expected, :load rules")
      } else {
        try load(other: rest)
      }
    case "decide": try decide(rest, .winners) { $0.json + "\n" }
    case "why": try why(rest)
    case "whynot": try whyNot(rest)
    case "trace": try decide(rest) { TraceText.lines($0).joined(separator: "\n") + "\n" }
    case "audience": choose(audience: rest)
    case "fields": try tellFields(rest)
    case "words": try tellWords(rest)
    case let name?:
      let nearest = Engine.nearest(to: String(name), among: Self.commands.map(\.name))
      Terminal.note(
        line: "there is no command \":\(name)\"; "
          + (nearest.map { "did you mean \":\($0)\"?" } ?? ":help lists them"))
    case nil: Terminal.note(line: "a command is expected after the colon; :help lists them")
    }
    return true
  }

  private mutating func reload() throws {
    do { try load() } catch let failure as Unusable { Terminal.complain(failure.message) }
  }

  /// Takes other rules, unless there are none.
  private mutating func load(other: String) throws {
    let before = rules
    rules = other
    do { try load() } catch let failure as Unusable {
      rules = before
      Terminal.complain(failure.message)
    }
  }

  // MARK: Requests

  /// Decides the request that is written, or the last one again, and writes what is asked about it.
  private mutating func decide(
    _ json: String, _ explain: Explanation = .full, _ text: (Decision) -> String
  ) throws {
    guard let engine = usable() else { return }
    if json.isEmpty {
      guard let last = requests.last else {
        return Terminal.note(line: "nothing was decided yet: :decide {\"kind\":\"incident\"}")
      }
      return try write(last, engine, explain, text)
    }
    for request in read(json, engine) {
      requests = requests.suffix(Self.remembered - 1) + [request]
      try write(request, engine, explain, text)
    }
  }

  private func write(
    _ request: Request, _ engine: Engine, _ explain: Explanation = .full,
    _ text: (Decision) -> String
  ) throws {
    var decision = engine.decide(request, in: World(clock: Clock.now), explain: explain)
    if let name = audience {
      do throws(Unusable) {
        decision = decision.disclosed(to: try AudienceOptions.audience(name, of: engine))
      } catch {
        return Terminal.note(line: error.message)
      }
    }
    try Terminal.write(Array(text(decision).utf8))
  }

  // MARK: Audiences

  private mutating func choose(audience name: String) {
    guard let engine = usable() else { return }
    do throws(Unusable) {
      if !name.isEmpty { _ = try AudienceOptions.audience(name, of: engine) }
      audience = name.isEmpty ? nil : name
      Terminal.note(
        line: name.isEmpty ? "everything is told again" : "what a \(name) may see is told")
    } catch {
      Terminal.note(line: error.message)
    }
  }

  /// Whether what tells of all rules may be told; says so if not.
  private func tellsAllRules(_ engine: Engine, _ command: String) -> Bool {
    guard let name = audience else { return true }
    if (try? AudienceOptions.audience(name, of: engine))?.seesEverything == true { return true }
    Terminal.note(
      line: "\(command) tells of rules that a \(name) may not see: say :audience first")
    return false
  }

  private func usable() -> Engine? {
    if engine == nil {
      Terminal.note(line: "the rules cannot be used: mend them and :reload")
    }
    return engine
  }

  private mutating func why(_ argument: String) throws {
    if argument.isEmpty || argument.hasPrefix("{") {
      return try decide(argument) { ExplanationText.text($0, limit: 5) }
    }
    guard let engine = usable() else { return }
    if let known = requests.last(where: { $0.id == argument }) {
      return try write(known, engine) { ExplanationText.text($0, limit: 5) }
    }
    guard let last = requests.last else {
      return Terminal.note(line: "nothing was decided yet: :decide {\"kind\":\"incident\"}")
    }
    guard case .rule(let rule)? = engine.wanted(argument) else { return try whyNot(argument) }
    guard tellsAllRules(engine, ":why with a rule") else { return }
    try write(last, engine) { decision in
      let verdicts = decision.verdicts.filter { $0.rule == rule }
      let lines = verdicts.map {
        TerminalText.plain("\(VerdictWording.title($0)) \(VerdictWording.outcome($0))")
      }
      return (lines.isEmpty ? ["\"\(rule)\" was not looked at"] : lines)
        .joined(separator: "\n") + "\n"
    }
  }

  private func whyNot(_ name: String) throws {
    guard let engine = usable(), tellsAllRules(engine, ":whynot") else { return }
    guard let last = requests.last else {
      return Terminal.note(line: "nothing was decided yet: :decide {\"kind\":\"incident\"}")
    }
    guard let wanted = engine.wanted(name) else {
      let nearest = engine.nearestWanted(to: name).map { ", did you mean \"\($0)\"?" } ?? ""
      return Terminal.note(
        line:
          "neither a request that was decided, a group, a provider, a priority such as P1 nor a "
          + "rule is called \"\(name)\"" + nearest)
    }
    let whyNot = engine.whyNot(wanted, last, in: World(clock: Clock.now))
    for line in WhyNotText.page(whyNot, limit: 5) { try Terminal.write(line: line) }
  }

  private func read(_ json: String, _ engine: Engine) -> [Request] {
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

  // MARK: The language

  private func tellFields(_ name: String) throws {
    guard let kind = RecordKind(rawValue: name.isEmpty ? "request" : name) else {
      let kinds = RecordKind.allCases.map(\.rawValue).joined(separator: ", ")
      return Terminal.note(line: "\"\(name)\" is no kind of record; there are \(kinds)")
    }
    for line in LanguageText.lines(kind, names.language) {
      try Terminal.write(line: TerminalText.plain(line))
    }
  }

  private func tellWords(_ name: String) throws {
    let words = names.language.words
    if name.isEmpty {
      let width = words.map(\.name.count).max() ?? 0
      for word in words {
        try Terminal.write(line: "\(word.name.padded(to: width))  \(word.summary)")
      }
      return
    }
    guard let word = words.first(where: { $0.name == name }) else {
      let nearest = Engine.nearest(to: name, among: words.map(\.name))
      return Terminal.note(
        line: "there is no word \"\(name)\""
          + (nearest.map { ", did you mean \"\($0)\"?" } ?? "; :words lists them"))
    }
    for line in LanguageText.lines(word) { try Terminal.write(line: line) }
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

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
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
