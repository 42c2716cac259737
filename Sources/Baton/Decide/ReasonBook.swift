import BatonModel
import BatonRecords

/// Every reason that a rule base can give, with its words prepared.
///
/// Reasons of a stage's rules stand one behind the other in the order of their ranks, so a rank is
/// a number by one addition; nodes of route trees and rows of tables know their own. Memory: about
/// 200 bytes for each rule and its words twice, as objects and as JSON.
struct ReasonBook: Sendable {
  /// A reason's words as JSON, in the book's arena.
  struct Words: Sendable {
    /// The members of the reason's object, without its notes.
    let members: Piece
    let rule: Piece
    /// Empty where there is none.
    let at, because, level: Piece
    /// The rule and its place as one text.
    let inWords: Piece
  }

  private(set) var origins: [Reason.Origin] = []
  private(set) var words: [Words] = []

  mutating func add(
    rule: String, place: Place?, because: String?, level: String? = nil,
    _ arena: inout PieceArena
  ) -> ReasonNumber {
    let origin = Reason.Origin(rule: rule, place: place, because: because, level: level)
    let reason = Reason(origin)
    origins.append(origin)
    words.append(
      Words(
        members: arena.add { $0.write(reason) },
        rule: arena.add(rule),
        at: place.map { arena.add($0.description) } ?? .none,
        because: because.map { arena.add($0) } ?? .none,
        level: level.map { arena.add($0) } ?? .none,
        inWords: arena.add(reason.inWords)))
    return ReasonNumber(origins.count - 1)
  }

  mutating func add(
    _ head: RuleHead, level: String? = nil, _ arena: inout PieceArena
  ) -> ReasonNumber {
    add(rule: head.name, place: head.place, because: head.because, level: level, &arena)
  }

  /// Adds the reasons of a stage's rules in the order of their ranks.
  /// - Returns: the number of the first.
  mutating func add(
    _ heads: some Sequence<RuleHead>, _ arena: inout PieceArena
  ) -> ReasonNumber {
    let first = ReasonNumber(origins.count)
    for head in heads { _ = add(head, &arena) }
    return first
  }

  /// The reason of a number, without remarks.
  func reason(_ number: ReasonNumber) -> Reason { Reason(origins[number.known ?? 0]) }
}
