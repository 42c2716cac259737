import BatonModel
import BatonTime

/// The ids of records that follow from cases.
///
/// `R-1/problem` is a case's own, `problem/payroll/printing` is for all cases in which some fields are
/// equal. The first rule that opens records of a kind has the kind to itself, so that the ids of a
/// single rule stay as they are when others come; each later one adds its name, `R-1/change:second`.
/// What separates parts is escaped within them, as in web addresses: different parts are different ids.
enum RecordName {
  /// - Parameter rank: the rule's place among all.
  static func own(_ rank: Int, _ rules: [FollowUpRule], of id: String) -> String {
    "\(id)/\(key(rank, rules))"
  }

  /// Nil where the record is for one case alone: also where a field is missing, for cases of which
  /// nobody knows what they are about have nothing in common.
  static func shared(_ rank: Int, _ rules: [FollowUpRule], _ facts: borrowing Facts) -> String? {
    let same = rules[rank].same
    if same.isEmpty { return nil }
    var parts = [key(rank, rules)]
    for slot in same {
      guard let value = facts.value(slot) else { return nil }
      parts.append(value.asKey)
    }
    return parts.joined(separator: "/")
  }

  static func key(_ rank: Int, _ rules: [FollowUpRule]) -> String {
    let kind = rules[rank].opens
    let isFirst = rules.firstIndex { $0.opens == kind } == rank
    return isFirst ? kind : "\(kind):\(escaped(rules[rank].head.name, "/%"))"
  }

  fileprivate static func escaped(_ text: String, _ separators: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      if separators.unicodeScalars.contains(character) {
        escaped += "%" + String(character.value, radix: 16, uppercase: true)
      } else {
        escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}

extension Value {
  /// As a part of an id.
  fileprivate var asKey: String {
    switch self {
    case .text(let text): RecordName.escaped(text, "/%")
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .yesNo(let yes): "\(yes)"
    case .instant(let instant): ISO8601.format(instant, offsetSeconds: 0)
    case .list(let values):
      values.map { RecordName.escaped($0.asKey, "+") }.joined(separator: "+")
    case .object: "-"
    }
  }
}
