import Baton

/// What rules say, in the words of people who do not write them, as HTML.
enum OutlineWording {
  /// A value: texts as they are, lists with commas, tables field by field, functions as Lua.
  static func html(_ value: RuleOutline.Value) -> String {
    switch value {
    case .text(let text): XMLText.escaped(text)
    case .number(let number): number
    case .yesNo(let yes): yes ? "yes" : "no"
    case .lua(let text): "<code>\(XMLText.escaped(text))</code>"
    case .call(let word, let arguments): call(word, arguments)
    case .table(let items, let fields) where fields.isEmpty: items.map(html).joined(separator: ", ")
    case .table(let items, let fields) where items.isEmpty && !fields.contains(where: \.isDeep):
      fields.map { named($0.name, $0.value) }.joined(separator: "; ")
    case .table(let items, let fields):
      "<ul>" + items.map { "<li>\(html($0))</li>" }.joined()
        + fields.map { "<li>\(named($0.name, $0.value))</li>" }.joined() + "</ul>"
    }
  }

  private static func named(_ name: String, _ value: RuleOutline.Value) -> String {
    let name = XMLText.escaped(name.replacing("_", with: " "))
    if case .table(let items, let fields) = value, items.isEmpty, fields.isEmpty { return name }
    return "\(name): \(html(value))"
  }

  private static func call(_ word: String, _ arguments: [RuleOutline.Value]) -> String {
    ([XMLText.escaped(word.replacing("_", with: " "))] + arguments.map(html))
      .joined(separator: " ")
  }

  // MARK: Conditions

  /// A condition: `kind is incident or change, and customer: region is UK`.
  static func condition(_ value: RuleOutline.Value) -> String {
    guard case .table(let items, let fields) = value else { return html(value) }
    let parts = fields.map { field($0) }
    // Tables in a list are alternatives; functions beside fields must hold as well.
    let isChoice = fields.isEmpty && items.count > 1
    let all = parts + items.map(condition)
    return all.joined(separator: isChoice ? "<br>or " : ",<br>")
  }

  private static func field(_ field: RuleOutline.Field) -> String {
    let name = XMLText.escaped(field.name.replacing("_", with: " "))
    switch field.value {
    case .table(let items, let fields) where fields.isEmpty:
      return "\(name) is \(items.map(html).joined(separator: " or "))"
    case .table: return "\(name): \(condition(field.value))"
    case .call(let word, let arguments):
      return ([name, verb(word)] + (arguments.isEmpty ? [] : [given(arguments)]))
        .joined(separator: " ")
    case .yesNo(let yes): return yes ? name : "not \(name)"
    default: return "\(name) is \(html(field.value))"
    }
  }

  /// `contains` and the like are verbs; `above` and the like need one.
  private static func verb(_ word: String) -> String {
    let words = word.replacing("_", with: " ")
    let verbs = ["contains", "starts", "ends", "matches", "is "]
    return verbs.contains { words.hasPrefix($0) } || words == "is" ? words : "is \(words)"
  }

  private static func given(_ arguments: [RuleOutline.Value]) -> String {
    arguments.map { argument in
      if case .table(let items, let fields) = argument, fields.isEmpty {
        return items.map(html).joined(separator: " or ")
      }
      return html(argument)
    }.joined(separator: " and ")
  }
}

extension RuleOutline.Field {
  /// Whether it has fields of its own.
  fileprivate var isDeep: Bool {
    if case .table(_, let fields) = value { !fields.isEmpty } else { false }
  }
}
