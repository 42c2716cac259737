import Baton
import BatonModel

// What is said of signatures, the same in every form of a gate.
extension Signatures.Standing {
  /// As programs read it.
  var name: String {
    switch self {
    case .agrees: "agrees"
    case .refuses: "refuses"
    case .otherChange: "other_change"
    case .otherVersion: "other_version"
    case .silent: "silent"
    }
  }

  /// As people read it: "has not signed", "agreed to version 51c493cc, not to this one".
  var words: String {
    switch self {
    case .agrees: "agrees"
    case .refuses: "does not agree"
    case .otherChange(let signature):
      signature.against.map { "agreed to the change from \($0.prefix(8)), not from what is live" }
        ?? "agreed without saying from which rules"
    case .otherVersion(let signature):
      (signature.agrees ? "agreed to version" : "refused version")
        + " \(signature.rules.prefix(8)), not to this one"
    case .silent: "has not signed"
    }
  }
}

extension Gate.Approver {
  /// "customer", "service integrator"; nothing where the role says none.
  var partyWords: String { (party ?? "").replacing("_", with: " ") }
}

extension Signing {
  /// A line for each role that is asked, with whom and when if it signed; else two empty ones.
  init(_ rules: String, against: String?, asking gate: Gate?, _ signatures: Signatures?) {
    let rows = (gate?.agreedBy ?? []).map { approver in
      guard case .agrees(let signature)? = signatures?.standing(of: approver.role) else {
        return ["", approver.role, "", ""]
      }
      return [signature.name, approver.role, "\(signature.day)", "signed"]
    }
    self.init(
      rules: rules, against: against,
      rows: rows.isEmpty ? [["", "", "", ""], ["", "", "", ""]] : rows)
  }
}
