import BatonModel
import BatonRecords

/// All targets that a decision can name, with their words prepared, and what a text means that a
/// function returns.
struct TargetBook: Sendable {
  /// A target's words as JSON, in the book's arena.
  struct Words: Sendable {
    let name: Piece
    /// Empty for a receiver.
    let provider, group: Piece
    /// The members `provider` and `group`; empty for a receiver.
    let members: Piece
  }

  private(set) var targets: [Target] = []
  private(set) var words: [Words] = []
  /// What the fields `provider` and `group` of a request become; nil for a receiver, and where the
  /// catalogue does not know the group.
  private(set) var fields: [(provider: Symbol, group: Symbol)?] = []
  private let schema: FactSchema
  private var numbers: [Target: TargetNumber] = [:]
  /// What a text means: every group by `provider/group`, every provider that has a default group,
  /// every receiver.
  private var meanings: [String: TargetNumber] = [:]

  init(_ catalogue: Catalogue, _ schema: FactSchema, _ arena: inout PieceArena) {
    self.schema = schema
    for receiver in catalogue.names(of: .receiver) {
      meanings[receiver] = add(.receiver(receiver), &arena)
    }
    for name in catalogue.names(of: .group) {
      guard let target = Target.group(named: name) else { continue }
      meanings[name] = add(target, &arena)
    }
    for provider in catalogue.records(of: .provider) {
      guard case .text(let group)? = provider["default"] else { continue }
      meanings[provider.name] = meanings["\(provider.name)/\(group)"]
    }
  }

  /// The number of a target, which it gets if it has none.
  @discardableResult
  mutating func add(_ target: Target, _ arena: inout PieceArena) -> TargetNumber {
    if let known = numbers[target] { return known }
    let number = TargetNumber(targets.count)
    numbers[target] = number
    targets.append(target)
    guard let provider = target.provider, let group = target.group else {
      words.append(
        Words(name: arena.add(target.name), provider: .none, group: .none, members: .none))
      fields.append(nil)
      return number
    }
    words.append(
      Words(
        name: arena.add(target.name), provider: arena.add(provider), group: arena.add(group),
        members: arena.add { $0.writeMembers(of: target) }))
    if let provider = schema.symbol(provider), let group = schema.symbol(target.name) {
      fields.append((provider, group))
    } else {
      fields.append(nil)
    }
    return number
  }

  /// - Precondition: the target is one that the rules name.
  func number(of target: Target) -> TargetNumber { numbers[target] ?? .none }

  /// What a text means; nil if nothing.
  func meaning(of text: String) -> TargetNumber? { meanings[text] }

  /// The texts that mean something.
  var names: some Sequence<String> { meanings.keys }
}
