/// Where a piece of bytes lies in its ``PieceArena``.
@frozen @usableFromInline package struct Piece: Sendable, Hashable {
  @usableFromInline package let start: UInt32
  @usableFromInline package let count: UInt32

  /// No bytes at all.
  @inlinable package static var none: Piece { Piece(start: 0, count: 0) }

  @inlinable
  package init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  @inlinable package var isEmpty: Bool { count == 0 }
}

/// Pieces of output that are prepared once and copied often: names and values of JSON, escaped and
/// quoted already, one behind the other in one array.
///
/// Copying a piece is a check of its bounds and a few moves of words. It touches no reference count,
/// so that threads which share an arena do not wait for each other.
@usableFromInline package struct PieceArena: Sendable {
  @usableFromInline package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Adds what a writer that has written nothing yet writes: a value, or members of an object.
  /// - Precondition: all pieces together have less than 4 GiB.
  package mutating func add(_ write: (inout JSONWriter) -> Void) -> Piece {
    let start = UInt32(bytes.count)
    var json = JSONWriter(appendingTo: bytes)
    bytes = []
    write(&json)
    bytes = json.bytes
    return Piece(start: start, count: UInt32(bytes.count) - start)
  }

  /// Adds one text as a JSON string, with its quotes.
  package mutating func add(_ text: String) -> Piece { add { $0.text(text) } }

  /// Adds a text as it is.
  package mutating func add(raw text: String) -> Piece {
    let start = UInt32(bytes.count)
    bytes.append(contentsOf: text.utf8)
    return Piece(start: start, count: UInt32(bytes.count) - start)
  }

  /// Adds bytes of no meaning, once there are all pieces, so that the last can be copied as those
  /// before it are: with what stands behind it.
  package mutating func pad() {
    bytes.append(contentsOf: repeatElement(0, count: ShortCopy.loose))
  }

  /// A piece as text.
  package func text(of piece: Piece) -> String {
    String(
      decoding: bytes[Int(piece.start)..<Int(piece.start) + Int(piece.count)], as: UTF8.self)
  }

  /// Copies a piece onto the end of `output`.
  package func append(_ piece: Piece, to output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      output.append(
        contentsOf: UnsafeBufferPointer(
          rebasing: bytes[Int(piece.start)..<Int(piece.start) + Int(piece.count)]))
    }
  }

  /// Copies a piece into free capacity.
  /// - Precondition: there is room for it.
  @inlinable @inline(__always)
  package func append(_ piece: Piece, to output: inout OutputSpan<UInt8>) {
    bytes.withUnsafeBufferPointer { output.append(Int(piece.start), Int(piece.count), of: $0) }
  }
}
