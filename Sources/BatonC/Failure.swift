/// Why a call failed: what its caller gets instead of an answer.
struct Failure: Error {
  let status: Status
  /// For people: lowercase, one clause; many lines only for a rule base's mistakes. Quotes nothing
  /// of a request.
  let message: String

  init(_ status: Status, _ message: String) {
    self.status = status
    self.message = message
  }
}
