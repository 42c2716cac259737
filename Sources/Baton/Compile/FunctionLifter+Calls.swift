import BatonLua
import BatonSyntax

// Calls: of functions that are written in the rules, which are read in place, and of those of the
// library that formulas know.

extension FunctionLifter {
  func call(_ node: CallNode) throws(Refusal) -> Meaning {
    if let method = node.methodName { return .node(try methodCall(node, method)) }
    let callee = try expression(node.callee)
    let arguments = try self.arguments(node)
    switch callee {
    case .closure(let closure): return .node(try inline(closure, arguments, node.range))
    case .libraryFunction(let name):
      var values: [Formula.Index] = []
      for argument in arguments { values.append(try self.node(argument, node.range)) }
      return .node(try libraryCall(name, values, node))
    case .captured(let name): throw refusal(.calls(name), node.range)
    case .node, .request, .its, .catalogue, .kind, .library, .table:
      throw refusal(.calls(text(of: node.callee)), node.range)
    }
  }

  /// Arguments as meanings. The last may be a call only if that gives exactly one value, because
  /// all that it gives are arguments.
  private func arguments(_ node: CallNode) throws(Refusal) -> [Meaning] {
    var meanings: [Meaning] = []
    for argument in node.arguments {
      meanings.append(try expression(argument))
    }
    if case .call? = node.arguments.last, !callGivesOne {
      throw refusal(.severalResults, node.range)
    }
    return meanings
  }

  /// `text:lower()`: a function of the library, on a text and nothing else.
  private func methodCall(_ node: CallNode, _ method: String) throws(Refusal) -> Formula.Index {
    guard case .node(let object) = try expression(node.callee) else {
      throw refusal(.calls(method), node.range)
    }
    var values = [try add(.text(object))]
    for argument in try arguments(node) { values.append(try self.node(argument, node.range)) }
    return try libraryCall("string.\(method)", values, node)
  }

  /// Reads a function in place of its call.
  private func inline(
    _ closure: Closure, _ arguments: [Meaning], _ range: SourceRange
  ) throws(Refusal) -> Formula.Index {
    let parameters = closure.function.parameters.count
    var dropped: [Formula.Index] = []
    for extra in arguments.dropFirst(parameters) { dropped.append(try node(extra, range)) }
    let result = try body(of: closure, arguments: Array(arguments.prefix(parameters)))
    callGivesOne = result.isOne
    var value = result.value
    for extra in dropped { value = try add(.force(extra, then: value)) }
    return value
  }

  private func libraryCall(
    _ name: String, _ arguments: [Formula.Index], _ node: CallNode
  ) throws(Refusal) -> Formula.Index {
    callGivesOne = true
    switch name {
    case "error": return try add(.raise)
    case "assert":
      guard let first = arguments.first else { return try add(.raise) }
      callGivesOne = arguments.count == 1
      var value = try asserted(first)
      for other in arguments.dropFirst() { value = try add(.force(other, then: value)) }
      return value
    case "string.find": return try find(arguments, node)
    case "string.match": return try match(arguments, node)
    default:
      guard let function = LuaLibraryFunction(rawValue: name),
        function.argumentCounts.contains(arguments.count)
      else { throw refusal(.calls(name), node.range) }
      return try call(function, arguments)
    }
  }

  private func asserted(_ value: Formula.Index) throws(Refusal) -> Formula.Index {
    if builder.isTrivial(value) {
      return try add(.choose(value, then: value, otherwise: try add(.raise)))
    }
    let local = builder.local()
    builder.remember(local, is: value)
    let known = try add(.local(local))
    let checked = try add(.choose(known, then: known, otherwise: try add(.raise)))
    return try add(.store(local, value: value, then: checked))
  }

  /// `find(text, what)`, and with `1, true` behind it.
  private func find(
    _ arguments: [Formula.Index], _ node: CallNode
  ) throws(Refusal) -> Formula.Index {
    guard arguments.count >= 2 else { throw refusal(.calls("string.find"), node.range) }
    if arguments.count > 2 {
      guard arguments.count == 4, case .integer(1)? = builder.constant(at: arguments[2]),
        let plain = builder.constant(at: arguments[3]), plain.isTrue
      else { throw refusal(.pattern, node.range) }
      return try several(.findPlain, Array(arguments[..<2]))
    }
    guard let pattern = try literalPattern(arguments[1], node) else {
      return try several(.find, arguments)
    }
    let what = try constant(.text(pattern.text))
    let function: LuaLibraryFunction =
      switch (pattern.atStart, pattern.atEnd) {
      case (false, false): .findPlain
      case (true, false): .findPrefix
      case (false, true): .findSuffix
      case (true, true): .findWhole
      }
    return try several(function, [arguments[0], what])
  }

  private func match(
    _ arguments: [Formula.Index], _ node: CallNode
  ) throws(Refusal) -> Formula.Index {
    guard arguments.count == 2, let pattern = try literalPattern(arguments[1], node) else {
      throw refusal(.pattern, node.range)
    }
    let what = try constant(.text(pattern.text))
    let function: LuaLibraryFunction =
      switch (pattern.atStart, pattern.atEnd) {
      case (false, false): .match
      case (true, false): .matchPrefix
      case (false, true): .matchSuffix
      case (true, true): .matchWhole
      }
    return try call(function, [arguments[0], what])
  }

  /// The plain text that a constant pattern looks for; nil when the pattern is no constant.
  private func literalPattern(
    _ pattern: Formula.Index, _ node: CallNode
  ) throws(Refusal) -> LiteralPattern? {
    guard let value = builder.constant(at: pattern) else { return nil }
    guard case .text(let text) = value, let literal = LiteralPattern(text) else {
      throw refusal(.pattern, node.range)
    }
    return literal
  }

  private func several(
    _ function: LuaLibraryFunction, _ arguments: [Formula.Index]
  ) throws(Refusal) -> Formula.Index {
    callGivesOne = false
    return try call(function, arguments)
  }

  private func call(
    _ function: LuaLibraryFunction, _ arguments: [Formula.Index]
  ) throws(Refusal) -> Formula.Index {
    do { return try builder.call(function, arguments) } catch { throw refusal(.tooLarge) }
  }

  private func text(of expression: Expression) -> String {
    let source = context.sources.files[frames[frames.count - 1].closure.file].text
    let text = source.text(expression.range)
    return text.count > 40 || text.contains("\n") ? "a function" : text
  }
}

/// A pattern that has no more to it than letters, at the start, at the end, or anywhere.
struct LiteralPattern {
  let text: String
  var atStart = false
  var atEnd = false

  init?(_ pattern: String) {
    var bytes = Array(pattern.utf8)[...]
    if bytes.first == UInt8(ascii: "^") {
      atStart = true
      bytes.removeFirst()
    }
    var letters: [UInt8] = []
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "$") where bytes.isEmpty: atEnd = true
      case UInt8(ascii: "%"):
        // Before a letter or digit it means a class of characters or a reference.
        guard let escaped = bytes.popFirst(), escaped < 0x80,
          !Character(UnicodeScalar(escaped)).isLetter, !Character(UnicodeScalar(escaped)).isNumber
        else { return nil }
        letters.append(escaped)
      case UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "*"), UInt8(ascii: "+"),
        UInt8(ascii: "?"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "["), UInt8(ascii: "-"):
        return nil
      default: letters.append(byte)
      }
    }
    text = String(decoding: letters, as: UTF8.self)
  }
}
