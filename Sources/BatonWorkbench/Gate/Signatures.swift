package import Baton
package import BatonModel
package import BatonRecords

/// Who signed which rules, of those whom a gate asks.
///
///     var signatures = Signatures(of: gate, for: engine, against: before)
///     while let outcome = try reader.next() { signatures.take(outcome) }
///
/// Of the lines of a role about this version the last counts. Memory: four lines of each role.
package struct Signatures: Sendable {
  /// What a role said.
  package enum Standing: Sendable, Hashable {
    case agrees(Signature)
    case refuses(Signature)
    /// It agreed to this version, as a change of other rules than those that are live.
    case otherChange(Signature)
    /// It signed, and never this version.
    case otherVersion(Signature)
    case silent

    package var signature: Signature? {
      switch self {
      case .agrees(let signature), .refuses(let signature), .otherChange(let signature),
        .otherVersion(let signature):
        signature
      case .silent: nil
      }
    }
  }

  private struct Said {
    /// About this version, whatever it was compared with, until the role agrees to it.
    var refusal: Signature?
    /// About this change, about this version after other rules, about another version.
    var exactly: Signature?
    var otherChange: Signature?
    var otherVersion: Signature?

    /// Whoever refuses a version takes back every agreement to it.
    mutating func refuse(_ signature: Signature) {
      (refusal, exactly, otherChange) = (signature, nil, nil)
    }
  }

  private let rules: String
  private let before: String?
  private let roles: [String]
  private var said: [String: Said] = [:]
  /// Lines that cannot be read, the first of them with what is wrong.
  package private(set) var faults: [String] = []
  package private(set) var faultCount = 0
  /// Lines of roles that the gate does not ask.
  package private(set) var others = 0

  private static let mostFaults = 20

  /// - Parameter before: the rules that are live; nil if they are not known, and then it does not matter
  ///   what was changed.
  package init(
    of gate: Gate, for engine: Engine, against before: RuleBaseIdentity?
  ) {
    rules = engine.identity.hash
    roles = engine.declaredNames(of: .role)
    self.before = before?.hash
    for approver in gate.agreedBy { said[approver.role] = Said() }
  }

  package mutating func take(_ outcome: RecordOutcome) {
    switch outcome {
    case .fault(let fault): add("line \(fault.line): \(fault.cause.description)")
    case .record(let record):
      do throws(Signature.Fault) {
        if let twice = record.repeated.first {
          throw Signature.Fault(message: "\"\(twice)\" stands there twice")
        }
        try take(Signature(record.value))
      } catch {
        add("line \(record.line): \(error.message)")
      }
    }
  }

  private mutating func add(_ fault: String) {
    faultCount += 1
    if faults.count < Self.mostFaults { faults.append(fault) }
  }

  private mutating func take(_ signature: Signature) throws(Signature.Fault) {
    guard said[signature.role] != nil else {
      // Misspelt, it may be the no of a role that is asked.
      guard roles.contains(signature.role) else {
        let nearest = Engine.nearest(to: signature.role, among: roles)
        throw Signature.Fault(
          message: "there is no role \"\(signature.role)\""
            + (nearest.map { ", did you mean \"\($0)\"?" } ?? ""))
      }
      others += 1
      return
    }
    if signature.rules != rules {
      said[signature.role]?.otherVersion = signature
      return
    }
    if !signature.agrees {
      said[signature.role]?.refuse(signature)
      return
    }
    said[signature.role]?.refusal = nil
    if let before, signature.against != before {
      said[signature.role]?.otherChange = signature
    } else {
      said[signature.role]?.exactly = signature
    }
  }

  package func standing(of role: String) -> Standing {
    guard let said = said[role] else { return .silent }
    if let signature = said.refusal { return .refuses(signature) }
    if let signature = said.exactly { return .agrees(signature) }
    if let signature = said.otherChange { return .otherChange(signature) }
    return said.otherVersion.map { .otherVersion($0) } ?? .silent
  }
}
