import BatonLua
import BatonModel
import BatonSyntax

/// Checks a function that a rule keeps and gives the reference by which it is called.
///
/// A kept function must not remember anything between two requests, or deciding would depend on
/// what was decided before. The syntax tree finds assignments to variables from outside; the
/// sandbox finds captured iterators. Fields read from the request are checked by name.
struct FunctionCompiler {
  private let context: CompileContext
  /// Whether the rule is about what follows a decision: then it may ask for the event.
  private let seesEvent: Bool

  init(_ context: CompileContext, seesEvent: Bool = false) {
    self.context = context
    self.seesEvent = seesEvent
  }

  /// What a function is called with.
  enum Arguments {
    /// The request, and the records it refers to.
    case request
    /// A field's value first, then as above.
    case value
    /// A record of another tool, whose names are not ours to check.
    case record

    fileprivate var requestPosition: Int? {
      switch self {
      case .request: 0
      case .value: 1
      case .record: nil
      }
    }
  }

  /// - Parameter column: of whose value the function is asked first.
  func reference(
    _ written: Written, of arguments: Arguments, column: Int? = nil
  ) -> FunctionReference? {
    guard let function = written.function else { return nil }
    if let word = word(written, function) {
      context.findings.report(
        .matcherArguments(word.name, example: word.example), at: written.site)
      return nil
    }
    for node in Set(function.reaches + [function.node].compactMap(\.self)) {
      guard let (file, tree) = context.sources.function(node) else { continue }
      for capture in tree.assignedCaptures {
        context.findings.report(
          .assignsCapture(capture.name), at: Site(file: file, range: capture.range))
      }
    }
    if let problem = function.problem {
      context.findings.report(.keepsState(problem.phrase), at: written.site)
    }
    if let (file, tree) = context.sources.function(function.node),
      let position = arguments.requestPosition
    {
      checkFields(tree, file: file, parameter: position)
    }
    let place =
      context.sources.function(function.node).map {
        context.sources.place(file: $0.file, range: $0.function.range)
      } ?? Place(file: function.chunk, line: function.line)
    let start = Place(file: place.file, line: place.line, column: place.column)
    var lifted: LiftedFunction?
    if arguments.requestPosition != nil {
      lifted = lift(function, column: column, at: start)
    }
    return FunctionReference(ordinal: function.ordinal, place: start, lifted: lifted)
  }

  /// A word of the language that stands without what it takes: `above` for `above(5)`. What has no place
  /// of its own is looked for in what it stands in.
  private func word(_ written: Written, _ function: LuaFunction) -> Word? {
    guard context.sources.function(function.node) == nil else { return nil }
    var rest = context.sources.text(at: written.site)[...]
    while let start = rest.firstIndex(where: Self.isName) {
      rest = rest[start...]
      let name = rest.prefix(while: Self.isName)
      rest = rest[name.endIndex...]
      let next = rest.first { !$0.isWhitespace }
      if let word = Vocabulary.word(String(name)), !word.isConstant,
        next.map(",})".contains) ?? true
      {
        return word
      }
    }
    return nil
  }

  private static func isName(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber
  }

  /// Reads what a function means, and notes that or why not.
  private func lift(_ function: LuaFunction, column: Int?, at place: Place) -> LiftedFunction? {
    guard let (file, tree) = context.sources.function(function.node) else {
      context.functions.add(FunctionReport(place: place, obstacle: .unwritten, at: place))
      return nil
    }
    let closure = FunctionLifter.Closure(
      function: tree, file: file, captures: function.captures, root: tree)
    do throws(FunctionLifter.Refusal) {
      let formula = try FunctionLifter(context).formula(of: closure, column: column)
      var analysis = FormulaAnalysis(formula, context)
      let (possible, isExact) = analysis.possible()
      context.functions.add(
        FunctionReport(place: place, readsOnlyFields: !formula.readsAttributes))
      return LiftedFunction(formula: formula, possible: possible, isExact: isExact)
    } catch {
      let at = context.sources.place(error.site)
      context.functions.add(
        FunctionReport(
          place: place, obstacle: error.obstacle,
          at: Place(file: at.file, line: at.line, column: at.column)))
      return nil
    }
  }

  /// `request.servce` is an error here, not a nil at three in the morning.
  private func checkFields(_ function: FunctionNode, file: Int, parameter: Int) {
    guard function.parameters.indices.contains(parameter) else { return }
    let declaration = function.parameters[parameter]
    function.walk { expression in
      guard case .index(let index) = expression, let field = index.name,
        case .name(let name) = index.object, name.refers(to: declaration)
      else { return }
      var range = index.range
      if case .named(_, let key) = index.key { range = key }
      if field == FieldTable.event, !seesEvent {
        context.findings.report(.time(.eventElsewhere), at: Site(file: file, range: range))
      }
      guard context.fields[.request, field] == nil, field != "attributes" else { return }
      context.findings.report(
        .functionField(
          field, nearest: NearestName.to(field, among: context.fields.names(of: .request))),
        at: Site(file: file, range: range))
    }
  }
}

extension NameNode {
  fileprivate func refers(to declaration: LocalDeclaration) -> Bool {
    switch resolution {
    case .local(let found), .upvalue(let found): found === declaration
    case .global: false
    }
  }
}
