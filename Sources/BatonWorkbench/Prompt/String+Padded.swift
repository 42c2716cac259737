extension String {
  /// With spaces behind it, so that it is as wide as others.
  package func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
