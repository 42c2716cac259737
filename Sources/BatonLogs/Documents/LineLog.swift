import BatonRecords

/// NDJSON: an event a line, or a case a line with a list of its events.
///
/// Plain lines, which most are, are read in one pass for the values that are wanted; all others, and
/// so whatever is wrong with a line, by way of a tape.
final class LineLog: LogSource {
  private var reader: RecordReader
  private var tape = JSONTape()
  private var lines: LineBatch?
  private var next = 0
  /// The member that has a case's events; nil if a line is an event.
  private let events: LogKey?
  private var ofEvent = KeyTree()
  private var ofCase = KeyTree()
  private var plain = PathReader()
  private(set) var line = 1

  private let isPlain: Bool

  /// - Parameter isPlain: false has all lines read by way of a tape.
  init(
    _ input: consuming InputBuffer, _ plan: LogPlan, events: LogKey?, isPlain: Bool = true
  ) {
    self.isPlain = isPlain
    reader = RecordReader(input, format: .ndjson, name: "")
    self.events = events
    for (position, source) in plan.sources.enumerated() {
      let path = source.key.path
      if source.key.owner == .event {
        ofEvent.add(path, position)
        plain.want(path, position, ofElement: events != nil)
      } else {
        // What a case has may stand beside its events or together in one member.
        for path in [path, ["attrs"] + path] {
          ofCase.add(path, position)
          plain.want(path, position)
        }
      }
    }
    if let events { plain.wantList(events.path) }
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
    if isPlain, takePlain(index, of: batch, &assembly) { return }
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

  /// - Returns: whether the line is plain; if it is not, nothing was taken.
  private func takePlain(
    _ index: Int, of batch: LineBatch, _ assembly: inout EventAssembly
  ) -> Bool {
    let (line, events) = (line, events)
    return plain.read(index, of: batch) { found in
      guard let events else {
        assembly.beginEvent(line: line)
        for position in 0..<found.ownCount { assembly.set(found.own(position), line: line) }
        return assembly.endEvent()
      }
      assembly.beginCase(line: line)
      for position in 0..<found.ownCount { assembly.set(found.own(position), line: line) }
      if !found.hasList {
        assembly.tell(.wrongMember(name: events.name, wanted: "a list"), line: line)
      }
      for position in 0..<found.elementCount {
        let value = found.element(position)
        if value.isStart {
          assembly.endEvent()
          assembly.beginEvent(line: line)
        } else {
          assembly.set(value, line: line)
        }
      }
      assembly.endEvent()
      assembly.endCase(line: line)
    }
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

extension EventAssembly {
  fileprivate mutating func set(_ value: PathValue, line: Int) {
    if value.isText {
      value.withText { set(value.number, .text, $0, line: line) }
    } else {
      let cell =
        value.isInteger ? LogCell(integer: value.integer) : LogCell(yesNo: value.yesNo)
      set(value.number, cell, line: line)
    }
  }
}
