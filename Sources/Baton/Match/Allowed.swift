import BatonModel
import BatonTime

/// The values of one column that a box accepts: what is left of any combination of tests of that
/// column.
///
/// Closed under union, intersection and complement, so that nested conditions on one column melt
/// into one set. The kinds of values are separate, because values of different types are never
/// equal and never ordered.
struct Allowed: Sendable, Hashable {
  /// Numbers or instants from `lower` up to but not including `upper`.
  struct Span: Sendable, Hashable {
    var lower: Double
    var upper: Double
  }

  /// Texts by symbol: these, or all but these. Ascending.
  struct Texts: Sendable, Hashable {
    var isComplement: Bool
    var symbols: [UInt32]
  }

  var missing: Bool
  var yes: Bool
  var no: Bool
  /// Values of types that the column cannot have by rights.
  var other: Bool
  var texts: Texts
  /// Ascending, with gaps between them.
  var spans: [Span]

  static let everything = Allowed(
    missing: true, yes: true, no: true, other: true, texts: Texts(isComplement: true, symbols: []),
    spans: [Span(lower: -.infinity, upper: .infinity)])
  static let nothing = Allowed(
    missing: false, yes: false, no: false, other: false,
    texts: Texts(isComplement: false, symbols: []), spans: [])

  static func symbol(_ symbol: UInt32) -> Allowed {
    var allowed = Allowed.nothing
    allowed.texts.symbols = [symbol]
    return allowed
  }

  static func span(_ lower: Double, _ upper: Double) -> Allowed {
    var allowed = Allowed.nothing
    if lower < upper { allowed.spans = [Span(lower: lower, upper: upper)] }
    return allowed
  }

  var complement: Allowed {
    Allowed(
      missing: !missing, yes: !yes, no: !no, other: !other,
      texts: Texts(isComplement: !texts.isComplement, symbols: texts.symbols),
      spans: Self.complement(of: spans))
  }

  func union(_ other: Allowed) -> Allowed {
    Allowed(
      missing: missing || other.missing, yes: yes || other.yes, no: no || other.no,
      other: self.other || other.other, texts: texts.union(other.texts),
      spans: Self.union(spans, other.spans))
  }

  func intersection(_ other: Allowed) -> Allowed {
    complement.union(other.complement).complement
  }

  /// Whether a value of a cell is accepted. A list and a number beyond all comparison are not
  /// answered here: see ``MatchIndex``.
  func contains(_ cell: Cell) -> Bool {
    switch cell.kind {
    case .missing: missing
    case .yesNo: cell.yesNo ? yes : no
    case .text: texts.contains(cell.symbol)
    case .integer, .number, .instant:
      spans.contains { $0.contains(cell.ordered) }
    case .list, .object: other
    }
  }

  private static func complement(of spans: [Span]) -> [Span] {
    var gaps: [Span] = []
    var lower = -Double.infinity
    for span in spans {
      if lower < span.lower { gaps.append(Span(lower: lower, upper: span.lower)) }
      lower = span.upper
    }
    if lower < .infinity { gaps.append(Span(lower: lower, upper: .infinity)) }
    return gaps
  }

  private static func union(_ left: [Span], _ right: [Span]) -> [Span] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    var merged: [Span] = []
    for span in (left + right).sorted(by: { $0.lower < $1.lower }) {
      if let last = merged.last, span.lower <= last.upper {
        merged[merged.count - 1].upper = max(last.upper, span.upper)
      } else {
        merged.append(span)
      }
    }
    return merged
  }
}

extension Allowed.Span {
  func contains(_ value: Double) -> Bool {
    value >= lower && (value < upper || upper == .infinity)
  }
}

extension Allowed.Texts {
  func contains(_ symbol: UInt32) -> Bool {
    var range = symbols.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if symbols[middle] == symbol { return !isComplement }
      range = symbols[middle] < symbol ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return isComplement
  }

  func union(_ other: Self) -> Self {
    switch (isComplement, other.isComplement) {
    case (false, false):
      Self(isComplement: false, symbols: Self.merge(symbols, other.symbols, keeping: .either))
    case (true, true):
      Self(isComplement: true, symbols: Self.merge(symbols, other.symbols, keeping: .both))
    case (true, false):
      Self(isComplement: true, symbols: Self.merge(symbols, other.symbols, keeping: .leftOnly))
    case (false, true):
      other.union(self)
    }
  }

  private enum Keeping { case either, both, leftOnly }

  /// Two ascending lists, gone through once.
  private static func merge(
    _ left: [UInt32], _ right: [UInt32], keeping: Keeping
  ) -> [UInt32] {
    var merged: [UInt32] = []
    merged.reserveCapacity(keeping == .either ? left.count + right.count : left.count)
    var l = 0
    var r = 0
    while l < left.count || r < right.count {
      if r == right.count || (l < left.count && left[l] < right[r]) {
        if keeping != .both { merged.append(left[l]) }
        l += 1
      } else if l == left.count || right[r] < left[l] {
        if keeping == .either { merged.append(right[r]) }
        r += 1
      } else {
        if keeping != .leftOnly { merged.append(left[l]) }
        l += 1
        r += 1
      }
    }
    return merged
  }
}
