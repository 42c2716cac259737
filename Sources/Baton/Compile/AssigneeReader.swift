import BatonModel

/// Reads who gets work and who is told: groups, receivers, roles, parties, and `on_call "rota"`.
struct AssigneeReader {
  let context: CompileContext

  /// - Parameter key: where it stands, as messages name it.
  /// - Returns: nil after a report.
  func assignee(_ written: Written, of key: String) -> Assignee? {
    if let word = context.word(of: written), word.name == "on_call" {
      return onCall(written, word).map { .onCall($0) }
    }
    return context.constants.target(written, of: key).map { .target($0) }
  }

  /// The name of the rota that `on_call` names; nil after a report.
  func onCall(_ written: Written, _ word: Word) -> String? {
    let arguments = written.arguments(in: context.sources)
    guard arguments.count == 1, let name = arguments[0].text else {
      context.findings.report(
        .matcherArguments(word.name, example: word.example), at: written.site)
      return nil
    }
    if context.rotaNames.contains(name) { return name }
    context.findings.report(
      .unknownName("rota", name, nearest: NearestName.to(name, among: context.rotaNames)),
      at: arguments[0].site)
    return nil
  }

  static let holder = "service_provider"

  /// - Parameter others: further names that may be meant; they are not looked for.
  /// - Returns: nil after a report.
  func notified(
    _ written: Written, of key: String, or others: Set<String> = []
  ) -> Notified? {
    if let word = context.word(of: written), word.name == "on_call" {
      return onCall(written, word).map { .onCall($0) }
    }
    guard let name = written.text else {
      context.findings.report(
        .wrongType(key, wanted: "roles, parties, receivers and groups", found: written.phrase),
        at: written.site)
      return nil
    }
    if name == Self.holder { return .holder }
    if name == Party.customer.name || name == Party.integrator.name {
      return .party(Party(named: name))
    }
    if context.catalogue.contains(.role, name) { return .role(name) }
    switch context.constants.targets.resolve(name) {
    case .success(let target): return .target(target)
    case .failure(.noDefault): return .party(.provider(name))
    case .failure(.unknownGroup(let provider, let group, let nearest)):
      context.findings.report(
        .nobody(name, .unknownGroup(provider: provider, group: group, nearest: nearest)),
        at: written.site)
    case .failure(.unknown):
      let known =
        [RecordKind.role, .receiver, .provider, .group].flatMap { context.catalogue.names(of: $0) }
        + [Self.holder, Party.customer.name, Party.integrator.name] + others.sorted()
      context.findings.report(
        .time(.nobodyToTell(name, nearest: NearestName.to(name, among: known))),
        at: written.site)
    }
    return nil
  }
}
