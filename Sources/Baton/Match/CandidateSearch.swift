/// The candidates of one request, found two blocks at a time as they are asked for.
///
/// It lives on the stack of whoever searches, is begun there and never copied, and goes on where it
/// stopped. A search that is begun within another is ended before it.
struct CandidateSearch: ~Copyable {
  /// What the request picked.
  private(set) var rows = ChosenRows()
  /// The rank of which nothing more is asked, whichever of its boxes comes.
  var settled = -1
  /// The first of the two blocks in hand.
  private(set) var block = 0
  /// The next word of them to look at, and what is left of their boxes.
  private var word = Self.words
  private var hits = InlineArray<16, UInt64>(repeating: 0)

  private static let words = 2 * MatchIndex.wordsOfBlock

  @inline(__always)
  init() {}

  /// Picks the request's rows. To be called once, before anything else.
  /// - Parameter box: where to begin.
  @inline(__always)
  mutating func begin(
    _ index: MatchIndex, from box: Int, for facts: borrowing Facts,
    _ automata: [NeedleAutomaton?], _ scratch: inout MatchScratch
  ) {
    rows.begin(scratch)
    block = box / MatchIndex.bitsOfBlock & ~1
    guard block < index.blocksOfRow else { return }
    // Where one block has all boxes most requests are done with after a lane or two.
    var left = index.blocks[block]
    var right = index.blocksOfRow == 1 ? MatchIndex.Block.zero : index.blocks[block &+ 1]
    rows.choose(
      upTo: index.searched, of: index, index.blocks, for: facts, automata, &scratch, block: block,
      leaving: &left, &right, stopsAtNone: index.blocksOfRow == 1)
    if left.isZero(with: right) { return goOn(index, &scratch) }
    hits = MatchIndex.Block.words(left, right)
    word = 0
    if box > 0 { clear(below: box - block * MatchIndex.bitsOfBlock) }
  }

  /// Goes to the next blocks that have boxes which all rows have, if there are some.
  @inline(__always)
  private mutating func goOn(_ index: MatchIndex, _ scratch: inout MatchScratch) {
    block &+= 2
    guard block < index.blocksOfRow else { return }
    var found = (left: MatchIndex.Block.zero, right: MatchIndex.Block.zero)
    block = rows.pair(from: block, of: index, index.blocks, &scratch, &found)
    hits = MatchIndex.Block.words(found.left, found.right)
    word = 0
  }

  /// The next box that all rows have.
  @inline(__always)
  mutating func next(_ index: MatchIndex, _ scratch: inout MatchScratch) -> Int? {
    while true {
      // A number of its own, for the compiler would write the search's down each time.
      var word = word
      while word < Self.words {
        let bits = hits[word]
        if bits != 0 {
          hits[word] = bits & (bits &- 1)
          self.word = word
          return block &* MatchIndex.bitsOfBlock &+ word &* 64 &+ bits.trailingZeroBitCount
        }
        word &+= 1
      }
      guard block < index.blocksOfRow else { return nil }
      goOn(index, &scratch)
    }
  }

  private mutating func clear(below bit: Int) {
    for word in 0..<bit >> 6 { hits[word] = 0 }
    hits[bit >> 6] &= ~0 << UInt64(bit & 63)
  }

  /// Picks the rows of all lanes that were not asked yet, and lets go of where it stands: what is
  /// left to do is up to who asks the rows.
  mutating func chooseRest(
    _ index: MatchIndex, _ facts: borrowing Facts, _ automata: [NeedleAutomaton?],
    _ scratch: inout MatchScratch
  ) {
    rows.begin(scratch)
    var left = MatchIndex.Block.zero
    var right = MatchIndex.Block.zero
    rows.choose(
      upTo: index.lanes.count, of: index, index.blocks, for: facts, automata, &scratch, block: 0,
      leaving: &left, &right, stopsAtNone: false)
  }

  /// Gives back the room in the scratch.
  @inline(__always)
  func end(_ scratch: inout MatchScratch) { rows.end(&scratch) }
}
