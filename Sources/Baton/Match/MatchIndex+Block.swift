extension MatchIndex {
  /// Words that are looked at together: 512 boxes.
  ///
  /// Four vectors of the size that every processor of the kind has. A vector of eight words looks
  /// simpler, but asking it whether it is zero, or for one of its words, takes it to pieces.
  struct Block: BitwiseCopyable, Sendable {
    private var first, second, third, fourth: SIMD2<UInt64>

    private init(
      _ first: SIMD2<UInt64>, _ second: SIMD2<UInt64>, _ third: SIMD2<UInt64>,
      _ fourth: SIMD2<UInt64>
    ) {
      self.first = first
      self.second = second
      self.third = third
      self.fourth = fourth
    }

    static var zero: Block { Block(.zero, .zero, .zero, .zero) }

    @inline(__always)
    var isZero: Bool {
      let any = (first | second) | (third | fourth)
      return any[0] | any[1] == 0
    }

    /// Whether neither of two has a box.
    @inline(__always)
    func isZero(with other: Block) -> Bool {
      var any = self
      any |= other
      return any.isZero
    }

    /// The words one by one, for going through them.
    @inline(__always)
    var words: InlineArray<8, UInt64> {
      [
        first[0], first[1], second[0], second[1], third[0], third[1], fourth[0], fourth[1],
      ]
    }

    /// The words of two, one by one.
    @inline(__always)
    static func words(_ left: Block, _ right: Block) -> InlineArray<16, UInt64> {
      [
        left.first[0], left.first[1], left.second[0], left.second[1],
        left.third[0], left.third[1], left.fourth[0], left.fourth[1],
        right.first[0], right.first[1], right.second[0], right.second[1],
        right.third[0], right.third[1], right.fourth[0], right.fourth[1],
      ]
    }

    /// For single words; who wants several of them asks for ``words``.
    subscript(word: Int) -> UInt64 {
      get {
        switch word >> 1 {
        case 0: first[word & 1]
        case 1: second[word & 1]
        case 2: third[word & 1]
        default: fourth[word & 1]
        }
      }
      set {
        switch word >> 1 {
        case 0: first[word & 1] = newValue
        case 1: second[word & 1] = newValue
        case 2: third[word & 1] = newValue
        default: fourth[word & 1] = newValue
        }
      }
    }

    @inline(__always)
    static func &= (left: inout Block, right: Block) {
      left.first &= right.first
      left.second &= right.second
      left.third &= right.third
      left.fourth &= right.fourth
    }

    @inline(__always)
    static func |= (left: inout Block, right: Block) {
      left.first |= right.first
      left.second |= right.second
      left.third |= right.third
      left.fourth |= right.fourth
    }

    @inline(__always)
    func subtracting(_ other: Block) -> Block {
      Block(
        first & ~other.first, second & ~other.second, third & ~other.third, fourth & ~other.fourth)
    }
  }
}
