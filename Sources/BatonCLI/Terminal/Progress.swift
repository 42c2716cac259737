/// A count on the terminal while work is long: from the first second on, five times a second.
struct Progress {
  private let isShown = Terminal.isInteractive(Terminal.errors)
  private let started = Clock.ticks
  private var shown = 0
  private var count = 0

  /// Counts some more.
  mutating func step(_ more: Int, _ verb: String) {
    count += more
    guard isShown else { return }
    let now = Clock.ticks
    guard now - started > 1000, now - shown > 200 else { return }
    shown = now
    Terminal.note("\r\(count) \(verb) …")
  }

  /// Clears the line.
  func finish() {
    if shown > 0 { Terminal.note("\r\u{1B}[K") }
  }
}
