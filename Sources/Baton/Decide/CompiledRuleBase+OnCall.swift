import BatonModel
import BatonTime

// Who is meant by `on_call`, and by the other ways to name somebody, at an instant. O(rotas).
extension CompiledRuleBase {
  /// Whoever the world says is on call, else whose turn it is; nil if it is nobody's.
  func onCall(_ rota: String, at instant: Instant, in world: World = World()) -> String? {
    world.onCall[rota] ?? rotas.first { $0.name == rota }?.onCall(at: instant)
  }

  /// A group, a receiver, or somebody on call; nil if nobody is.
  func name(
    of assignee: Assignee, at instant: Instant, in world: World = World()
  ) -> String? {
    switch assignee {
    case .target(let target): target.name
    case .onCall(let rota): onCall(rota, at: instant, in: world)
    }
  }

  /// Who is told: a party, a role, a group, a receiver, or somebody on call; nil if nobody is.
  /// - Parameter holder: who has the case.
  func name(
    of notified: Notified, holder: Party, at instant: Instant, in world: World = World()
  ) -> String? {
    switch notified {
    case .party(let party): party.name
    case .holder: holder.name
    case .role(let role): role
    case .target(let target): target.name
    case .onCall(let rota): onCall(rota, at: instant, in: world)
    }
  }
}
