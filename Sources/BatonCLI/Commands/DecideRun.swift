import ArgumentParser
import Baton
import BatonModel
import BatonRecords

/// The loop of `decide`: request by request, whole lines out.
///
/// Output goes out in blocks of 64 KiB, and whenever the input has nothing to read: so a slow pipe
/// is answered record by record, and a fast one costs few writes.
struct DecideRun {
  private static let block = 64 << 10

  private let engine: Engine
  private var world: World
  private var writer: any DecisionWriter
  private let apply: Bool
  private let explanation: Explanation
  private let strict: Bool
  private var decided = 0
  private var unreadable = 0
  private var withErrors = 0
  private var progress = Progress()

  init(
    engine: Engine, world: World, writer: any DecisionWriter, apply: Bool, explain: Bool,
    strict: Bool
  ) {
    self.engine = engine
    self.world = world
    self.writer = writer
    self.apply = apply
    explanation = explain ? .full : .winners
    self.strict = strict
  }

  /// Whether anything was wrong with a record or a decision.
  var hasFindings: Bool { unreadable + withErrors > 0 }

  /// "113697 decided, 3 could not be read, 5 with errors"
  var count: String {
    var parts = ["\(decided) decided"]
    if unreadable > 0 { parts.append("\(unreadable) could not be read") }
    if withErrors > 0 { parts.append("\(withErrors) with errors") }
    return parts.joined(separator: ", ")
  }

  /// Decides all requests; those up to the first finding if `strict`.
  mutating func run(_ requests: consuming RequestStream) throws {
    var requests = requests
    defer { progress.finish() }
    writer.begin()
    while !Interruption.isRequested {
      if requests.isIdle {
        writer.settle()
        try flush()
      }
      let item: RequestStream.Item
      do {
        guard let next = try requests.next() else { break }
        item = next
      } catch {
        return try fail(error)
      }
      // What was read when Ctrl-C came may be half a record.
      if Interruption.isRequested { break }
      let isFine = handle(item)
      if writer.bytes.count >= Self.block { try flush() }
      if strict, !isFine { break }
    }
    writer.end()
    try flush()
    progress.finish()
    Terminal.note(line: count)
  }

  /// - Returns: false for a finding.
  private mutating func handle(_ item: RequestStream.Item) -> Bool {
    progress.step("decided")
    switch item {
    case .fault(let fault):
      unreadable += 1
      if !writer.write(fault) { Terminal.note(line: fault.inWords) }
      return false
    case .request(let request):
      let decision = decide(request)
      decided += 1
      writer.write(decision, of: request)
      if decision.errors.isEmpty { return true }
      withErrors += 1
      return false
    }
  }

  private mutating func decide(_ request: Request) -> Decision {
    let decision = engine.decide(request, in: world, explain: explanation)
    if apply { world.apply(decision.effects) }
    return decision
  }

  /// The input ends too early: what was decided stands, the rest cannot be read.
  private mutating func fail(_ failure: any Error) throws {
    writer.end()
    try flush()
    progress.finish()
    Terminal.complain("\(failure)")
    Terminal.note(line: count)
    throw ExitCode.unusable
  }

  private mutating func flush() throws(OutputFailure) {
    guard !writer.bytes.isEmpty else { return }
    try Terminal.write(writer.bytes)
    writer.bytes.removeAll(keepingCapacity: true)
  }
}
