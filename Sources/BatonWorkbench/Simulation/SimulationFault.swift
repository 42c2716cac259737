import BatonModel

/// Why a record is no part of a simulation. It costs only that record.
enum SimulationFault: Error {
  case caseIsNoText
  case noTime
  case badTime(String)
  case noEvent
  case wrong(String, String, Value)
  case unknownActor(String)
  case unknownCase(String, nearest: String?)
  case openTwice(String)
  case openWithoutTime(String)
  /// The same request again, without saying when it changed.
  case snapshotWithoutTime(String)
}

extension SimulationFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .caseIsNoText: "\"case\" takes the id of the case, a text"
    case .noTime:
      "\"at\" is missing: say when it happens, \"2026-05-08T16:05:00+02:00\" or \"+2h\""
    case .badTime(let found):
      "\"at\" takes an instant or a length since the opening, \"2026-05-08T16:05:00+02:00\" or "
        + "\"+1d 30m\", found \(found)"
    case .noEvent: "\"event\" is missing: say what happens, \"accept\" or \"resolve\""
    case .wrong(let name, let wanted, let found):
      "\"\(name)\" takes \(wanted), found \(found.typeName)"
    case .unknownActor(let name):
      "\"\(name)\" is no part of \"by\": it has party, group, person, role"
    case .unknownCase(let id, let nearest):
      "no case \"\(id)\" was opened before this"
        + (nearest.map { ", did you mean \"\($0)\"?" } ?? "")
    case .openTwice(let id): "case \"\(id)\" was opened before"
    case .openWithoutTime(let id):
      "case \"\(id)\" cannot open a while after its own opening: give an instant"
    case .snapshotWithoutTime(let id):
      "case \"\(id)\" was opened before, and there is no \"updated_at\" that says when it changed"
    }
  }
}
