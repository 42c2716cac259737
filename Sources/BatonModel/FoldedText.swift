/// A text made ready for comparing without regard to case: normalised to NFC, then each scalar
/// folded by Unicode's simple case folding.
///
/// Kept as UTF-8, in which one text is in another exactly where its bytes are. Making one costs a
/// pass over the text, and for a text beyond ASCII a normalisation; searching costs no allocation, but
/// for a table when what is looked for is longer than ``longestScanned`` bytes.
public struct FoldedText: Sendable {
  /// The text as it was written; it does not count when folded texts are compared.
  public let text: String
  /// The folded text: UTF-8.
  package var utf8: [UInt8] { bytes }
  private let bytes: [UInt8]

  public init(_ text: String) {
    self.text = text
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      bytes = text.utf8.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    } else {
      var folded = String.UnicodeScalarView()
      for scalar in text.composed.unicodeScalars {
        folded.append(scalar.simplyFolded)
      }
      bytes = Array(String(folded).utf8)
    }
  }

  public var isEmpty: Bool { bytes.isEmpty }

  /// Whether a text occurs anywhere in this one. The empty text occurs in every one.
  public func contains(_ other: FoldedText) -> Bool {
    hasOccurrence(of: other) { _ in true }
  }

  public func hasPrefix(_ other: FoldedText) -> Bool {
    occurs(other, at: 0)
  }

  public func hasSuffix(_ other: FoldedText) -> Bool {
    occurs(other, at: bytes.count - other.bytes.count)
  }

  /// Whether a word, or several words as they are written, occurs with word boundaries around it.
  ///
  /// Where the word starts or ends with a letter, a digit or an underscore, no such character may be
  /// next to it; where it starts or ends with something else, as `c++` does, anything may.
  public func containsWord(_ word: FoldedText) -> Bool {
    let wordStarts = word.bytes.isEmpty ? false : word.isWordScalar(startingAt: 0)
    let wordEnds = word.isWordScalar(endingAt: word.bytes.count)
    return hasOccurrence(of: word) { start in
      let end = start + word.bytes.count
      let isFreeBefore = !wordStarts || !isWordScalar(endingAt: start)
      let isFreeAfter = !wordEnds || end == bytes.count || !isWordScalar(startingAt: end)
      return isFreeBefore && isFreeAfter
    }
  }

  /// What is longer is looked for in a way that never goes back in the text.
  static let longestScanned = 32

  /// Whether a text occurs where a condition on the place holds. Both ways take time in proportion
  /// to the text, whatever is in it: the first compares at most ``longestScanned`` bytes at each
  /// place, the second each byte at most twice.
  private func hasOccurrence(of other: FoldedText, where isGood: (Int) -> Bool) -> Bool {
    let last = bytes.count - other.bytes.count
    guard last >= 0 else { return false }
    if other.bytes.count > Self.longestScanned {
      return Borders(of: other.bytes).hasOccurrence(in: bytes, where: isGood)
    }
    guard let first = other.bytes.first else { return (0...last).contains(where: isGood) }
    for position in 0...last where bytes[position] == first {
      if occurs(other, at: position), isGood(position) { return true }
    }
    return false
  }

  private func occurs(_ other: FoldedText, at position: Int) -> Bool {
    guard position >= 0, position + other.bytes.count <= bytes.count else { return false }
    for index in other.bytes.indices where bytes[position + index] != other.bytes[index] {
      return false
    }
    return true
  }

  private func isWordScalar(startingAt start: Int) -> Bool {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    return isWordScalar(start..<end)
  }

  private func isWordScalar(endingAt end: Int) -> Bool {
    guard end > 0 else { return false }
    var start = end - 1
    while start > 0, bytes[start] & 0xc0 == 0x80 { start -= 1 }
    return isWordScalar(start..<end)
  }

  private func isWordScalar(_ range: Range<Int>) -> Bool {
    let byte = bytes[range.lowerBound]
    if byte < 0x80 {
      return (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    let scalar = String(decoding: bytes[range], as: UTF8.self).unicodeScalars.first
    return scalar?.isPartOfWord ?? false
  }
}

extension FoldedText: Hashable {
  public static func == (left: FoldedText, right: FoldedText) -> Bool { left.bytes == right.bytes }
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension Unicode.Scalar {
  /// The scalar that stands for all that differ from it only in case.
  ///
  /// The simple case foldings (C and S) of Unicode's CaseFolding.txt, except that Cherokee letters
  /// become small ones where the file makes them capital, which puts the same letters together. They
  /// are the small form of the capital form, where each is one scalar; dotless i is the exception,
  /// because its capital is the plain I.
  var simplyFolded: Unicode.Scalar {
    if self == "\u{131}" { return self }
    let capital = properties.uppercaseMapping.onlyScalar ?? self
    return capital.properties.lowercaseMapping.onlyScalar ?? capital
  }

  /// A letter, a digit, a mark on one, or a connector such as the underscore: `\w` of Unicode's
  /// UTS #18.
  fileprivate var isPartOfWord: Bool {
    if properties.isAlphabetic || properties.isJoinControl { return true }
    switch properties.generalCategory {
    case .decimalNumber, .connectorPunctuation, .nonspacingMark, .spacingMark, .enclosingMark:
      return true
    default: return false
    }
  }
}

extension String {
  fileprivate var onlyScalar: Unicode.Scalar? {
    let scalars = unicodeScalars
    guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex
    else { return nil }
    return first
  }
}
