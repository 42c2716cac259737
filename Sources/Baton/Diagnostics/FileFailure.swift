/// Why a file of a rule base could not be read.
enum FileFailure: Error, Equatable {
  case outside
  case linkOutside
  case missing
  case isFolder
  case tooLarge(limit: Int)
  case unreadable(reason: String)
  case bytecode
  case binary
  /// Of a spreadsheet, by its name.
  case workbook
  case notUTF8(line: Int)
}
