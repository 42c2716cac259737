import CExpat

/// Reads a small XML document as a tree, by expat.
///
/// Whoever sends the document decides what is in it, so entities are refused rather than expanded,
/// and depth and number of elements have limits. Memory: some hundred bytes an element.
struct XMLReader {
  static let deepest = 200
  static let mostElements = 1_000_000

  /// - Parameter name: what messages call the document.
  /// - Throws: ``TableFailure`` with the line and the column at which it is no XML.
  static func read(_ bytes: [UInt8], name: String) throws(TableFailure) -> XMLElement {
    guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: separator)) else {
      throw TableFailure(.noMemory, at: TablePlace(file: name))
    }
    defer { XML_ParserFree(parser) }
    let tree = Tree(parser)
    XML_SetUserData(parser, Unmanaged.passUnretained(tree).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in Tree.of(data)?.open(name, attributes) },
      { data, _ in Tree.of(data)?.close() })
    XML_SetCharacterDataHandler(
      parser, { data, text, count in Tree.of(data)?.add(text, count: Int(count)) })
    XML_SetEntityDeclHandler(
      parser, { data, _, _, _, _, _, _, _, _ in Tree.of(data)?.stop(.entities) })
    let status = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        feed(parser, text)
      }
    }
    let spot = TablePlace.Spot.line(
      Int(XML_GetCurrentLineNumber(parser)), column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
    if let cause = tree.cause { throw TableFailure(cause, at: TablePlace(file: name, spot: spot)) }
    guard status == XML_STATUS_OK, let root = tree.root else {
      let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
      throw TableFailure(
        .notXML(reason ?? "it ends too early"), at: TablePlace(file: name, spot: spot))
    }
    return root
  }

  /// Expat counts bytes in 32 bits, so a document goes in by pieces.
  private static func feed(
    _ parser: XML_Parser, _ text: UnsafeBufferPointer<CChar>
  ) -> XML_Status {
    let piece = 1 << 20
    var done = 0
    repeat {
      let count = min(piece, text.count - done)
      let isLast = done + count == text.count
      let start = text.baseAddress.map { $0 + done }
      let status = XML_Parse(parser, start, Int32(count), isLast ? 1 : 0)
      if status != XML_STATUS_OK { return status }
      done += count
    } while done < text.count
    return XML_STATUS_OK
  }

  /// Stands between a namespace and a name; no XML can have it in either.
  fileprivate static let separator: UInt8 = 0x1F
}

/// The tree while it grows: the elements that are open, the outermost first.
private final class Tree {
  private let parser: XML_Parser
  private var open: [XMLElement] = []
  private var count = 0
  private(set) var root: XMLElement?
  private(set) var cause: TableFailure.Cause?

  init(_ parser: XML_Parser) {
    self.parser = parser
  }

  static func of(_ data: UnsafeMutableRawPointer?) -> Tree? {
    data.map { Unmanaged<Tree>.fromOpaque($0).takeUnretainedValue() }
  }

  func stop(_ cause: TableFailure.Cause) {
    if self.cause == nil { self.cause = cause }
    XML_StopParser(parser, 0)
  }

  func open(
    _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    guard cause == nil, let name else { return }
    count += 1
    if count > XMLReader.mostElements {
      return stop(.tooManyElements(limit: XMLReader.mostElements))
    }
    if open.count >= XMLReader.deepest { return stop(.tooDeep(limit: XMLReader.deepest)) }
    var values: [String: String] = [:]
    var next = attributes
    while let pair = next, let key = pair[0], let value = pair[1] {
      let (space, local) = Self.parts(key)
      values[space.isEmpty ? local : "{\(space)}\(local)"] = String(cString: value)
      next = pair + 2
    }
    let (space, local) = Self.parts(name)
    open.append(
      XMLElement(
        space: space, name: local, attributes: values,
        line: Int(XML_GetCurrentLineNumber(parser)),
        column: Int(XML_GetCurrentColumnNumber(parser)) + 1))
  }

  func add(_ text: UnsafePointer<CChar>?, count: Int) {
    guard cause == nil, let text, !open.isEmpty else { return }
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    open[open.count - 1].text += String(decoding: bytes, as: UTF8.self)
  }

  func close() {
    guard cause == nil, let element = open.popLast() else { return }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  private static func parts(_ name: UnsafePointer<CChar>) -> (space: String, local: String) {
    let text = String(cString: name)
    guard let separator = text.utf8.firstIndex(of: XMLReader.separator) else { return ("", text) }
    return (String(text[..<separator]), String(text[text.utf8.index(after: separator)...]))
  }
}
