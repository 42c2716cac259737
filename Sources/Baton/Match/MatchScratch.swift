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

    /// All boxes.
    static let all = Chosen(MatchIndex.Row(base: 0, events: 0, end: 0))

    init(_ row: MatchIndex.Row, isExtra: Bool = false) {
      self.row = row
      next = row.events
      self.isExtra = isExtra
    }
  }

  /// For surveys, which look at all lanes.
  var chosen: [Chosen] = []
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

  /// Forgets the search before.
  mutating func begin() {
    isDoubtful = false
    if !extra.isEmpty { extra.removeAll(keepingCapacity: true) }
  }

  /// A column's text made ready for looking into it, once for all tests of one request.
  mutating func folded(_ column: Int, _ facts: Facts) -> FoldedText? {
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
