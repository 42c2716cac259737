// Random programs over the whole grammar of Lua. They do not mean anything, and one in a few breaks
// a rule of scopes or labels: those are wanted too. A program is a list of tokens, so that mutations
// can be made between them.

import TestSupport

struct ProgramGenerator {
  var random: SeededNumbers
  private var tokens: [String] = []
  private var depth = 0

  init(seed: UInt64) { random = SeededNumbers(seed: seed) }

  mutating func program() -> [String] {
    tokens = []
    depth = 0
    block(statements: 1 + random.below(6))
    return tokens
  }

  /// A token taken away, doubled, exchanged or put in.
  mutating func mutated(_ program: [String]) -> [String] {
    var result = program
    for _ in 0...random.below(2) {
      guard !result.isEmpty else { break }
      let at = random.below(result.count)
      switch random.below(5) {
      case 0: result.remove(at: at)
      case 1: result.insert(result[at], at: at)
      case 2: result.swapAt(at, random.below(result.count))
      case 3: result[at] = random.pick(Self.spare)
      default: result.insert(random.pick(Self.spare), at: at)
      }
    }
    return result
  }

  /// The tokens with the spaces, comments and line ends that Lua ignores.
  mutating func text(of program: [String]) -> String {
    var text = " "  // not "#": that would be a line that a file, but no chunk, may begin with
    for token in program {
      text += token
      switch random.below(24) {
      case 0...3: text += "\n"
      case 4: text += " --[[ ( ]] "
      case 5: text += " -- {\n"
      case 6: text += "\t"
      default: text += " "
      }
    }
    return text
  }

  private static let names = ["a", "b", "c", "route", "f", "_ENV", "x1"]
  private static let labels = ["l1", "l2", "l3"]
  private static let binary = [
    "+", "-", "*", "/", "//", "%", "^", "..", "&", "|", "~", "<<", ">>", "==", "~=", "<", "<=",
    ">", ">=", "and", "or",
  ]
  private static let literals = [
    "nil", "true", "false", "1", "0x1F", "3.5", "1e3", ".5", "0x.8p1", "9223372036854775808",
    "\"text\"", "'it'", "[[long\ntext]]", "[=[ ]] ]=]", "\"\\x41\\u{20AC}\\65\\z  b\"", "...",
  ]
  private static let spare =
    binary + literals + names + [
      "{", "}", "(", ")", "[", "]", ",", ";", ":", "::", ".", "=", "end", "do", "then", "if",
      "else", "elseif", "local", "function", "return", "break", "goto", "repeat", "until", "while",
      "for", "in", "not", "#", "<const>", "<close>", "1..2", "3x", "\"open", "\"\\q\"", "[==", "!",
    ]

  private mutating func add(_ words: String...) { tokens.append(contentsOf: words) }

  private mutating func name() { tokens.append(random.pick(Self.names)) }

  private mutating func block(statements count: Int) {
    depth += 1
    for _ in 0..<count { statement() }
    if random.isOne(in: 6) {
      add("return")
      if !random.isOne(in: 3) { list() }
      if random.isOne(in: 3) { add(";") }
    }
    depth -= 1
  }

  private mutating func inner() {
    block(statements: depth > 4 ? 1 : random.below(3))
  }

  private mutating func statement() {
    let kinds = depth > 4 ? 5 : 16
    switch random.below(kinds) {
    case 0: call()
    case 1, 2:
      add("local")
      name()
      if random.isOne(in: 6) { add(random.pick(["<const>", "<close>"])) }
      if random.isOne(in: 4) {
        add(",")
        name()
        if random.isOne(in: 8) { add("<close>") }
      }
      if !random.isOne(in: 4) {
        add("=")
        list()
      }
    case 3:
      target()
      if random.isOne(in: 4) {
        add(",")
        target()
      }
      add("=")
      list()
    case 4: if random.isOne(in: 3) { add(";") } else { call() }
    case 5:
      add("do")
      inner()
      add("end")
    case 6:
      add("while")
      expression()
      add("do")
      inner()
      if random.isOne(in: 3) { add("break") }
      add("end")
    case 7:
      add("repeat")
      inner()
      add("until")
      expression()
    case 8, 9:
      add("if")
      expression()
      add("then")
      if random.isOne(in: 10) { add("break", ";") }
      inner()
      if random.isOne(in: 4) {
        add("elseif")
        expression()
        add("then")
        inner()
      }
      if random.isOne(in: 3) {
        add("else")
        inner()
      }
      add("end")
    case 10:
      add("for")
      name()
      add("=")
      expression()
      add(",")
      expression()
      if random.isOne(in: 3) {
        add(",")
        expression()
      }
      add("do")
      inner()
      add("end")
    case 11:
      add("for")
      name()
      if random.isOne(in: 2) {
        add(",")
        name()
      }
      add("in")
      list()
      add("do")
      inner()
      add("end")
    case 12:
      add("local", "function")
      name()
      functionBody()
    case 13:
      add("function")
      name()
      if random.isOne(in: 2) {
        add(".")
        name()
      }
      if random.isOne(in: 3) {
        add(":")
        name()
      }
      functionBody()
    case 14: add("goto", random.pick(Self.labels))
    default: add("::", random.pick(Self.labels), "::")
    }
  }

  private mutating func functionBody() {
    add("(")
    let count = random.below(3)
    for index in 0..<count {
      if index > 0 { add(",") }
      name()
    }
    if random.isOne(in: 3) {
      if count > 0 { add(",") }
      add("...")
    }
    add(")")
    inner()
    add("end")
  }

  private mutating func list() {
    expression()
    while random.isOne(in: 4) {
      add(",")
      expression()
    }
  }

  private mutating func target() {
    prefix()
    if random.isOne(in: 2) {
      add(".")
      name()
    } else if random.isOne(in: 2) {
      add("[")
      expression()
      add("]")
    }
  }

  private mutating func prefix() {
    guard random.isOne(in: 8) else { return name() }
    add("(")
    expression()
    add(")")
  }

  private mutating func call() {
    prefix()
    repeat {
      if random.isOne(in: 5) {
        add(".")
        name()
      }
      if random.isOne(in: 6) {
        add(":")
        name()
      }
      switch random.below(4) {
      case 0: add("\"text\"")
      case 1: table()
      default:
        add("(")
        if !random.isOne(in: 3) { list() }
        add(")")
      }
    } while random.isOne(in: 4)
  }

  private mutating func table() {
    depth += 1
    add("{")
    for _ in 0..<(depth > 5 ? 0 : random.below(4)) {
      switch random.below(4) {
      case 0:
        name()
        add("=")
      case 1:
        add("[")
        expression()
        add("]", "=")
      default: break
      }
      expression()
      add(random.pick([",", ";"]))
    }
    if tokens.last == ",", random.isOne(in: 2) { tokens.removeLast() }
    add("}")
    depth -= 1
  }

  private mutating func expression() {
    depth += 1
    defer { depth -= 1 }
    switch random.below(depth > 5 ? 4 : 14) {
    case 0...2: add(random.pick(Self.literals))
    case 3, 4: name()
    case 5:
      add(random.pick(["-", "not", "#", "~"]))
      expression()
    case 6, 7:
      expression()
      add(random.pick(Self.binary))
      expression()
    case 8: table()
    case 9:
      add("function")
      functionBody()
    case 10:
      add("(")
      expression()
      add(")")
    case 11: target()
    default: call()
    }
  }
}
