import CSimdJSON

/// One JSON document as a flat array of nodes, in the order of the text, for who looks for a few
/// values in it and wants no others made.
///
/// A list is followed by its values, an object by pairs of a name and a value, so that positions
/// count up. The nodes are good until the next document is read.
package struct JSONTape: ~Copyable {
  package enum Kind: Sendable { case none, yesNo, integer, number, text, list, object }

  private var parser = JSONParser()
  private var nodes: UnsafePointer<csj_node>?

  package init() {}

  /// Reads a record of a batch; its root is at 0.
  package mutating func read(_ index: Int, of batch: LineBatch) -> RecordFault? {
    nodes = nil
    let parse = batch.withLine(at: index) { bytes, count, line, isComplete in
      read(bytes, count: count, line: line, isComplete: isComplete)
    }
    guard case .fault(let cause, let line, let column) = parse ?? batch.tooLarge(at: index) else {
      return nil
    }
    return RecordFault(cause: cause, line: line, column: column, number: batch.number + index)
  }

  /// Reads a document in hand, the line of whose start is given.
  package mutating func read(_ document: [UInt8], line: Int) -> RecordFault? {
    let own = document + [UInt8](repeating: 0, count: Int(csj_padding))
    let parse = own.withUnsafeBufferPointer { buffer in
      // Texts are copied by the parser, so the bytes need not stay.
      read(buffer.baseAddress!, count: document.count, line: line, isComplete: true)
    }
    guard case .fault(let cause, let line, let column)? = parse else { return nil }
    return RecordFault(cause: cause, line: line, column: column, number: 1)
  }

  /// Reads a document that `csj_padding` readable bytes follow; its fault if it is none, or no
  /// object.
  mutating func read(
    _ bytes: UnsafePointer<UInt8>, count: Int, line: Int, isComplete: Bool
  ) -> RecordParse? {
    nodes = nil
    guard let parser = parser.parser else { return .fault(.noMemory, line: line, column: nil) }
    let status = csj_parse(parser, bytes, count)
    if status != csj_ok {
      let text = UnsafeBufferPointer(start: bytes, count: count)
      return JSONParser.fault(status, in: text, line: line, isComplete: isComplete)
    }
    let root = csj_nodes(parser)
    if root.pointee.kind != csj_object.rawValue {
      let typeName = JSONParser.typeName(ofKind: root.pointee.kind)
      return .fault(.notAnObject(typeName: typeName), line: line, column: nil)
    }
    nodes = root
    return nil
  }

  // A position is one that `walk` or `elements` gave, or 0.
  private func node(_ position: Int) -> csj_node { nodes?[position] ?? csj_node() }

  package func kind(_ position: Int) -> Kind {
    switch csj_kind(node(position).kind) {
    case csj_null: .none
    case csj_false, csj_true: .yesNo
    case csj_integer: .integer
    case csj_number: .number
    case csj_text: .text
    case csj_list: .list
    default: .object
    }
  }

  package func yesNo(_ position: Int) -> Bool { csj_kind(node(position).kind) == csj_true }
  package func integer(_ position: Int) -> Int64 {
    kind(position) == .integer ? node(position).integer : 0
  }
  package func number(_ position: Int) -> Double {
    kind(position) == .number ? node(position).number : 0
  }

  /// Lends the UTF-8 of a text or a name; of anything else there is none.
  package func withText<Result>(_ position: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let node = node(position)
    let isText = csj_kind(node.kind) == csj_text
    let raw = UnsafeRawBufferPointer(
      start: isText ? node.text : nil, count: isText ? Int(node.count) : 0)
    return raw.withMemoryRebound(to: UInt8.self) { body($0.span) }
  }

  /// The position behind a value.
  package func end(_ position: Int) -> Int {
    var pending = 1
    var place = position
    while pending > 0 {
      let node = node(place)
      pending -= 1
      switch csj_kind(node.kind) {
      case csj_list: pending += Int(node.count)
      case csj_object: pending += 2 * Int(node.count)
      default: break
      }
      place += 1
    }
    return place
  }

  /// The value that a path of names leads to; of a repeated name the last.
  package func find(_ path: [String], in position: Int = 0) -> Int? {
    var found = position
    for name in path {
      guard let next = find(name, in: found) else { return nil }
      found = next
    }
    return found
  }

  private func find(_ name: String, in position: Int) -> Int? {
    guard kind(position) == .object else { return nil }
    var found: Int?
    var place = position + 1
    let end = end(position)
    while place < end {
      let isSame = withText(place) { text in
        text.withUnsafeBufferPointer { name.utf8.elementsEqual($0) }
      }
      if isSame { found = place + 1 }
      place = self.end(place + 1)
    }
    return found
  }
}
