public import CSimdJSON

/// Reads records that nest, of which the values at some paths are wanted, as long as they are plain.
///
///     let reader = PathReader()
///     reader.want(["by", "party"], 0)
///     let isPlain = reader.read(index, of: batch) { found in
///       for position in 0..<found.ownCount { … found.own(position) … }
///     }
///
/// Plain is what most programs write: objects of texts without escapes, whole numbers, truth values
/// and nulls, and one list of such objects where one is asked for. Of a record that is not plain
/// nothing is known here, neither that it is right nor that it is wrong: ``JSONTape`` reads it.
///
/// Public because the compiler inlines nothing that is only `package` into another module; embedders
/// do not see this module.
public struct PathReader: ~Copyable {
  private let paths: OpaquePointer?
  private var isUsable: Bool
  @usableFromInline var found = csj_found()

  package init() {
    paths = csj_paths_create()
    isUsable = paths != nil
  }

  deinit { csj_paths_free(paths) }

  /// Asks for the values at a path.
  /// - Parameters:
  ///   - path: names from the outside to the inside.
  ///   - number: by which the values are known, 0 and up.
  ///   - ofElement: whether the path is one of the list's objects.
  package mutating func want(_ path: [String], _ number: Int, ofElement: Bool = false) {
    let bytes = Self.bytes(path)
    guard let paths, let bytes else {
      isUsable = false
      return
    }
    let isWanted = csj_paths_want(paths, ofElement, bytes, bytes.count, Int32(number))
    if !isWanted { isUsable = false }
  }

  /// Asks for the list at a path.
  package mutating func wantList(_ path: [String]) {
    let bytes = Self.bytes(path)
    guard let paths, let bytes else {
      isUsable = false
      return
    }
    if !csj_paths_want_list(paths, bytes, bytes.count) { isUsable = false }
  }

  /// Each name behind its length; nil for names that are longer than a length can be.
  private static func bytes(_ path: [String]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for name in path {
      guard let count = UInt8(exactly: name.utf8.count) else { return nil }
      bytes.append(count)
      bytes += name.utf8
    }
    return bytes
  }

  /// Reads a record of a batch.
  /// - Parameter body: gets what was found, which is its own until it returns; not called for records
  ///   that are not plain.
  /// - Returns: whether it is plain.
  package mutating func read(
    _ index: Int, of batch: LineBatch, _ body: (borrowing PathReader) -> Void
  ) -> Bool {
    guard let paths, isUsable else { return false }
    let isPlain = batch.withLine(at: index) { bytes, count, _, _ in
      guard csj_paths_read(paths, bytes, count, &found) else { return false }
      body(self)
      return true
    }
    return isPlain ?? false
  }
}

// MARK: What was found

extension PathReader {
  /// Whether the list is there.
  @inlinable public var hasList: Bool { found.has_list }

  /// How many values the record has outside of the list. A null is no value.
  @inlinable public var ownCount: Int { found.own_count }

  /// How many values the list's objects have together, each object counted as one more.
  @inlinable public var elementCount: Int { found.element_count }

  @inlinable @inline(__always)
  public func own(_ position: Int) -> PathValue {
    precondition(position >= 0 && position < found.own_count, "a value of the record")
    return PathValue(found.own.unsafelyUnwrapped[position])
  }

  @inlinable @inline(__always)
  public func element(_ position: Int) -> PathValue {
    precondition(position >= 0 && position < found.element_count, "a value of the list")
    return PathValue(found.elements.unsafelyUnwrapped[position])
  }
}

/// A value that a ``PathReader`` has found, or the start of one of the list's objects.
@frozen
public struct PathValue {
  @usableFromInline let member: csj_member

  @inlinable @inline(__always)
  init(_ member: csj_member) { self.member = member }

  /// By which number it was asked for.
  @inlinable public var number: Int { Int(member.field) }

  /// Whether it is no value: here the next object of the list starts.
  @inlinable public var isStart: Bool { member.field == Int32(csj_element) }

  @inlinable public var isText: Bool { UInt32(member.kind) == csj_text.rawValue }
  @inlinable public var isInteger: Bool { UInt32(member.kind) == csj_integer.rawValue }

  /// - Precondition: it is an integer.
  @inlinable public var integer: Int64 { member.integer }

  /// Of a truth value.
  @inlinable public var yesNo: Bool { UInt32(member.kind) == csj_true.rawValue }

  /// Lends the UTF-8 of a text.
  /// - Precondition: it is a text.
  @inlinable @inline(__always)
  public func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    precondition(isText, "a text")
    let raw = UnsafeRawBufferPointer(start: member.text, count: Int(member.count))
    return raw.withMemoryRebound(to: UInt8.self) { body($0.span) }
  }
}
