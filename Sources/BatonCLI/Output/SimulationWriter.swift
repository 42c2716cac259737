import Baton
import BatonRecords
import BatonWorkbench

/// One output form of a simulation.
protocol SimulationWriter {
  /// What is to be written out next.
  var bytes: [UInt8] { get }

  /// Forgets what was written out, and keeps the room.
  mutating func clear()

  /// What happened to the case at a position, in order.
  mutating func add(_ entries: [TimelineEntry], of index: Int, _ simulation: Simulation)
  /// A record that is no part of the simulation; false if the form has no place for it.
  mutating func add(_ fault: RefusedRecord) -> Bool
  /// Nothing more happens to a case. Cases end in the order in which they were opened.
  mutating func end(_ index: Int, _ simulation: Simulation)
  /// All cases have ended.
  mutating func end(_ simulation: Simulation) throws
}

extension SimulationWriter {
  mutating func add(_ fault: RefusedRecord) -> Bool { false }
  mutating func end(_ simulation: Simulation) throws {}
}

/// Pages for people, case after case.
struct TimelineSimulationWriter: SimulationWriter {
  private(set) var bytes: [UInt8] = []
  private let engine: Engine
  private var pages: [TimelineText] = []

  init(_ engine: Engine) { self.engine = engine }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ entries: [TimelineEntry], of index: Int, _ simulation: Simulation) {
    if index == pages.count {
      pages.append(TimelineText(simulation[life: index], by: engine))
    }
    pages[index].add(entries)
  }

  mutating func end(_ index: Int, _ simulation: Simulation) {
    pages[index].end(simulation[life: index].summary)
    if index > 0 { bytes.append(0x0a) }
    bytes.append(contentsOf: pages[index].take().utf8)
  }

  mutating func end(_ simulation: Simulation) {
    guard let messages = simulation.messages else { return }
    bytes.append(0x0a)
    bytes.append(contentsOf: messages.text.utf8)
  }
}

/// NDJSON: an object for each thing that happens as soon as it does, a summary of each case, and then
/// the messages of all.
struct LineSimulationWriter: SimulationWriter {
  var bytes: [UInt8] { json.bytes }
  private let engine: Engine
  private var json = JSONWriter()
  private var timelines: [TimelineJSON] = []

  init(_ engine: Engine) { self.engine = engine }

  mutating func clear() { json.bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ entries: [TimelineEntry], of index: Int, _ simulation: Simulation) {
    if index == timelines.count {
      timelines.append(TimelineJSON(simulation[life: index], by: engine))
    }
    timelines[index].write(entries, to: &json) { $0.endLine() }
  }

  mutating func add(_ fault: RefusedRecord) -> Bool {
    fault.write(to: &json)
    json.endLine()
    return true
  }

  mutating func end(_ index: Int, _ simulation: Simulation) {
    timelines[index].write(simulation[life: index].summary, to: &json)
    json.endLine()
  }

  mutating func end(_ simulation: Simulation) {
    simulation.messages?.write(to: &json) { $0.endLine() }
  }
}

/// One JSON document, schema `baton.simulation/1`: each case with all that happened to it, and the
/// messages of all.
struct DocumentSimulationWriter: SimulationWriter {
  private(set) var bytes: [UInt8] = []
  private let engine: Engine
  private var cases: [(timeline: TimelineJSON, json: JSONWriter)] = []
  private var faults = JSONWriter()
  private var isFirst = true

  init(_ engine: Engine) {
    self.engine = engine
    faults.beginList()
  }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ entries: [TimelineEntry], of index: Int, _ simulation: Simulation) {
    if index == cases.count {
      var json = JSONWriter()
      json.beginList()
      cases.append((TimelineJSON(simulation[life: index], by: engine), json))
    }
    let timeline = cases[index].timeline
    timeline.write(entries, to: &cases[index].json)
  }

  mutating func add(_ fault: RefusedRecord) -> Bool {
    fault.write(to: &faults)
    return true
  }

  mutating func end(_ index: Int, _ simulation: Simulation) {
    let life = simulation[life: index]
    var json = JSONWriter()
    json.beginObject()
    json.name("case")
    json.text(life.id)
    json.name("timezone")
    json.text(life.zone.name)
    json.name("summary")
    cases[index].timeline.write(life.summary, to: &json)
    json.endObject()
    cases[index].json.endList()
    begin()
    bytes.append(contentsOf: json.bytes.dropLast())
    bytes.append(contentsOf: #","timeline":"#.utf8)
    bytes.append(contentsOf: cases[index].json.bytes)
    bytes.append(contentsOf: "}".utf8)
    cases[index].json.bytes = []
  }

  private mutating func begin() {
    if isFirst {
      var json = JSONWriter()
      json.beginObject()
      json.name("schema")
      json.text("baton.simulation/1")
      json.name("rules")
      json.beginObject()
      json.name("name")
      json.text(engine.identity.name)
      if let version = engine.identity.version {
        json.name("version")
        json.text(version)
      }
      json.name("hash")
      json.text(engine.identity.hash)
      json.endObject()
      bytes.append(contentsOf: json.bytes)
      bytes.append(contentsOf: #","cases":["#.utf8)
    } else {
      bytes.append(contentsOf: ",".utf8)
    }
    bytes.append(0x0a)
    isFirst = false
  }

  mutating func end(_ simulation: Simulation) {
    if isFirst {
      begin()
      bytes.removeLast()
    } else {
      bytes.append(0x0a)
    }
    faults.endList()
    bytes.append(contentsOf: #"],"errors":"#.utf8)
    bytes.append(contentsOf: faults.bytes)
    if let messages = simulation.messages {
      var json = JSONWriter()
      json.beginList()
      messages.write(to: &json)
      json.endList()
      bytes.append(contentsOf: #","messages":"#.utf8)
      bytes.append(contentsOf: json.bytes)
    }
    bytes.append(contentsOf: "}\n".utf8)
  }
}

/// The picture of one case.
struct PictureSimulationWriter: SimulationWriter {
  private(set) var bytes: [UInt8] = []
  private let engine: Engine
  private var entries: [TimelineEntry] = []

  init(_ engine: Engine) { self.engine = engine }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ entries: [TimelineEntry], of index: Int, _ simulation: Simulation) {
    if index == 0 { self.entries += entries }
  }

  mutating func end(_ index: Int, _ simulation: Simulation) {}

  mutating func end(_ simulation: Simulation) throws {
    guard simulation.count.cases <= 1 else {
      throw Unusable(
        "a picture shows one case, and there are \(simulation.count.cases): choose with --case")
    }
    guard simulation.count.cases == 1 else { return }
    bytes.append(
      contentsOf: TimelinePicture.svg(simulation[life: 0], entries, by: engine).utf8)
  }
}
