import BatonModel

/// The names of events in rules. Senders may have names of their own, so that any is allowed; one that
/// resembles a name that the engine knows is probably that.
enum EventNames {
  private static let known = CaseEvent.Name.allCases.map(\.rawValue)

  /// Warns of what is probably a slip of the pen.
  static func check(_ written: Written, _ findings: Findings) {
    guard let name = written.text, CaseEvent.Name(rawValue: name) == nil,
      let nearest = NearestName.slip(of: name, among: known)
    else { return }
    findings.report(.time(.unlikelyEvent(name, nearest: nearest)), at: written.site)
  }
}
