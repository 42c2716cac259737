import BatonTime

/// Turns what a log writes as a time into milliseconds since 1970.
///
/// Most logs write one form, `2010-03-31T16:59:42.000+02:00`, and neighbouring events the same day:
/// that is read from the bytes, and the days up to a date are kept from event to event. All else is
/// for ``BatonTime/ISO8601`` and the mapping's patterns, which say what a time is.
struct TimeReader {
  enum Reading: Equatable {
    case time(milliseconds: Int64, hasOffset: Bool)
    case unreadable
    /// Not in the years 1 to 9999 by UTC.
    case beyond
  }

  private let dates: [DatePattern]
  private let zone: Zone
  private let unit: LogMapping.TimeUnit
  private var offsets: HourOffsets
  /// The date read last as eight digits, and its days since 1970.
  private var lastDate = -1
  private var lastDays = 0

  init(_ mapping: LogMapping) {
    dates = mapping.dates
    zone = mapping.zone ?? .utc
    unit = mapping.timeUnit
    offsets = HourOffsets(zone)
  }

  /// What dates can say with four digits. Whatever reckons with times may rely on it.
  private static let years: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  mutating func read(_ text: Span<UInt8>) -> Reading {
    Self.bounded(plain(text) ?? slow(text))
  }

  func read(number: Int64) -> Reading {
    let milliseconds = unit == .seconds ? Instant(seconds: number).milliseconds : number
    return Self.bounded(.time(milliseconds: milliseconds, hasOffset: true))
  }

  func read(number: Double) -> Reading {
    let milliseconds = (unit == .seconds ? number * 1000 : number).rounded(.down)
    if milliseconds.isNaN { return .unreadable }
    guard let whole = Int64(exactly: milliseconds) else { return .beyond }
    return Self.bounded(.time(milliseconds: whole, hasOffset: true))
  }

  private static func bounded(_ reading: Reading) -> Reading {
    guard case .time(let milliseconds, _) = reading, !years.contains(milliseconds) else {
      return reading
    }
    return .beyond
  }

  // MARK: The plain form

  private mutating func plain(_ text: Span<UInt8>) -> Reading? {
    guard text.count >= 19, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":")
    else { return nil }
    let date =
      Self.two(text, 0) * 1_000_000 + Self.two(text, 2) * 10_000
      + Self.two(text, 5) * 100 + Self.two(text, 8)
    let hour = Self.two(text, 11)
    let minute = Self.two(text, 14)
    let second = Self.two(text, 17)
    guard date >= 0, (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    if date != lastDate {
      let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
      guard let civil = CivilDate(year: year, month: month, day: day) else { return nil }
      lastDate = date
      lastDays = civil.daysSince1970
    }
    var place = 19
    var fraction = 0
    if place < text.count, text[place] == UInt8(ascii: ".") {
      place += 1
      var weight = 100
      let start = place
      while place < text.count, let digit = Self.digit(text[place]) {
        fraction += digit * weight
        weight /= 10
        place += 1
      }
      if place == start { return nil }
    }
    let local =
      Int64(lastDays) * 86_400_000
      + Int64((hour * 60 + minute) * 60_000 + second * 1000 + fraction)
    let left = text.count - place
    if left == 1, text[place] == UInt8(ascii: "Z") {
      return .time(milliseconds: local, hasOffset: true)
    }
    guard left == 6, text[place + 3] == UInt8(ascii: ":") else { return nil }
    let hours = Self.two(text, place + 1)
    let minutes = Self.two(text, place + 4)
    guard (0...23).contains(hours), (0...59).contains(minutes) else { return nil }
    let offset = Int64((hours * 60 + minutes) * 60_000)
    switch text[place] {
    case UInt8(ascii: "+"): return .time(milliseconds: local - offset, hasOffset: true)
    case UInt8(ascii: "-"): return .time(milliseconds: local + offset, hasOffset: true)
    default: return nil
    }
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte &- 0x30 <= 9 ? Int(byte &- 0x30) : nil
  }

  /// Two digits; far below 0 if they are none.
  @inline(__always)
  private static func two(_ text: Span<UInt8>, _ place: Int) -> Int {
    let (tens, ones) = (text[place] &- 0x30, text[place + 1] &- 0x30)
    return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : -1_000_000_000
  }

  // MARK: All other forms

  private mutating func slow(_ bytes: Span<UInt8>) -> Reading {
    let text = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    for pattern in dates {
      if let local = pattern.parse(text) {
        return .time(milliseconds: offsets.milliseconds(of: local), hasOffset: false)
      }
    }
    guard let time = ISO8601.parseTime(text) else { return .unreadable }
    if let offset = time.offsetSeconds {
      let instant = time.local.instant(offsetSeconds: offset)
      return .time(milliseconds: instant.milliseconds, hasOffset: true)
    }
    return .time(milliseconds: offsets.milliseconds(of: time.local), hasOffset: false)
  }
}
