package import Baton
package import BatonModel
package import BatonRecords
import BatonTime

/// Reads a decision log line by line and says whether it is complete and unaltered, and whether the same
/// rules still decide the same.
///
/// The first line that breaks the chain ends the work: what stands behind it proves nothing. A decision
/// that comes out otherwise does not. Cost: two hashes and one decision for each line.
package struct DecisionLogCheck {
  package struct Finding: Sendable, Hashable {
    package let line: Int
    package let fault: DecisionLogFault
  }

  /// Why decisions were not derived again.
  package enum Gap: String, Sendable, Hashable, CaseIterable {
    /// None of the given rule bases has the hash.
    case rules
    /// The request is masked, and its original was not given.
    case masked
    /// A run has no end: what it decided last may be missing.
    case ending
  }

  package private(set) var finding: Finding?
  /// Further decisions that come out otherwise.
  package private(set) var moreOtherwise = 0
  package private(set) var runs = 0
  package private(set) var decided = 0
  package private(set) var unreadable = 0
  package private(set) var derived = 0
  package private(set) var gaps: [Gap: Int] = [:]
  /// Of rule bases that were not given: the name and the hash.
  package private(set) var missing: [String] = []
  package private(set) var chain = DecisionLogChain()

  private let engines: [String: Engine]
  /// Requests before they were masked, by their hashes.
  private let originals: [String: Request]
  private var run: OpenRun?
  private var isBroken = false

  private struct OpenRun {
    let began: Int
    let engine: Engine?
    let mask: RequestMask
    let applies: Bool
    var world: World
    /// Whether its world is not known any more.
    var isLost = false
    var decided = 0
    var unreadable = 0
  }

  /// - Parameter engines: by the hashes of their rule bases; nil if no decision is to be derived.
  package init(engines: [String: Engine]?, originals: [String: Request] = [:]) {
    self.engines = engines ?? [:]
    self.originals = originals
    derives = engines != nil
  }

  private let derives: Bool

  /// Whether nothing was changed, left out or put in; whatever the rules say of it now.
  package var isComplete: Bool {
    if gaps[.ending] != nil { return false }
    return switch finding?.fault {
    case nil, .otherDecision: true
    default: false
    }
  }

  /// Whether the rest need not be read.
  package var isOver: Bool { isBroken }

  /// Takes the next line.
  /// - Parameters:
  ///   - line: as it was written; nil if it is too large.
  ///   - number: of the line in the file.
  package mutating func take(_ line: [UInt8]?, _ outcome: RecordOutcome, at number: Int) {
    guard !isBroken else { return }
    guard case .record(let record) = outcome, let line else {
      if case .fault(let fault) = outcome { fail(.unreadable(fault.cause.description), at: number) }
      return
    }
    guard let link = DecisionLogLink(line) else { return fail(.notALine, at: number) }
    // The hash first: of a line that was changed nothing else counts.
    guard link.isWhole else { return fail(.altered, at: number) }
    guard link.number == chain.count + 1 else {
      return fail(.number(link.number, expected: chain.count + 1), at: number)
    }
    guard link.number == number else {
      return fail(.number(number, expected: link.number), at: number)
    }
    guard link.previous == chain.head else { return fail(.notBehind, at: number) }
    chain.take(link)
    take(record.value, link, at: number)
  }

  /// - Parameter head: the last line's hash, as somebody kept it elsewhere.
  package mutating func finish(head: String? = nil) {
    guard !isBroken else { return }
    if chain.count == 0 { return fail(.empty, at: 1) }
    if let head {
      if head != chain.head { fail(.otherHead(expected: head), at: chain.count) }
    } else if let run {
      fail(.notClosed(began: run.began), at: chain.count)
    }
  }

  private mutating func fail(_ fault: DecisionLogFault, at line: Int) {
    isBroken = true
    // What breaks the chain is told before a decision that comes out otherwise.
    if finding != nil { moreOtherwise += 1 }
    finding = Finding(line: line, fault: fault)
  }

  // MARK: What a line says

  private mutating func take(_ members: Members, _ link: DecisionLogLink, at line: Int) {
    if members.contains("log") {
      if run != nil { gaps[.ending, default: 0] += 1 }
      return open(members, at: line)
    }
    guard run != nil else { return fail(.outsideRun, at: line) }
    if case .object(let counts)? = members["closed"] { return close(counts, at: line) }
    if members.contains("unreadable") {
      unreadable += 1
      run?.unreadable += 1
      return
    }
    guard case .object(let request)? = members["request"],
      case .text(let hash)? = members["request_hash"]
    else { return fail(.notALine, at: line) }
    derive(Self.request(request, members), hash, members, link, at: line)
  }

  private mutating func open(_ members: Members, at line: Int) {
    guard case .text(let form)? = members["log"] else { return fail(.notAnOpening, at: line) }
    guard form == DecisionLog.schema else { return fail(.newerForm(form), at: line) }
    guard case .object(let rules)? = members["rules"], case .text(let hash)? = rules["hash"],
      case .object(let written)? = members["world"], case .list(let masked)? = members["masked"],
      case .yesNo(let applies)? = members["applies"]
    else { return fail(.notAnOpening, at: line) }
    let engine = engines[hash]
    if derives, engine == nil {
      let name: String = if case .text(let name)? = rules["name"] { name } else { "?" }
      let told = "\(name), \(hash)"
      if !missing.contains(told) { missing.append(told) }
    }
    var world = World()
    if let engine {
      do throws(WorldFault) {
        world = try WorldReader.world(written, in: engine.zone)
      } catch {
        return fail(.world(error.message), at: line)
      }
      if case .text(let clock)? = members["clock"] {
        world.clock = ISO8601.parse(clock, in: .utc)?.instant
      }
    }
    let paths = masked.compactMap { path -> [String]? in
      guard case .text(let text) = path else { return nil }
      return text.split(separator: ".").map(String.init)
    }
    runs += 1
    run = OpenRun(
      began: line, engine: engine, mask: RequestMask(paths), applies: applies, world: world)
  }

  private mutating func close(_ counts: Members, at line: Int) {
    guard let run else { return }
    self.run = nil
    let isSo =
      counts["decided"] == .integer(run.decided)
      && counts["unreadable"] == .integer(run.unreadable)
    if !isSo { fail(.otherCounts, at: line) }
  }

  // MARK: Deciding again

  private mutating func derive(
    _ written: Request, _ hash: String, _ members: Members, _ link: DecisionLogLink, at line: Int
  ) {
    guard let mask = run?.mask else { return }
    decided += 1
    run?.decided += 1
    var request: Request? = written
    if !mask.isEmpty, DecisionLog.hash(of: written) != hash {
      request = originals[hash]
    } else if DecisionLog.hash(of: written) != hash {
      return note(.otherRequest, at: line)
    }
    guard derives else { return }
    guard let engine = run?.engine else {
      gaps[.rules, default: 0] += 1
      return
    }
    guard let request, run?.isLost != true else {
      // What it did to the world is not known either.
      let applies = run?.applies ?? false
      run?.isLost = applies
      gaps[.masked, default: 0] += 1
      return
    }
    let decision = engine.decide(request, in: run?.world ?? World())
    if run?.applies ?? false { run?.world.apply(decision.effects) }
    derived += 1
    let content = DecisionLog.entry(request, decision, mask)
    guard !content.elementsEqual(link.content) else { return }
    note(.otherDecision(Self.differences(content, members)), at: line)
  }

  private mutating func note(_ fault: DecisionLogFault, at line: Int) {
    if finding == nil {
      finding = Finding(line: line, fault: fault)
    } else {
      moreOtherwise += 1
    }
  }

  private static func request(_ written: Members, _ members: Members) -> Request {
    var request = Request(written)
    if case .object(let attributes)? = members["attributes"] { request.attributes = attributes }
    if case .list(let faults)? = members["faults"] {
      request.faults = faults.compactMap { fault in
        guard case .object(let fault) = fault, case .text(let field)? = fault["field"],
          case .text(let message)? = fault["message"]
        else { return nil }
        return RequestFault(field: field, message: message)
      }
    }
    return request
  }

  /// The names of the parts of the decision that differ.
  private static func differences(_ content: [UInt8], _ members: Members) -> [String] {
    var reader = LineBatchReader()
    let batch = LineBatch(record: Array("{".utf8) + content + Array("}".utf8))
    guard batch.count == 1, case .record(let record) = reader.outcome(at: 0, of: batch),
      case .object(let now)? = record.value["decision"],
      case .object(let then)? = members["decision"]
    else { return ["request"] }
    var names = now.names.filter { now[$0] != then[$0] }
    names += then.names.filter { !now.contains($0) }
    return names.isEmpty ? ["the way it is written"] : names
  }
}
