import BatonRecords

/// OCEL 2.0 as JSON: events that are related to objects, of which those of one type are the cases.
///
/// An event is one of each case that it is related to. Objects have to be known before events are:
/// their ids are kept, and of a document whose events come first, the events too, up to a limit.
final class ObjectLog: LogSource {
  /// The most bytes of events that are kept until the objects come.
  static let mostKept = 256 << 20

  private var cursor: ListCursor
  private let objectType: String?
  private let plan: LogPlan
  private var types: [String] = []
  private var objects = GrowingSymbolTable()
  /// Whether an object, by its symbol, is a case.
  private var areCases: [Bool] = []
  private var list = ""
  private var hasObjects = false
  private var kept: [(bytes: [UInt8], line: Int)] = []
  private var keptSize = 0
  private var nextKept = 0
  private var isOver = false
  private var tape = JSONTape()
  /// The sources that are members of an event, and those among its attributes.
  private var members = KeyTree()
  private var attributes = KeyTree()
  private static let memberNames: Set<String> = ["id", "type", "time"]

  init(_ input: consuming InputBuffer, _ plan: LogPlan, objectType: String?) {
    cursor = ListCursor(input)
    self.plan = plan
    self.objectType = objectType
    for (position, source) in plan.sources.enumerated() {
      if Self.memberNames.contains(source.key.name) {
        members.add(source.key.path, position)
      } else {
        attributes.add([source.key.name], position)
      }
    }
  }

  var line: Int { cursor.line }

  func read(_ assembly: inout EventAssembly) throws(LogStop) -> Bool {
    while !assembly.batch.isFull {
      if isOver {
        guard nextKept < kept.count else { break }
        let (bytes, line) = kept[nextKept]
        nextKept += 1
        if tape.read(bytes, line: line) == nil { event(tape, line: line, &assembly) }
        continue
      }
      guard let step = try nextStep() else {
        isOver = true
        if !kept.isEmpty { try check() }
        continue
      }
      try take(step, &assembly)
    }
    return !assembly.batch.isEmpty
  }

  private func nextStep() throws(LogStop) -> ListCursor.Step? {
    do throws(ReadFailure.Cause) { return try cursor.next() } catch {
      isOver = true
      throw .unreadable(error)
    }
  }

  private func take(_ step: ListCursor.Step, _ assembly: inout EventAssembly) throws(LogStop) {
    switch step {
    case .fault(let fault): assembly.tell(.record(fault.cause.description), line: fault.line)
    case .list(let name):
      list = name
      if name == "objects" { hasObjects = true }
      if name == "events", hasObjects { try check() }
    case .element(let line):
      switch list {
      case "objectTypes": cursor.tape.text("name").map(add)
      case "objects": object()
      case "events" where hasObjects: event(cursor.tape, line: line, &assembly)
      case "events": try keep(line: line)
      default: break
      }
    }
  }

  private func add(_ type: String) {
    if !types.contains(type), types.count < 1000 { types.append(type) }
  }

  /// Refuses to go on without a type of cases that the log has.
  private func check() throws(LogStop) {
    guard let objectType else { throw .refused(.noObjectType(has: types)) }
    if !types.contains(objectType) {
      throw .refused(.unknownObjectType(objectType, has: types))
    }
  }

  private func keep(line: Int) throws(LogStop) {
    let bytes = cursor.element
    keptSize += bytes.count
    if keptSize > Self.mostKept {
      throw .refused(.eventsBeforeObjects(limit: Self.mostKept))
    }
    kept.append((bytes, line))
  }

  private func object() {
    guard let id = cursor.tape.text("id"), let type = cursor.tape.text("type") else { return }
    add(type)
    let number = Int(objects.intern(id).number)
    while areCases.count <= number { areCases.append(false) }
    areCases[number] = type == objectType
  }

  // MARK: Events

  private func event(
    _ tape: borrowing JSONTape, line: Int, _ assembly: inout EventAssembly
  ) {
    var hasCase = false
    if let relationships = tape.find(["relationships"]), tape.kind(relationships) == .list {
      var place = relationships + 1
      let end = tape.end(relationships)
      // An event may be related to an object in several ways, and is one of its events once.
      var seen: Set<UInt32> = []
      while place < end {
        if let id = tape.text("objectId", in: place), let object = objects.find(id) {
          if areCases[Int(object.number)], seen.insert(object.number).inserted {
            hasCase = true
            add(tape, toCase: id, line: line, &assembly)
          }
        } else {
          assembly.tell(.unknownObject, line: line)
        }
        place = tape.end(place)
      }
    }
    if !hasCase { assembly.tell(.noObject, line: line) }
  }

  private func add(
    _ tape: borrowing JSONTape, toCase id: String, line: Int, _ assembly: inout EventAssembly
  ) {
    assembly.beginEvent(line: line)
    assembly.setRowCase(Array(id.utf8).span)
    members.fill(&assembly, from: tape, at: 0, line: line)
    if let list = tape.find(["attributes"]), tape.kind(list) == .list {
      var place = list + 1
      let end = tape.end(list)
      while place < end {
        if let name = tape.find(["name"], in: place), let value = tape.find(["value"], in: place),
          let source = tape.withText(name, { attributes.source($0) })
        {
          KeyTree.set(source, &assembly, tape, at: value, line: line)
        }
        place = tape.end(place)
      }
    }
    assembly.endEvent()
  }
}

extension JSONTape {
  /// A text member of an object.
  fileprivate func text(_ name: String, in position: Int = 0) -> String? {
    guard let value = find([name], in: position), kind(value) == .text else { return nil }
    return withText(value) { $0.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
  }
}
