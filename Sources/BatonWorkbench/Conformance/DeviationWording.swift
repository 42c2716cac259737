import Baton
import BatonModel

/// Deviations from a process as sentences: what is not as it should be, and what becomes of it.
enum DeviationWording {
  /// "incident: nothing leads from new to resolved".
  static func sentence(_ deviation: Deviation) -> String {
    let name = deviation.rule.map { "\"\($0)\"" } ?? deviation.process
    return "\(name): \(words(deviation.kind))" + standing(deviation)
  }

  static func words(_ kind: Deviation.Kind) -> String {
    switch kind {
    case .unknownState(let name): "\"\(name)\" is no state of the process"
    case .unknownEvent(let name): "\"\(name)\" is no activity of the process"
    case .noWay(let from, let to): "nothing leads from \(from) to \(to)"
    case .wrongEvent(let from, let to, let by):
      "\(from) becomes \(to) by \(anyOf(by)) only"
    case .notAllowed(let from, let to):
      "what must hold for \(from) to become \(to) does not"
    case .lateStart(let state): "the first that is known of the case is \(state)"
    case .afterEnd(let state): "something happens although the case is \(state)"
    case .missingField(let state, let field): "\(state) is entered without \"\(field)\""
    case .wrongActor(let state, let wanted): "\(state) is for \(anyOf(wanted)) to enter"
    case .notResponsible(let activity, let wanted):
      "\"\(activity)\" is for \(anyOf(wanted)) to do"
    case .constraint(let sentence, let cause): sentence + words(cause)
    case .limit(let subject, let found, let most): "\(subject): \(found), and at most \(most)"
    case .stay(let state, let most):
      "in \(state) for longer than \(TimeProofs.words(ofDuration: Int64(most) * 1000))"
    case .pair(let first, let second, let attribute, let mustBeEqual):
      "\"\(first)\" and \"\(second)\" "
        + (mustBeEqual ? "differ in \(attribute)" : "are by the same \(attribute)")
    case .invariant: "this must always hold, and does not"
    case .conflict(let names):
      "these cannot all be kept any more: " + names.map { "\"\($0)\"" }.joined(separator: ", ")
    }
  }

  private static func words(_ cause: Deviation.Cause) -> String {
    switch cause {
    case .event: ": broken here"
    case .time: ": time is up"
    case .end: ": the case ended without"
    }
  }

  static func standing(_ deviation: Deviation) -> String {
    switch deviation.standing {
    case .counts: deviation.isEnforced ? "" : " (advisory)"
    case .adapted(let name): " (own way, by \"\(name)\")"
    case .waived(let name): " (tolerated, by \"\(name)\")"
    }
  }

  private static func anyOf(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "nobody" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension Deviation.Kind {
  /// The stable name of a kind, for machines.
  package var code: String {
    switch self {
    case .unknownState: "unknown_state"
    case .unknownEvent: "unknown_event"
    case .noWay: "no_way"
    case .wrongEvent: "wrong_event"
    case .notAllowed: "not_allowed"
    case .lateStart: "late_start"
    case .afterEnd: "after_end"
    case .missingField: "missing_field"
    case .wrongActor: "wrong_actor"
    case .notResponsible: "not_responsible"
    case .constraint: "constraint"
    case .limit, .stay: "limit"
    case .pair(_, _, _, let mustBeEqual): mustBeEqual ? "same" : "four_eyes"
    case .invariant: "invariant"
    case .conflict: "conflict"
    }
  }
}
