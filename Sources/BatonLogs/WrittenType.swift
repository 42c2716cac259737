/// What a text in a log says it is.
enum WrittenType: UInt8 {
  case text
  case instant
  case integer
  case number
  case yesNo
  /// No text at all: a list, a container or an object.
  case nested
}
