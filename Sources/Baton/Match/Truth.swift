/// What a condition comes to: strong Kleene logic, in which an error is "not known".
///
/// A part that erred decides nothing by itself, but need not spoil the whole: `no` and an error is
/// `no`, `yes` or an error is `yes`. A whole that comes to an error counts as not matched, and the
/// error is reported; it is never silently false.
enum Truth: Sendable, Hashable {
  case yes
  case no
  case error

  init(_ holds: Bool) { self = holds ? .yes : .no }

  static prefix func ! (truth: Truth) -> Truth {
    switch truth {
    case .yes: .no
    case .no: .yes
    case .error: .error
    }
  }
}
