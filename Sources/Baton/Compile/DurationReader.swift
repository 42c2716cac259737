import BatonModel

/// Reads lengths of time as rules write them: `hours(4)`, `business_days(2)`.
///
/// Elapsed and business time stay apart: what only knows elapsed time gets milliseconds, and business
/// time is an error there.
struct DurationReader {
  let context: CompileContext

  /// - Parameters:
  ///   - key: what the length is for, as messages name it.
  ///   - allowsZero: whether no time at all is a length here.
  /// - Returns: nil after a report.
  func span(_ written: Written, of key: String, allowsZero: Bool = false) -> DurationSpan? {
    guard let word = context.word(of: written), word.role == .duration,
      let unit = DurationSpan.Unit(rawValue: word.name),
      case let arguments = written.arguments(in: context.sources), arguments.count == 1
    else {
      context.findings.report(
        .wrongType(
          key, wanted: "a duration such as hours(4) or business_days(2)", found: written.phrase),
        at: written.site)
      return nil
    }
    let argument = arguments[0]
    let isWhole = unit != .businessDays || argument.value.isInteger
    if let count = argument.number, count > 0 || (allowsZero && count == 0),
      count <= unit.longest, isWhole
    {
      return DurationSpan(count, unit)
    }
    context.findings.report(
      .outOfRange(
        word.name,
        wanted: (unit == .businessDays ? "a whole number" : "a number")
          + (allowsZero ? " from 0 to 100 years" : " above 0 and at most 100 years"),
        found: argument.phrase),
      at: argument.site)
    return nil
  }

  /// Milliseconds of elapsed time, at least one unless none at all is allowed; nil after a report.
  func elapsed(_ written: Written, of key: String, allowsZero: Bool = false) -> Int64? {
    guard let span = span(written, of: key, allowsZero: allowsZero) else { return nil }
    if let milliseconds = span.elapsedMilliseconds { return milliseconds }
    context.findings.report(.time(.needsElapsed(key, found: span)), at: written.site)
    return nil
  }
}

extension Written.Value {
  fileprivate var isInteger: Bool {
    if case .integer = self { true } else { false }
  }
}
