import BatonRecords
import CXES

/// XES: the items that are found in C, put into an assembly.
///
/// Points into the window and into what C has found, and is the only one here that does.
final class XESLog: LogSource {
  /// The most bytes that a tag, or a text between tags, may have.
  static let longestTag = 16 << 20

  private var input: InputBuffer
  private let reader: OpaquePointer?
  /// The globals of the log, by source.
  private var defaults: [Default?]
  private var hasDefaults = false
  private var isCaseComplete = true
  private var isOver = false

  private struct Default {
    let type: WrittenType
    let text: [UInt8]
  }

  /// - Parameter isPlain: false leaves everything to the library.
  init(_ input: consuming InputBuffer, _ plan: LogPlan, isPlain: Bool = true) {
    self.input = input
    reader = cxes_create(Self.longestTag, isPlain)
    defaults = Array(repeating: nil, count: plan.sources.count)
    for source in plan.sources {
      let path = source.key.path.joined(separator: "\u{1f}")
      guard let reader else { return }
      _ = cxes_want(reader, source.key.owner == .event, path, path.utf8.count)
    }
  }

  deinit { cxes_free(reader) }

  var line: Int { input.line }

  func read(_ assembly: inout EventAssembly) throws(LogStop) -> Bool {
    guard let reader else { throw .refused(.noMemory) }
    while !isOver {
      var result = cxes_result()
      let status = cxes_read(reader, input.bytes, input.count, input.atEnd, &result)
      let items = UnsafeBufferPointer(start: result.items, count: result.count)
      for item in items { take(item, &assembly) }
      input.consume(result.consumed, lines: Int(result.lines))
      switch status {
      case cxes_more, cxes_full: break
      case cxes_end: isOver = true
      default:
        isOver = true
        throw .refused(Self.cause(of: status, result))
      }
      if !assembly.batch.isEmpty { return true }
      if status == cxes_more { try fill(&assembly) }
    }
    return false
  }

  private func fill(_ assembly: inout EventAssembly) throws(LogStop) {
    do throws(ReadFailure.Cause) {
      _ = try input.fill()
    } catch {
      isOver = true
      assembly.endCase(isCut: true, line: line)
      throw .unreadable(error)
    }
  }

  private static func cause(of status: cxes_status, _ result: cxes_result) -> LogFailure.Cause {
    let text = result.text.map { String(cString: $0) } ?? ""
    return switch status {
    case cxes_not_log: .notALog(root: text)
    case cxes_not_xml: .notXML(XMLMistake(expat: result.key))
    case cxes_encoding: .encoding(text)
    case cxes_entities: .entities
    default: .noMemory
    }
  }

  // MARK: Items

  private func take(_ item: cxes_item, _ assembly: inout EventAssembly) {
    let line = Int(item.line)
    switch cxes_kind(UInt32(item.kind)) {
    case cxes_attribute:
      assembly.set(
        Int(item.key), Self.type(item.detail), Self.text(item).span, line: line)
    case cxes_event_start:
      completeCase(&assembly, line: line)
      assembly.beginEvent(line: line)
    case cxes_event_end:
      if hasDefaults { complete(.event, &assembly, line: line) }
      assembly.endEvent()
    case cxes_trace_start:
      isCaseComplete = false
      assembly.beginCase(line: line)
    case cxes_trace_end:
      if !assembly.isInEvent { completeCase(&assembly, line: line) }
      assembly.endCase(isCut: item.detail == 1, line: line)
    case cxes_default: keepDefault(item, assembly.plan)
    default: assembly.tell(Self.fault(item), line: line)
    }
  }

  private static func text(_ item: cxes_item) -> UnsafeBufferPointer<UInt8> {
    let raw = UnsafeRawBufferPointer(start: item.text, count: Int(item.count))
    return raw.assumingMemoryBound(to: UInt8.self)
  }

  private static func type(_ detail: UInt8) -> WrittenType {
    switch cxes_type(UInt32(detail)) {
    case cxes_date: .instant
    case cxes_int: .integer
    case cxes_float: .number
    case cxes_boolean: .yesNo
    case cxes_nested: .nested
    default: .text
    }
  }

  private static func fault(_ item: cxes_item) -> LogFault.Cause {
    switch cxes_cause(UInt32(item.detail)) {
    case cxes_malformed: .notXML(XMLMistake(expat: item.key))
    case cxes_too_long: .tooLong(limit: longestTag)
    case cxes_too_deep: .tooDeep(limit: Int(item.key))
    case cxes_trace_in_trace: .traceInTrace
    case cxes_event_outside_trace: .eventOutsideTrace
    case cxes_without_key: .attributeWithoutKey
    case cxes_without_value: .attributeWithoutValue
    default: .unknownElement(name: String(decoding: text(item), as: UTF8.self))
    }
  }

  // MARK: Defaults

  /// What a global says is no id and no time of anything, so that these are missing where they are.
  private func keepDefault(_ item: cxes_item, _ plan: LogPlan) {
    let source = Int(item.key)
    if plan.sources[source].roles.contains(where: { $0 == .caseID || $0 == .time }) { return }
    defaults[source] = Default(type: Self.type(item.detail), text: Array(Self.text(item)))
    hasDefaults = true
  }

  private func completeCase(_ assembly: inout EventAssembly, line: Int) {
    if isCaseComplete { return }
    isCaseComplete = true
    if hasDefaults { complete(.case, &assembly, line: line) }
  }

  private func complete(_ owner: LogKey.Owner, _ assembly: inout EventAssembly, line: Int) {
    for source in defaults.indices {
      guard let standard = defaults[source], assembly.plan.sources[source].key.owner == owner,
        !assembly.isSet(source)
      else { continue }
      assembly.set(source, standard.type, standard.text.span, line: line)
    }
  }
}
