import Baton
package import BatonModel

/// A part of a case's time: who had it, of what kind it was, who answered for the case meanwhile, and
/// why it waited.
///
/// Flat, because a log has a million of them. Names are numbers of the table of ``MeasuredCases``.
package struct MeasuredSpan: Sendable, Hashable {
  /// Milliseconds since 1970.
  package var from: Int64
  package var until: Int64
  /// Milliseconds of it in the hours of the unit; below 0 if it has none, so that all of it counts.
  package var open: Int64 = -1
  package var party = NameTable.none
  package var unit = NameTable.none
  package var accountable = NameTable.none
  /// Who said that it waits, and why; for spans that wait.
  package var pausedBy = NameTable.none
  package var reason: PauseReason?
  /// Whether the case was solved when it began: nobody's work was waited for.
  package var isSolved = false
  /// As it was; what of it lay in closed hours is in ``open``.
  package var kind: Stretch.Kind

  package init(from: Int64, until: Int64, kind: Stretch.Kind) {
    self.from = from
    self.until = until
    self.kind = kind
  }

  package var length: Int64 { until - from }

  /// What of it counts as working time.
  package var worked: Int64 { open < 0 ? length : open }

  /// Its milliseconds by kind: closed hours apart from work, and from waiting for it.
  package func forEachKind(_ body: (Stretch.Kind, Int64) -> Void) {
    guard kind.isWork, open >= 0 else { return body(kind, length) }
    if open > 0 { body(kind, open) }
    if length > open { body(.closedHours, length - open) }
  }
}
