import Baton
import BatonModel
import BatonRecords
package import BatonTime

/// One line of a file of signatures: a role says that it agrees to rules, or that it does not.
///
///     {"role":"hr-director","name":"R. Weiss","day":"2026-11-20","rules":"9c0e…","against":"51b2…"}
///
/// `rules` is the hash of the version that is agreed to, `against` that of the rules before. It is a
/// statement: who keeps the file vouches for it.
package struct Signature: Sendable, Hashable {
  package let role: String
  package let name: String
  package let day: CivilDate
  package let rules: String
  package let against: String?
  package let agrees: Bool

  package init(
    role: String, name: String, day: CivilDate, rules: String, against: String?, agrees: Bool
  ) {
    self.role = role
    self.name = name
    self.day = day
    self.rules = rules
    self.against = against
    self.agrees = agrees
  }

  /// Why a line is none.
  struct Fault: Error {
    let message: String
  }

  private static let keys = ["role", "name", "day", "rules", "against", "agrees"]

  init(_ record: Members) throws(Fault) {
    for name in record.names where !Self.keys.contains(name) {
      let nearest = Engine.nearest(to: name, among: Self.keys)
      throw Fault(
        message: "there is no \"\(name)\"" + (nearest.map { ", did you mean \"\($0)\"?" } ?? ""))
    }
    role = try Self.text("role", record)
    name = try Self.text("name", record)
    let written = try Self.text("day", record)
    guard let day = CivilDate(text: written) else {
      throw Fault(message: "\"day\" takes a date such as \"2026-11-20\", found \"\(written)\"")
    }
    self.day = day
    rules = try Self.hash("rules", record)
    against = record["against"] == nil ? nil : try Self.hash("against", record)
    switch record["agrees"] {
    case nil: agrees = true
    case .yesNo(let yes)?: agrees = yes
    case let other?:
      throw Fault(message: "\"agrees\" takes true or false, found a \(other.typeName)")
    }
  }

  private static func text(_ key: String, _ record: Members) throws(Fault) -> String {
    switch record[key] {
    case nil: throw Fault(message: "\"\(key)\" is missing")
    case .text(let text)? where text.contains(where: { !$0.isWhitespace }): return text
    case .text?: throw Fault(message: "\"\(key)\" is empty")
    case let other?: throw Fault(message: "\"\(key)\" takes a text, found a \(other.typeName)")
    }
  }

  private static let hashDigits = 64

  /// A part of a hash could be that of other rules.
  private static func hash(_ key: String, _ record: Members) throws(Fault) -> String {
    let text = try text(key, record)
    guard text.utf8.count == hashDigits, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      throw Fault(message: "\"\(key)\" takes a whole hash, \(hashDigits) digits of it")
    }
    return text.lowercased()
  }

  /// The line, with its end.
  package var line: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("role", role)
    json.member("name", name)
    json.member("day", "\(day)")
    json.member("rules", rules)
    json.optional("against", against)
    if !agrees { json.member("agrees", false) }
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
