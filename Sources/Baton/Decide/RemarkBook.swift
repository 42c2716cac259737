import BatonModel
import BatonRecords

/// The remarks beside reasons that are known when the rules are loaded, each as the list of one
/// that most reasons have, and as JSON.
struct RemarkBook: Sendable {
  private(set) var lists: [[String]] = []
  private(set) var pieces: [Piece] = []
  private var numbers: [String: RemarkNumber] = [:]

  /// The number of a remark, the same for the same words.
  mutating func add(_ text: String, _ arena: inout PieceArena) -> RemarkNumber {
    if let known = numbers[text] { return known }
    numbers[text] = RemarkNumber(lists.count)
    lists.append([text])
    pieces.append(arena.add(text))
    return RemarkNumber(lists.count - 1)
  }
}
