/// A zone in the system's form, TZif of RFC 9636, version 2 or later: its 64-bit data and the rule
/// behind them. A file is trusted in nothing: every count and index is checked.
struct ZoneFile {
  let firstOffset: Int
  let transitions: [Int64]
  let offsets: [Int]
  let rule: ZoneRule?

  /// The largest offset that is believed, in seconds.
  private static let largestOffset = 26 * 3600

  private struct Header {
    let version: UInt8
    let universalCount, standardCount, leapCount, timeCount, typeCount, characterCount: Int

    func length(timeSize: Int) -> Int {
      timeCount * timeSize + timeCount + typeCount * 6 + characterCount
        + leapCount * (timeSize + 4) + standardCount + universalCount
    }
  }

  private static let headerLength = 44

  /// A zone from a file's bytes, or nil if they are damaged.
  init?(_ bytes: [UInt8]) {
    guard let old = Self.header(bytes, at: 0), old.version >= UInt8(ascii: "2") else { return nil }
    let second = Self.headerLength + old.length(timeSize: 4)
    guard let header = Self.header(bytes, at: second) else { return nil }
    let times = second + Self.headerLength
    let end = times + header.length(timeSize: 8)
    guard end <= bytes.count, header.typeCount > 0 else { return nil }

    let types = times + header.timeCount * 8
    let records = types + header.timeCount
    let typeOffsets = (0..<header.typeCount).map { type in
      Int(Int32(truncatingIfNeeded: Self.number(bytes, at: records + type * 6, size: 4)))
    }
    let indices = bytes[types..<records].map(Int.init)
    guard indices.allSatisfy({ $0 < typeOffsets.count }),
      typeOffsets.allSatisfy({ abs($0) <= Self.largestOffset })
    else { return nil }
    transitions = (0..<header.timeCount).map { index in
      Int64(truncatingIfNeeded: Self.number(bytes, at: times + index * 8, size: 8))
    }
    guard zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    offsets = indices.map { typeOffsets[$0] }
    firstOffset = typeOffsets[0]

    guard end < bytes.count, bytes[end] == 0x0a,
      let footerEnd = bytes[(end + 1)...].firstIndex(of: 0x0a)
    else { return nil }
    let footer = String(decoding: bytes[(end + 1)..<footerEnd], as: UTF8.self)
    if footer.isEmpty {
      rule = nil
    } else {
      guard let parsed = ZoneRule(footer) else { return nil }
      rule = parsed
    }
  }

  private static func header(_ bytes: [UInt8], at start: Int) -> Header? {
    guard start + headerLength <= bytes.count,
      bytes[start..<start + 4].elementsEqual("TZif".utf8)
    else { return nil }
    let counts = (0..<6).map { Int(number(bytes, at: start + 20 + $0 * 4, size: 4)) }
    guard counts.allSatisfy({ $0 <= bytes.count }) else { return nil }
    return Header(
      version: bytes[start + 4], universalCount: counts[0], standardCount: counts[1],
      leapCount: counts[2], timeCount: counts[3], typeCount: counts[4], characterCount: counts[5])
  }

  /// A number of so many bytes, the highest first.
  private static func number(_ bytes: [UInt8], at start: Int, size: Int) -> UInt64 {
    bytes[start..<start + size].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
