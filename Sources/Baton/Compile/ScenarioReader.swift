import BatonLua
import BatonModel

/// Reads plain values as tests write them: requests, worlds and what is expected. What a request says is
/// not checked here: deciding reports what does not fit.
struct ScenarioReader {
  let context: CompileContext

  /// Names and values under a key; nil where they are missing or wrong.
  func members(_ key: String, _ table: TableReader) -> Members? {
    guard let written = table.value(key) else { return nil }
    guard written.table != nil, !written.hasItems else {
      context.findings.report(
        .wrongType(
          key, wanted: "names and values, { kind = \"incident\" }",
          found: written.hasItems ? "a list" : written.phrase),
        at: written.site)
      return nil
    }
    if written.isEmptyTable { return Members() }
    guard case .object(let members)? = value(written) else { return nil }
    return members
  }

  func value(_ written: Written) -> Value? {
    guard context.allowance.spend(at: written, context) else { return nil }
    switch written.value {
    case .text(let text): return .text(text)
    case .integer(let number): return .integer(Int(number))
    case .number(let number): return Value(number)
    case .yesNo(let yes): return .yesNo(yes)
    case .table where written.hasItems && !written.hasNames:
      return .list(written.items(in: context.sources).compactMap { value($0) })
    case .table:
      for (name, site) in written.vanishedNames(in: context.sources) {
        context.findings.report(.valueIsNil(name), at: site)
      }
      if written.isEmptyTable { return .list([]) }
      return .object(
        Members(
          written.entries(in: context.sources).compactMap { entry in
            guard let name = entry.name, let value = value(entry.value) else { return nil }
            return (name, value)
          }))
    default:
      context.findings.report(
        .wrongType("scenario", wanted: "plain values", found: written.phrase), at: written.site)
      return nil
    }
  }
}
