import BatonModel

extension CompileContext {
  /// A value that a rule sets a field to; nil after a report. Of a list one text is a list of one.
  func constant(_ written: Written, setting field: String, as type: FieldType) -> Value? {
    guard case .list = type else { return constants.value(written, as: type, field: field) }
    switch written.value {
    case .text(let text): return .list([.text(text)])
    case .table where !written.hasNames && written.isDense:
      return .list(
        written.items(in: sources).compactMap {
          constants.value($0, as: .text, field: field)
        })
    default: return constants.value(written, as: type, field: field)
    }
  }
}
