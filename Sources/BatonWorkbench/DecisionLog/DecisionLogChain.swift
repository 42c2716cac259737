import Baton

/// Puts contents into the chain of a log, line by line.
package struct DecisionLogChain: Sendable {
  /// How many lines there are.
  package private(set) var count: Int
  /// The hash of the last of them; empty if there is none.
  package private(set) var head: String

  package init(count: Int = 0, head: String = "") {
    self.count = count
    self.head = head
  }

  /// The next line, with its end.
  package mutating func line(_ content: [UInt8]) -> [UInt8] {
    count += 1
    var line = Array("{\"line\":\(count),\"previous\":\"\(head)\",".utf8)
    line += content
    head = ContentHash.of(line)
    line += Array(",\"hash\":\"\(head)\"}\n".utf8)
    return line
  }

  /// Takes a line that was read.
  package mutating func take(_ link: DecisionLogLink) {
    count = link.number
    head = link.hash
  }
}

/// A line of a log, taken apart as it was written.
package struct DecisionLogLink: Sendable {
  package let number: Int
  package let previous: String
  package let hash: String
  /// The members between.
  package let content: ArraySlice<UInt8>
  /// What the hash is of.
  private let hashed: ArraySlice<UInt8>

  /// Whether the hash is that of the line.
  package var isWhole: Bool { ContentHash.of(hashed) == hash }

  /// - Parameter line: without its end; nil if it is not written as a line of a log is.
  package init?(_ line: [UInt8]) {
    var rest = line[...]
    guard Self.drop("{\"line\":", from: &rest) else { return nil }
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    rest = rest.dropFirst(digits.count)
    guard Self.drop(",\"previous\":\"", from: &rest) else { return nil }
    let previous = rest.prefix { $0 != UInt8(ascii: "\"") }
    rest = rest.dropFirst(previous.count)
    guard Self.drop("\",", from: &rest) else { return nil }
    let end = Array(",\"hash\":\"".utf8)
    let tail = end.count + Self.hashCount + 2
    guard rest.count > tail, rest.suffix(tail).starts(with: end),
      rest.suffix(2).elementsEqual("\"}".utf8)
    else { return nil }
    let hash = rest.suffix(Self.hashCount + 2).dropLast(2)
    self.number = number
    self.previous = String(decoding: previous, as: UTF8.self)
    self.hash = String(decoding: hash, as: UTF8.self)
    content = rest.dropLast(tail)
    hashed = line.dropLast(tail)
  }

  private static let hashCount = 64

  private static func drop(_ text: String, from rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }
}
