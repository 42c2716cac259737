import BatonLua
import BatonModel
import BatonSyntax
import BatonTime

/// Runs a rule base's files in the sandbox and reads what they declare.
///
/// A file goes through three hands: the syntax tree finds mistakes with their places, the numbered
/// source makes every value know its node, and the sandbox runs it once. A file that is not Lua
/// is reported and counts as empty, so that the others are still checked.
struct Loader {
  /// Names under which the sandbox shows the engine's own records to functions.
  static let hostObjects = ["catalogue"]

  private let findings: Findings
  private let sources = SourceSet()
  private var folder: RuleFolder
  private var keepsFunctions = false
  /// Files that the sandbox refuses for what the syntax tree says with its place.
  private var refused: Set<String> = []
  private var calendars = HeardCalendars()
  /// What was read before the first of the files that are run after the entry; nil until then.
  private var readByRules: Set<String>?
  private var hasBegun = false

  /// What loading gave; the rules still have to be compiled.
  struct Loaded {
    var base: RuleBase
    let findings: Findings
    /// The files that only those run after the entry asked for: tests, and what they include.
    let testFiles: Set<String>
    /// What the files printed.
    let printed: [UInt8]
  }

  init(folder: RuleFolder) {
    self.folder = folder
    findings = Findings(sources: sources)
  }

  /// Loads the rule base.
  /// - Parameters:
  ///   - main: the entry file, relative to the folder.
  ///   - more: further files to run after it, such as tests.
  mutating func load(main: String, more: [String] = []) -> Loaded {
    let load = run(main: main, more: more)
    let testFiles = readByRules.map { Set(folder.read.keys).subtracting($0) } ?? []
    var tree = DeclarationTree(findings: findings)
    let declarations = load.map { tree.declarations($0) } ?? []
    let schema = SchemaReader(findings: findings)
    let matrix = schema.matrix(declarations)
    let (identity, zone) = schema.identity(
      declarations, folderName: folder.name, hash: "")
    let table = schema.fields(declarations, matrix: matrix)
    var reader = CatalogueReader(fields: table, findings: findings)
    let findings = findings
    let catalogue = reader.read(declarations, folder: &folder) { fields, names in
      ConstantReader(fields: fields, catalogue: names, zone: zone, findings: findings)
    }
    var program = keepsFunctions ? load?.program : nil
    // Declared fields are known only now: functions read them as fast as those built in.
    program?.fields = table.requestFields.map(\.name)
    let base = RuleBase(
      identity: identity, zone: zone, fields: table, catalogue: catalogue,
      calendars: reader.calendars, matrix: matrix,
      levels: schema.levels(declarations), rules: declarations,
      program: program, folder: folder)
    return Loaded(
      base: base, findings: findings, testFiles: testFiles, printed: load?.printed ?? [])
  }

  private mutating func run(main: String, more: [String]) -> LuaLoad? {
    var state: LuaState
    do {
      state = try LuaState(
        words: Self.words, hostObjects: Self.hostObjects, fields: Self.fieldNames,
        functions: CalendarFunctions.names)
    } catch {
      findings.report(error)
      return nil
    }
    let files = ([main] + more).map { "include \"\($0)\"\n" }
    let border = more.isEmpty ? "" : "\(SyntaxTree.marker)(0, 0, true)\n"
    let entry = files[0] + border + files.dropFirst().joined()
    let load = state.load(
      LuaChunk(name: Self.entryName, bytes: Array(entry.utf8)),
      limits: .loading(sourceBytes: folder.sourceBytes()), host: &self)
    for failure in load.failures {
      if failure.kind == .refused, let file = failure.chunk, refused.contains(file) { continue }
      findings.report(failure)
    }
    keepsFunctions = !state.functions.isEmpty
    return load
  }

  /// The chunk that includes the entry file; it is no file of the rule base.
  private static let entryName = "(start)"

  static let words: [LuaWord] = Vocabulary.words.map { word in
    switch word.role {
    case .include: LuaWord(word.name, .include)
    case .declaration, .part:
      LuaWord(
        word.name, word.isNamed ? .declaration : .single, isHeard: word.name == "calendar")
    case .duration: LuaWord(word.name, .amount)
    default: LuaWord(word.name, word.isConstant ? .constant : .value)
    }
  }

  /// Names that functions read most: they are found by number instead of by text.
  static let fieldNames: [String] = FieldTable.builtIn.requestFields.map(\.name)

  fileprivate mutating func answer(_ request: LuaIncludeRequest) -> LuaInclude {
    let name = RuleFolder.canonical(request.name)
    // The entry is the first that the start asks for.
    if request.chunk == Self.entryName {
      if hasBegun, readByRules == nil { readByRules = Set(folder.read.keys) }
      hasBegun = true
    }
    if let known = sources.file(named: name) {
      // The sandbox knows it by this name and does not run it again.
      return .source(LuaChunk(name: known.name, bytes: []))
    }
    let bytes: [UInt8]
    do { bytes = try folder.text(name) } catch {
      findings.report(.file(request.name, error), at: place(of: request, file: name))
      return .source(LuaChunk(name: name, bytes: []))
    }
    let tree = SyntaxTree.parse(
      SourceText(name: name, bytes: bytes), data: Vocabulary.dataWords)
    let examined = SyntaxExamination(tree)
    for case .bitwiseWithManyConstants in tree.traps.lazy.map(\.cause) { refused.insert(name) }
    guard let runnable = examined.runnable else {
      _ = sources.add(tree)
      report(examined)
      return .source(LuaChunk(name: name, bytes: []))
    }
    // What was blanked keeps its bytes' places, so places in either tree are the user's.
    let file = sources.add(runnable, shownAs: tree.source)
    report(examined)
    return .source(
      LuaChunk(
        name: name,
        bytes: runnable.numberedSource(
          from: file.firstNode, calls: Vocabulary.names, data: file.firstData)))
  }

  private func place(of request: LuaIncludeRequest, file: String) -> Place {
    if let (file, node) = sources.node(request.node) {
      var range = node.range
      if case .call(let call) = node, let name = call.arguments.first { range = name.range }
      return sources.place(file: file, range: range)
    }
    if request.chunk == Self.entryName { return Place(file: file, line: 1) }
    return Place(file: request.chunk, line: request.line)
  }

  private func report(_ examined: SyntaxExamination) {
    guard let file = sources.files.indices.last else { return }
    for problem in examined.tree.problems {
      report(.syntax(problem.message), problem.range, problem.related, in: file)
    }
    for trap in examined.tree.traps {
      report(.trap(code: trap.code, trap.message), trap.range, trap.related, in: file)
    }
    for name in examined.unknownGlobals {
      report(
        .unknownName(
          "name", name.name, nearest: NearestName.to(name.name, among: Vocabulary.globals)),
        name.range, nil, in: file)
    }
  }

  private func report(
    _ problem: Problem, _ range: SourceRange, _ related: SourceRange?, in file: Int
  ) {
    findings.report(
      problem, at: Site(file: file, range: range),
      related: related.map { [(Site(file: file, range: $0), "it begins here")] } ?? [])
  }
}

extension Loader: LuaLoadHost {
  mutating func include(_ request: LuaIncludeRequest) -> LuaInclude { answer(request) }

  mutating func hear(_ record: LuaRecord) { calendars.hear(record) }

  mutating func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember {
    calendars.answer(function, given, folder: &folder, sources: sources)
  }
}
