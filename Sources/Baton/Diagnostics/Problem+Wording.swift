import BatonLua

// Every message about a rule base, here and in `Problem+RuleWording.swift`: lowercase, one clause, what was written in
// quotes, the rule, and what to do.

/// The words for one problem.
struct Wording {
  let code: String
  let message: String
  let help: String?

  init(_ code: String, _ message: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }
}

extension Problem {
  var severity: Diagnostic.Severity {
    switch self {
    case .undeclaredAccountable, .boundsConflict, .holidays: .warning
    case .time(let problem): problem.severity
    case .process(let problem): problem.severity
    default: .error
    }
  }

  var wording: Wording {
    fileWording ?? luaWording ?? declarationWording ?? valueWording ?? conditionWording
      ?? ruleWording ?? timeWording ?? tableWording ?? Wording("problem", "this is not understood")
  }

  private var timeWording: Wording? {
    switch self {
    case .time(let problem): problem.wording
    case .process(let problem): problem.wording
    case .table(let problem): problem.wording
    default: nil
    }
  }

  private var fileWording: Wording? {
    switch self {
    case .file(let name, let failure): Self.wording(name, failure)
    case .notACalendarFile(let name):
      Wording(
        "not-a-calendar-file", "\"\(name)\" is not an iCalendar file",
        help: "such a file begins with BEGIN:VCALENDAR")
    default: nil
    }
  }

  private static func wording(_ name: String, _ failure: FileFailure) -> Wording {
    switch failure {
    case .outside:
      Wording(
        "file-outside", "\"\(name)\" is outside the rule base's folder",
        help: "name files relative to that folder, without \"..\" or a leading \"/\"")
    case .linkOutside:
      Wording(
        "file-outside", "\"\(name)\" is a link that leads outside the rule base's folder",
        help: "copy the file into the folder")
    case .missing:
      Wording(
        "file-missing", "there is no file \"\(name)\"",
        help: "names are relative to the rule base's folder")
    case .isFolder:
      Wording("file-is-folder", "\"\(name)\" is a folder", help: "name one file in it")
    case .tooLarge(let limit):
      Wording(
        "file-too-large", "\"\(name)\" is larger than \(limit >> 20) MiB",
        help: "split it into several files")
    case .unreadable(let reason):
      Wording("file-unreadable", "\"\(name)\" cannot be read: \(reason)")
    case .bytecode:
      Wording(
        "file-bytecode", "\"\(name)\" is compiled Lua",
        help: "only Lua source text is read")
    case .binary:
      Wording("file-binary", "\"\(name)\" is not a text file")
    case .workbook:
      Wording(
        "file-binary", "\"\(name)\" is a workbook, and no text file",
        help: "make rules of it with: baton import \(name)")
    case .notUTF8(let line):
      Wording(
        "file-not-utf8", "\"\(name)\" is not UTF-8 text (line \(line))",
        help: "save the file as UTF-8")
    }
  }

  private var luaWording: Wording? {
    switch self {
    case .syntax(let message): Wording("syntax", message)
    case .trap(let code, let message): Wording(code, message)
    case .raised(let message): Wording("lua-error", message)
    case .refused(let message): Wording("refused", message)
    case .stopped(let meter):
      Wording(
        "budget", "the rule base used up its budget while loading (\(meter.phrase))",
        help: Self.budgetHelp)
    case .fileStopped(let meter):
      Wording("budget", "the file used up its budget (\(meter.phrase))", help: Self.budgetHelp)
    default: nil
    }
  }

  private static let budgetHelp =
    "look for a loop that does not end, or a text or table that grows without limit"

  private var declarationWording: Wording? {
    switch self {
    case .unnamed(let word, let example):
      Wording("no-name", "`\(word)` needs a name", help: "write \(example)")
    case .noBody(let word, let name):
      Wording(
        "no-body", "\(word) \"\(name)\" has no table after its name",
        help: "write \(word) \"\(name)\" { … }")
    case .noTable(let word, let example):
      Wording("no-body", "`\(word)` needs a table", help: "write \(example)")
    case .notATable(let title, let found):
      Wording("not-a-table", "\(title) needs a table { … }, found \(found)")
    case .misplaced(let title, let parent):
      Wording(
        "misplaced", "\(title) cannot stand inside \(Self.a(parent))",
        help: "put it outside, on its own")
    case .notATest(let title):
      Wording(
        "misplaced", "\(title) is no test, and cannot stand in a file of tests",
        help: "put it into a file that the entry includes: what is signed names those alone")
    case .claimedTwice(let title):
      Wording("claimed-twice", "\(title) is used in two places", help: "declare it twice")
    case .duplicateName(let title):
      Wording("duplicate-name", "\(title) is declared already", help: "give it another name")
    case .declaredOnce(let word):
      Wording("declared-once", "`\(word)` may stand only once in a rule base")
    case .unknownKey(let key, let word, let nearest, let known):
      Wording(
        "unknown-key", "`\(word)` has no \"\(key)\"",
        help: Self.suggestion(nearest) ?? "it takes " + Self.list(known))
    case .unknownAttribute(let name, let kind, let nearest):
      Wording(
        "unknown-attribute", "a \(Self.plain(kind)) has no \"\(name)\"",
        help: Self.suggestion(nearest)
          ?? "declare it: field \"\(name)\" { type = \"text\", of = \"\(kind)\" }")
    case .missingKey(let key, let title, let takes):
      Wording("missing-key", "\(title) has no \"\(key)\"", help: "\(key) takes \(takes)")
    case .keyIsNoName(let title):
      Wording("key-is-no-name", "a key of \(title) is not a name", help: "keys are texts")
    case .strayItem(let title, let found):
      Wording(
        "stray-entry", "\(title) has an entry without a name: \(found)",
        help: "write name = value")
    case .valueIsNil(let name):
      Wording(
        "value-is-nil", "the value of \"\(name)\" is nil here",
        help: "give it a value, or leave \"\(name)\" out")
    case .emptyList(let name):
      Wording(
        "empty-list", "the list of \"\(name)\" is empty: nothing can ever be in it",
        help: "add a value, or leave \"\(name)\" out")
    case .listHasHole(let name):
      Wording("list-has-nil", "a value in the list of \"\(name)\" is nil")
    case .builtInField(let name, let kind):
      Wording(
        "built-in-field", "\"\(name)\" is a built-in field of a \(Self.plain(kind))",
        help: "use it without declaring it, or choose another name")
    default: nil
    }
  }

