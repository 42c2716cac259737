import BatonModel
import CSimdJSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The sets of names that objects had so far, found by a hash of the names and then compared.
///
/// Bounded: a source whose every object has other names only makes the cache start over.
struct ShapeCache {
  struct Shape {
    let names: MemberNames
    /// The names' UTF-8, one after the other; name `i` ends at `ends[i]`.
    private let bytes: [UInt8]
    private let ends: [Int]

    init(_ names: MemberNames) {
      self.names = names
      var bytes: [UInt8] = []
      ends = names.list.map { name in
        bytes.append(contentsOf: name.utf8)
        return bytes.count
      }
      self.bytes = bytes
    }

    /// Whether the name at a position is the node's text, byte by byte.
    func has(_ node: csj_node, at position: Int) -> Bool {
      let start = position == 0 ? 0 : ends[position - 1]
      let count = ends[position] - start
      guard count == Int(node.count) else { return false }
      return bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return true }
        return memcmp(base + start, node.text, count) == 0
      }
    }
  }

  private var shapes: [UInt64: Shape] = [:]
  private static let limit = 256

  func shape(hash: UInt64, count: Int) -> Shape? {
    guard let shape = shapes[hash], shape.names.list.count == count else { return nil }
    return shape
  }

  /// Keeps names, each of which occurs once.
  mutating func keep(_ names: [String], hash: UInt64) -> MemberNames {
    if shapes.count >= Self.limit { shapes.removeAll(keepingCapacity: true) }
    let shape = Shape(MemberNames(names))
    shapes[hash] = shape
    return shape.names
  }
}
