import BatonModel
import BatonRecords

/// Every reason that a rule base can give, with its words prepared.
///
/// Reasons of a stage's rules stand one behind the other in the order of their ranks, so a rank is
/// a number by one addition; nodes of route trees and rows of tables know their own. Memory: about
/// 200 bytes for each rule and its words three times: as objects and as JSON, whose single texts lie
/// within the members, and once more with the place beside the name.
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

    init(_ origin: Reason.Origin, _ arena: inout PieceArena) {
      var rule = Piece.none
      var (at, because, level) = (Piece.none, Piece.none, Piece.none)
      let place = origin.place?.description
      members = arena.add { json in
        rule = json.piece("rule", origin.rule)
        at = json.piece("at", place)
        because = json.piece("because", origin.because)
        level = json.piece("level", origin.level)
      }
      self.rule = rule
      self.at = at
      self.because = because
      self.level = level
      inWords = arena.add(Reason.inWords(origin.rule, at: place))
    }
  }

  private(set) var origins: [Reason.Origin] = []
  private(set) var words: [Words] = []

  mutating func add(
    rule: String, place: Place?, because: String?, level: String? = nil,
    _ arena: inout PieceArena
  ) -> ReasonNumber {
    let origin = Reason.Origin(rule: rule, place: place, because: because, level: level)
    origins.append(origin)
    words.append(Words(origin, &arena))
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

extension JSONWriter {
  /// Writes a member, if there is one, as ``member(_:_:)`` does.
  /// - Returns: where its text lies.
  fileprivate mutating func piece(_ name: String, _ text: String?) -> Piece {
    guard let text else { return .none }
    self.name(name)
    let start = bytes.count
    self.text(text)
    return Piece(start: UInt32(start), count: UInt32(bytes.count - start))
  }
}
