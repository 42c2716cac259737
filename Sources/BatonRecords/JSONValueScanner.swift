/// Finds where one JSON value ends, without looking at what it means.
///
/// Takes the bytes as they come: after `scan` says that the value is incomplete it goes on where it
/// stopped. Meant to survive mistakes: a text ends at a line's end at the latest, a closing bracket
/// also closes what was left open inside its pair, and an object in the place of a name starts the
/// next value. So a malformed element of a long list costs only itself in all common cases.
struct JSONValueScanner {
  /// How many bytes were looked at; the value's length once it is complete.
  private(set) var position = 0
  private var open: [UInt8] = []
  private var lastMark: UInt8 = 0
  private var state = State.before

  private enum State { case before, between, scalar, text, escape }

  /// A scanner that stands inside so many open objects, to find where the outermost ends.
  init(insideObjects count: Int = 0) {
    open = Array(repeating: UInt8(ascii: "{"), count: count)
    if count > 0 { state = .between }
  }

  /// Forgets bytes at the front that the caller dropped.
  mutating func dropped(_ count: Int) { position -= count }

  /// Looks at the bytes from `position` on and says whether the value is complete.
  mutating func scan(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
    while position < count {
      let byte = bytes[position]
      switch state {
      case .text:
        if byte == UInt8(ascii: "\\") {
          state = .escape
        } else if byte == UInt8(ascii: "\"") || byte == 0x0a {
          state = .between
          // A text that is cut off by the line's end may have swallowed a comma.
          if byte == 0x0a { lastMark = UInt8(ascii: ",") }
          if open.isEmpty {
            position += 1
            return true
          }
        }
      case .escape: state = .text
      case .scalar:
        if Self.endsScalar(byte) { return true }
      case .before, .between:
        if mark(byte) { return true }
      }
      position += 1
    }
    return false
  }

  /// One byte outside texts; true if the value is complete, in which case `position` is its length.
  private mutating func mark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0a, 0x0d: return false
    case UInt8(ascii: "\""): state = .text
    case UInt8(ascii: "{"):
      let isInPlaceOfName =
        open.last == UInt8(ascii: "{")
        && (lastMark == UInt8(ascii: ",") || lastMark == UInt8(ascii: "{"))
      if isInPlaceOfName { return true }
      push(byte)
    case UInt8(ascii: "["): push(byte)
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      let opening = byte == UInt8(ascii: "}") ? UInt8(ascii: "{") : UInt8(ascii: "[")
      // A bracket whose pair lies outside belongs to whoever holds this value.
      guard let pair = open.lastIndex(of: opening) else { return true }
      open.removeLast(open.count - pair)
      if open.isEmpty {
        position += 1
        return true
      }
    default:
      if open.isEmpty {
        if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") { return true }
        state = .scalar
      }
    }
    lastMark = byte
    return false
  }

  /// Beyond the limit brackets are no longer remembered: such a value is refused anyway, and an
  /// endless one must not fill the memory.
  private mutating func push(_ byte: UInt8) {
    if open.count < Self.rememberedDepth { open.append(byte) }
    state = .between
  }

  private static let rememberedDepth = 1 << 16

  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
      UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