  private var valueWording: Wording? {
    switch self {
    case .wrongType(let name, let wanted, let found):
      Wording("wrong-type", "\"\(name)\" takes \(wanted), found \(found)")
    case .notOneOf(let name, let found, let allowed, let nearest):
      Wording(
        "not-one-of", "\"\(name)\" cannot be \(found)",
        help: Self.suggestion(nearest) ?? "it is one of " + Self.list(allowed))
    case .unknownName("name", let name, let nearest):
      Wording(
        "unknown-name", "unknown name \"\(name)\"",
        help: Self.suggestion(nearest)
          ?? "names are words of the language, or variables declared with `local`")
    case .unknownName(let kind, let name, let nearest):
      Wording(
        "unknown-name", "unknown \(Self.plain(kind)) \"\(name)\"",
        help: Self.suggestion(nearest) ?? "declare it, or use the name of one that is declared")
    case .undeclaredAccountable(let name, let nearest):
      Wording(
        "undeclared-accountable",
        "role \"\(name)\" is declared nowhere: taken as a role of the customer",
        help: Self.suggestion(nearest) ?? "declare it: role \"\(name)\" { party = \"customer\" }")
    case .badZone(let message): Wording("unknown-zone", message)
    case .badTimes(let day, let text):
      Wording(
        "bad-hours", "\"\(day)\" takes hours such as \"09:00-17:30\", found \"\(text)\"")
    case .noWorkingTime(let name):
      Wording(
        "no-working-time", "calendar \"\(name)\" has no working time",
        help: "give at least one day hours, as in monday_to_friday = \"09:00-17:30\"")
    case .dateOutOfRange(let message): Wording("date-out-of-range", message)
    case .holidays(let message): Wording("holiday-unclear", message)
    case .serviceCycle(let names):
      Wording(
        "service-circle",
        "services depend on each other in a circle: " + names.joined(separator: " > "))
    case .subcontractorCycle(let names):
      Wording(
        "subcontractor-circle",
        "providers are each other's subcontractors: " + names.joined(separator: " > "))
    case .slashInName(let name, let kind):
      Wording(
        "slash-in-name", "the name of a \(Self.plain(kind)) cannot have \"/\" in it: \"\(name)\"",
        help: "\"/\" stands between a provider and its group")
    case .ambiguousTarget(let name):
      Wording(
        "ambiguous-name", "\"\(name)\" is a provider and a receiver",
        help: "give the receiver another name, or `to` cannot tell them apart")
    case .outOfRange(let name, let wanted, let found):
      Wording("out-of-range", "\"\(name)\" takes \(wanted), found \(found)")
    case .matrixRows(let found, let impact):
      Wording(
        "matrix-shape",
        "the matrix has \(Self.count(found, "row")) for \(impact.count) levels of impact",
        help: "write one row for each of " + Self.list(impact))
    case .matrixCells(let impact, let found, let urgency):
      Wording(
        "matrix-shape",
        "the row for impact \"\(impact)\" has \(Self.count(found, "cell")) "
          + "for \(Self.count(urgency.count, "urgency", "urgencies"))",
        help: "write one cell for each of " + Self.list(urgency))
    default: nil
    }
  }

  static func suggestion(_ nearest: String?) -> String? {
    nearest.map { "did you mean \"\($0)\"?" }
  }

  static func list(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  /// A word with its article: "a route", "an sla".
  static func a(_ word: String) -> String {
    let isSpelled = word == "sla" || word == "xla"
    let article = isSpelled || word.first.map { "aeiou".contains($0) } == true ? "an" : "a"
    return "\(article) \(plain(word))"
  }

  /// `configuration_item` as people say it.
  static func plain(_ word: String) -> String {
    word.replacing("_", with: " ")
  }
}

extension LuaMeter {
  /// What ran out, in words.
  var phrase: String {
    switch self {
    case .fuel: "too much work"
    case .live: "too much memory"
    case .block: "a text, a table or a chain of calls that is too large"
    case .churn: "too much memory, again and again"
    case .clock: "too much time"
    }
  }
}

extension LuaFunction.CaptureProblem {
  /// What it is that changes, in words.
  var phrase: String {
    switch self {
    case .iterator: "an iterator"
    }
  }
}
