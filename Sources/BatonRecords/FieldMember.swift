public import CSimdJSON

/// A field of the record that a ``FieldReader`` read last, as it was written.
///
/// Points into the reader or its batch: good until it reads again, so nobody keeps one.
public struct FieldMember: ~Copyable {
  @usableFromInline let member: csj_member

  @inlinable @inline(__always)
  init(_ member: csj_member) { self.member = member }

  /// The position of its name among those that the reader was made with.
  @inlinable @inline(__always)
  public var field: Int { Int(member.field) }

  @inlinable @inline(__always)
  public var kind: FieldKind {
    switch written {
    case csj_null: .none
    case csj_false, csj_true: .yesNo
    case csj_integer: .integer
    case csj_number: .number
    case csj_text: .text
    case csj_list: .list
    default: .object
    }
  }

  @inlinable @inline(__always)
  var written: csj_kind { csj_kind(UInt32(member.kind)) }

  /// - Precondition: it is a yes or no.
  @inlinable @inline(__always)
  public var yesNo: Bool { written == csj_true }

  /// - Precondition: it is an integer.
  @inlinable @inline(__always)
  public var integer: Int {
    precondition(written == csj_integer, "an integer")
    return Int(member.integer)
  }

  /// - Precondition: it is a number that is no integer.
  @inlinable @inline(__always)
  public var number: Double {
    precondition(written == csj_number, "a number")
    return member.number
  }

  /// Lends the UTF-8 of a text.
  /// - Precondition: it is a text.
  @inlinable @inline(__always)
  public func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    precondition(written == csj_text, "a text")
    let raw = UnsafeRawBufferPointer(start: member.text, count: Int(member.count))
    return raw.withMemoryRebound(to: UInt8.self) { body($0.span) }
  }

  /// Whether it is a text that was written without escapes: then it can be lent with its quotes, as
  /// it is to be written again.
  @inlinable @inline(__always)
  public var isQuoted: Bool { written == csj_text && member.is_quoted != 0 }

  /// Lends the UTF-8 of a text with its quotes.
  /// - Precondition: it has them.
  @inlinable @inline(__always)
  public func withQuotedText<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    precondition(isQuoted, "a text in quotes")
    let raw = UnsafeRawBufferPointer(start: member.text - 1, count: Int(member.count) + 2)
    return raw.withMemoryRebound(to: UInt8.self) { body($0.span) }
  }

  /// The symbol of a text, if it has one.
  /// - Precondition: it is a text.
  @inlinable @inline(__always)
  public func symbol(in table: borrowing SymbolTable) -> Symbol? { withText { table.find($0) } }

  /// The symbol of a text, if it has one, and whether it is written as the symbol's.
  /// - Precondition: it is a text.
  @inlinable @inline(__always)
  public func look(in table: borrowing SymbolTable) -> (symbol: Symbol?, isSame: Bool) {
    withText { table.look($0) }
  }

  /// Where a list or an object is in its document.
  var place: UInt32 { member.place }
}
