import BatonRecords

extension LogFormat {
  /// Recognises a log from its first bytes, without consuming them.
  ///
  /// `<` starts XES. `{` starts JSON: OCEL if the object has one of its lists, a case if it has a
  /// list of events, else an event. Anything else is the header of CSV.
  static func recognise(
    in input: inout InputBuffer, _ mapping: LogMapping
  ) throws(LogStop) -> LogFormat {
    do throws(ReadFailure.Cause) {
      guard let start = try input.firstSignificant(from: 0) else { return .csv }
      switch input.withBytes({ $0[start] }) {
      case UInt8(ascii: "<"): return .xes
      case UInt8(ascii: "{"): break
      case UInt8(ascii: "["): throw .unsupported(form: "a JSON list")
      default: return .csv
      }
      // An object that has one line, or the first part of a longer one.
      // One that is short and whole is not kept waiting: more may come much later.
      while input.count < start + 1 << 16,
        !input.withBytes({
          hasLineEnd($0, from: start) || JSONLists(in: $0, from: start).isWhole
        })
      {
        guard try input.fill() else { break }
      }
      let lists = input.withBytes { JSONLists(in: $0, from: start).names }
      if lists.contains(where: ["objectTypes", "eventTypes", "objects"].contains) { return .ocel }
      return lists.contains(mapping.events?.path.first ?? "events") ? .caseLines : .eventLines
    } catch {
      throw .unreadable(error)
    }
  }

  private static func hasLineEnd(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    // Documents that are laid out over many lines have next to nothing on the first.
    var place = start + 256
    while place < bytes.count {
      if bytes[place] == 0x0a { return true }
      place += 1
    }
    return false
  }
}

/// Which members of an object are lists, as far as its text is there.
private struct JSONLists {
  private(set) var names: [String] = []
  /// Whether the object's end is there.
  private(set) var isWhole = false

  init(in bytes: Span<UInt8>, from start: Int) {
    var depth = 0
    var name = ""
    var isName = false
    var place = start
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        let first = place + 1
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        if depth == 1, isName, place < bytes.count {
          name = bytes.extracting(first..<place).withUnsafeBufferPointer {
            String(decoding: $0, as: UTF8.self)
          }
        }
      case UInt8(ascii: "{"):
        depth += 1
        isName = true
      case UInt8(ascii: "["):
        if depth == 1 { names.append(name) }
        depth += 1
        isName = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          isWhole = true
          return
        }
      case UInt8(ascii: ","): if depth == 1 { isName = true }
      case UInt8(ascii: ":"): isName = false
      default: break
      }
      place += 1
    }
  }
}
