import BatonModel

/// Room for one search after another: what a request picked from the index, and what is made of its
/// texts. Reused, so that searching allocates nothing.
struct MatchScratch: Sendable {
  /// A lane's row for the request in hand.
  struct Chosen: Sendable {
    var row: MatchIndex.Row
    /// The next event that was not looked at.
    var next: UInt32
    /// Whether the base lies in `extra` instead of in the index.
    var isExtra: Bool

    /// Whether it is words of the index and nothing else.
    var isPlain: Bool { !isExtra && next == row.end }

    init(_ row: MatchIndex.Row, isExtra: Bool = false) {
      self.row = row
      next = row.events
      self.isExtra = isExtra
    }
  }

  /// For searches that are under way: their rows that are not just words of the index.
  var others: [Chosen] = []
  /// Of surveys: such rows' parts of the block in hand.
  var parts: [MatchIndex.Block] = []
  /// Rows that were added up from several.
  var extra: [MatchIndex.Block] = []
  /// Whether a value was of a kind that the index does not know, so that every candidate's
  /// condition must be asked.
  var isDoubtful = false
  /// Numbers of needles that were found.
  var found: [UInt32] = []
  var marks = NeedleMarks()
  var bytes: [UInt8] = []
  /// For one formula after the other.
  var formulas = FormulaRun()
  private var foldedTexts: [(column: Int, revision: Int, text: FoldedText)] = []

  /// Forgets the searches before.
  mutating func begin() {
    isDoubtful = false
    if !others.isEmpty { others.removeAll(keepingCapacity: true) }
    if !extra.isEmpty { extra.removeAll(keepingCapacity: true) }
  }

  /// Gives back what room a huge request left, if one did.
  mutating func shrink() {
    Self.shrink(&bytes)
    Self.shrink(&found)
    Self.shrink(&extra)
    if !foldedTexts.isEmpty { foldedTexts.removeAll(keepingCapacity: true) }
  }

  /// - Precondition: nothing in the list is wanted any more.
  @inline(__always)
  private static func shrink<Element>(_ list: inout [Element]) {
    if list.capacity * MemoryLayout<Element>.stride > usualRoom { list = [] }
  }

  /// In bytes. What hardly any request exceeds is kept for the next.
  private static let usualRoom = 1 << 16

  /// A column's text made ready for looking into it, once for all tests of one request.
  mutating func folded(_ column: Int, _ facts: borrowing Facts) -> FoldedText? {
    if let known = foldedTexts.firstIndex(where: { $0.column == column }) {
      if foldedTexts[known].revision == facts.revision { return foldedTexts[known].text }
      foldedTexts.remove(at: known)
    }
    guard let text = facts.text(of: facts.cell(column)) else { return nil }
    let folded = FoldedText(text)
    foldedTexts.append((column, facts.revision, folded))
    return folded
  }
}
