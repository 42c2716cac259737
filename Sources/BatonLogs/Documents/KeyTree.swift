import BatonRecords

/// The keys that are looked for in JSON objects, as a tree of names.
struct KeyTree {
  private struct Node {
    let name: [UInt8]
    var source: Int?
    var children: [Int] = []
  }

  private var nodes = [Node(name: [])]

  mutating func add(_ path: [String], _ source: Int) {
    var place = 0
    for name in path {
      let bytes = Array(name.utf8)
      if let known = nodes[place].children.first(where: { nodes[$0].name == bytes }) {
        place = known
      } else {
        nodes.append(Node(name: bytes))
        nodes[place].children.append(nodes.count - 1)
        place = nodes.count - 1
      }
    }
    if nodes[place].source == nil { nodes[place].source = source }
  }

  /// Sets the sources that an object of a tape has.
  func fill(
    _ assembly: inout EventAssembly, from tape: borrowing JSONTape, at position: Int, line: Int
  ) {
    fill(0, &assembly, from: tape, at: position, line: line)
  }

  /// Goes down only as deep as keys do.
  private func fill(
    _ node: Int, _ assembly: inout EventAssembly, from tape: borrowing JSONTape,
    at position: Int, line: Int
  ) {
    guard tape.kind(position) == .object else { return }
    var place = position + 1
    let end = tape.end(position)
    while place < end {
      let value = place + 1
      if let child = tape.withText(place, { find($0, in: node) }) {
        if let source = nodes[child].source {
          Self.set(source, &assembly, tape, at: value, line: line)
        }
        if !nodes[child].children.isEmpty {
          fill(child, &assembly, from: tape, at: value, line: line)
        }
      }
      place = tape.end(value)
    }
  }

  /// The source of a key that is one name.
  func source(_ name: Span<UInt8>) -> Int? { find(name, in: 0).flatMap { nodes[$0].source } }

  private func find(_ name: Span<UInt8>, in node: Int) -> Int? {
    for child in nodes[node].children where nodes[child].name.count == name.count {
      if name.withUnsafeBufferPointer({ $0.elementsEqual(nodes[child].name) }) { return child }
    }
    return nil
  }

  /// Sets a source to a value; null is none.
  static func set(
    _ source: Int, _ assembly: inout EventAssembly, _ tape: borrowing JSONTape, at value: Int,
    line: Int
  ) {
    switch tape.kind(value) {
    case .none: break
    case .text: tape.withText(value) { assembly.set(source, .text, $0, line: line) }
    case .integer: assembly.set(source, LogCell(integer: tape.integer(value)), line: line)
    case .number: assembly.set(source, LogCell(number: tape.number(value)), line: line)
    case .yesNo: assembly.set(source, LogCell(yesNo: tape.yesNo(value)), line: line)
    case .list, .object: assembly.set(source, LogCell(.nested), line: line)
    }
  }
}
