import BatonModel

/// Reads when in a clock's life something happens: `"75%"`, `before(minutes(30))`, `past(hours(1))`.
struct ThresholdReader {
  let context: CompileContext

  /// - Parameter key: where it stands, as messages name it.
  /// - Returns: nil after a report.
  func threshold(_ written: Written, of key: String) -> Threshold? {
    if let text = written.text, let percent = Self.percent(text) {
      guard percent > 0, percent <= 100 else {
        context.findings.report(.time(.percentOutside(text)), at: written.site)
        return nil
      }
      return .percent(percent)
    }
    guard let word = context.word(of: written), word.role == .offset else {
      context.findings.report(
        .wrongType(
          key, wanted: "a share such as \"75%\", before(minutes(30)) or past(minutes(30))",
          found: written.phrase),
        at: written.site)
      return nil
    }
    let arguments = written.arguments(in: context.sources)
    guard arguments.count == 1 else {
      context.findings.report(
        .matcherArguments(word.name, example: word.example), at: written.site)
      return nil
    }
    return DurationReader(context: context).elapsed(arguments[0], of: word.name)
      .map { word.name == "before" ? .before($0) : .past($0) }
  }

  /// Reports a threshold that lies before the clock starts. Elapsed time tells; how much of it business
  /// time takes depends on the day.
  func check(
    _ threshold: Threshold, against limit: TimeLimit, of agreement: String, at site: Site
  ) {
    guard case .before(let offset) = threshold, let length = limit.span.elapsedMilliseconds,
      offset >= length
    else { return }
    context.findings.report(.time(.beforeTheStart(agreement, lasts: limit.span)), at: site)
  }

  /// The number of "75%"; nil for another text.
  static func percent(_ text: String) -> Double? {
    guard text.last == "%" else { return nil }
    let number = text.dropLast()
    let isNumeral = number.utf8.enumerated().allSatisfy { index, byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
        || (index == 0 && byte == UInt8(ascii: "-"))
    }
    return isNumeral ? Double(number) : nil
  }
}
