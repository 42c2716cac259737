import BatonRecords

/// NDJSON: an event a line, or a case a line with a list of its events.
final class LineLog: LogSource {
  private var reader: RecordReader
  private var tape = JSONTape()
  private var lines: LineBatch?
  private var next = 0
  /// The member that has a case's events; nil if a line is an event.
  private let events: LogKey?
  private var ofEvent = KeyTree()
  private var ofCase = KeyTree()
  private(set) var line = 1

  init(_ input: consuming InputBuffer, _ plan: LogPlan, events: LogKey?) {
    reader = RecordReader(input, format: .ndjson, name: "")
    self.events = events
    for (position, source) in plan.sources.enumerated() {
      let path = source.key.path
      if source.key.owner == .event {
        ofEvent.add(path, position)
      } else {
        ofCase.add(path, position)
        // What a case has may stand beside its events or together in one member.
        ofCase.add(["attrs"] + path, position)
      }
    }
  }

  func read(_ assembly: inout EventAssembly) throws(LogStop) -> Bool {
    while true {
      if let batch = lines {
        while next < batch.count, !assembly.batch.isFull {
          take(next, of: batch, &assembly)
          next += 1
        }
        if next == batch.count { lines = nil }
        if !assembly.batch.isEmpty { return true }
        continue
      }
      do throws(ReadFailure) {
        // A slow pipe's lines are not kept waiting for others.
        guard case .lines(let batch)? = try reader.nextBatch(size: 1 << 18, isIdle: { true })
        else { return false }
        lines = batch
        next = 0
      } catch {
        throw .unreadable(error.cause)
      }
    }
  }

  private func take(_ index: Int, of batch: LineBatch, _ assembly: inout EventAssembly) {
    line = batch.line(at: index)
    if let fault = tape.read(index, of: batch) {
      return assembly.tell(.record(fault.cause.description), line: fault.line)
    }
    guard let events else {
      assembly.beginEvent(line: line)
      ofEvent.fill(&assembly, from: tape, at: 0, line: line)
      return assembly.endEvent()
    }
    takeCase(events, &assembly)
  }

  private func takeCase(_ events: LogKey, _ assembly: inout EventAssembly) {
    assembly.beginCase(line: line)
    ofCase.fill(&assembly, from: tape, at: 0, line: line)
    if let list = tape.find(events.path), tape.kind(list) == .list {
      var place = list + 1
      let end = tape.end(list)
      while place < end {
        if tape.kind(place) == .object {
          assembly.beginEvent(line: line)
          ofEvent.fill(&assembly, from: tape, at: place, line: line)
          assembly.endEvent()
        } else {
          assembly.tell(.wrongMember(name: events.name, wanted: "objects"), line: line)
        }
        place = tape.end(place)
      }
    } else {
      assembly.tell(.wrongMember(name: events.name, wanted: "a list"), line: line)
    }
    assembly.endCase(line: line)
  }
}
