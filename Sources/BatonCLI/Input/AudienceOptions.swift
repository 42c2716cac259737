import ArgumentParser
import Baton
import BatonModel

/// For whom output is written.
struct AudienceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write only what these may see: customer, provider, provider:NAME or integrator.",
      discussion: """
        The rule base says it with `audience`; without that, each sees what concerns it and no text \
        of a rule. What is left out is told as withheld.
        """, valueName: "who"))
  var audience: String?

  /// Nil if nothing is to be withheld.
  func audience(of engine: Engine) throws(Unusable) -> Audience? {
    guard let audience else { return nil }
    return try Self.audience(audience, of: engine)
  }

  /// The one that is called so: `customer`, `provider:acme`.
  static func audience(_ audience: String, of engine: Engine) throws(Unusable) -> Audience {
    let parts = audience.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let party = parts.first.flatMap({ Audience.Party(rawValue: String($0)) }),
      parts.count == 1 || party == .provider
    else {
      throw Unusable(
        "there is no audience \"\(audience)\": it is customer, provider, provider:NAME or integrator"
      )
    }
    let name = parts.count > 1 ? String(parts[1]) : nil
    if let name {
      let known = engine.declaredNames(of: .provider)
      guard known.contains(name) else {
        let nearest = Engine.nearest(to: name, among: known).map { ", did you mean \"\($0)\"?" }
        throw Unusable("there is no provider \"\(name)\"" + (nearest ?? ""))
      }
    }
    return engine.audience(party, provider: name)
  }
}
