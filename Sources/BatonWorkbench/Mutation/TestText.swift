package import Baton
import BatonModel
import BatonTime

/// Scenarios as a rule base writes them.
package enum TestText {
  private static let width = 100

  package static func lua(_ scenarios: [Scenario]) -> String {
    scenarios.map { lua($0) }.joined(separator: "\n")
  }

  package static func lua(_ scenario: Scenario) -> String {
    var text = "scenario \(LuaText.quoted(scenario.name)) {\n"
    text += field("given", scenario.given, empty: "{}")
    if !scenario.world.isEmpty { text += field("world", scenario.world) }
    if !scenario.expect.isEmpty { text += field("expect", scenario.expect) }
    if !scenario.timeline.isEmpty {
      text += "  timeline = {\n"
      for moment in scenario.timeline {
        let members = [("at", Value?.some(.text(moment.at)))] + moment.members.map { ($0, $1) }
        text += "    \(table(members)),\n"
      }
      text += "  },\n"
    }
    return text + "}\n"
  }

  private static func field(_ name: String, _ members: Members, empty: String = "{}") -> String {
    let key = name.count < 6 ? name + String(repeating: " ", count: 6 - name.count) : name
    let pairs = members.map { ($0.name, $0.value) }
    let line = "  \(key) = \(table(pairs)),\n"
    if line.count <= width { return line }
    var text = "  \(key) = {\n"
    var row = "   "
    for piece in pieces(pairs) {
      if row.count + piece.count + 2 > width, row.count > 3 {
        text += row + "\n"
        row = "   "
      }
      row += " \(piece),"
    }
    return text + row + "\n  },\n"
  }

  private static func table(_ members: [(String, Value?)]) -> String {
    let pieces = pieces(members)
    return pieces.isEmpty ? "{}" : "{ \(pieces.joined(separator: ", ")) }"
  }

  private static func pieces(_ members: [(String, Value?)]) -> [String] {
    members.compactMap { name, value in value.map { "\(LuaText.key(name)) = \(words($0))" } }
  }

  private static func words(_ value: Value) -> String {
    switch value {
    case .text(let text): LuaText.quoted(text)
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .yesNo(let yes): yes ? "true" : "false"
    case .instant(let instant): LuaText.quoted(ISO8601.format(instant, offsetSeconds: 0))
    case .list(let members):
      members.isEmpty ? "{}" : "{ \(members.map(words).joined(separator: ", ")) }"
    case .object(let members): table(members.map { ($0.name, $0.value) })
    }
  }
}
