/// One event of a path as proofs see it: its name, and the state that it enters.
struct ProcessStep: Sendable, Hashable {
  /// Nil: any that no rule in question names.
  let event: String?
  /// By its position; nil if the state stays.
  let state: Int?
}
