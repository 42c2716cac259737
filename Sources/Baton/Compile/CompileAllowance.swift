/// How many parts one rule may have once shared tables are written out.
///
/// A table that stands in another twice, and that one in a third, doubles at every step: forty
/// lines of Lua can make more conditions than there are atoms. Loading stops such a rule here.
final class CompileAllowance {
  static let limit = 100_000

  private var left = CompileAllowance.limit

  /// Begins another rule.
  func renew() {
    left = Self.limit
  }

  /// Takes one part.
  /// - Returns: false when there is nothing left; said once for each rule.
  func spend(at written: Written, _ context: CompileContext) -> Bool {
    left -= 1
    if left == 0 { context.findings.report(.tooLarge(limit: Self.limit), at: written.site) }
    return left > 0
  }
}
