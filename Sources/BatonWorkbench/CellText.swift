package import BatonModel
import BatonTime

/// Values as cells of a table show them.
package enum CellText {
  /// A text as it is, a list with `; ` between its members, nothing for a missing value.
  package static func of(_ value: Value?, offset: Int = 0) -> String {
    switch value {
    case nil: ""
    case .text(let text)?: text
    case .integer(let number)?: String(number)
    case .number(let number)?: String(number)
    case .yesNo(let yes)?: yes ? "true" : "false"
    case .instant(let instant)?: ISO8601.format(instant, offsetSeconds: offset)
    case .list(let members)?: members.map { of($0, offset: offset) }.joined(separator: "; ")
    case .object(let members)?:
      members.map { "\($0.name)=\(of($0.value, offset: offset))" }.joined(separator: ", ")
    }
  }
}
