/// What a member of a record holds, as it was written.
public enum FieldKind: UInt8, Sendable {
  /// Null was written.
  case none
  case yesNo
  /// An integral number of up to 64 bits, or one up to 2^53 however it was written.
  case integer
  /// A number that is not integral, or beyond 64 bits.
  case number
  case text
  case list
  case object
}
