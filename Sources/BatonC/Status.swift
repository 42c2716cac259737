/// How a call ended.
///
/// Anything but BATON_OK is a failure, and then the call's answer is a message for people.
@c(baton_status) public enum Status: Int32, Sendable {
  /// The call did what it was asked for.
  case ok = 0
  /// An argument cannot be used: a pointer is missing, or a text is not UTF-8.
  case badArgument = 1
  /// There is no rule base at the path.
  case noRules = 2
  /// The rule base has mistakes; the message tells all of them, each at its place.
  case badRules = 3
  /// What was given as a request is none, or more than one.
  case badRequest = 4
  /// The options are not an object, or have a name or a value that means nothing.
  case badOptions = 5
  /// There is not enough memory for the answer; no message comes along.
  case noMemory = 6
}
