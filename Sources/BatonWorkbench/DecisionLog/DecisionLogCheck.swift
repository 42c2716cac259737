package import Baton
package import BatonModel
import BatonRecords

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
    let says: DecisionLogRun
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
  package mutating func take(_ line: DecisionLogLine) {
    guard !isBroken else { return }
    let number = line.number
    guard case .record(let record) = line.outcome else {
      if case .fault(let fault) = line.outcome {
        fail(.unreadable(fault.cause.description), at: number)
      }
      return
    }
    guard let link = line.link else { return fail(.notALine, at: number) }
    // The hash first: of a line that was changed nothing else counts.
    guard line.isWhole else { return fail(.altered, at: number) }
    guard link.number == chain.count + 1 else {
      return fail(.number(link.number, expected: chain.count + 1), at: number)
    }
    guard link.number == number else {
      return fail(.number(number, expected: link.number), at: number)
    }
    guard link.previous == chain.head else { return fail(.notBehind, at: number) }
    chain.take(link)
    take(record.value, link, line)
  }

  /// - Parameter head: the last line's hash, as somebody kept it elsewhere.
  package mutating func finish(head: String? = nil) {
    guard !isBroken else { return }
    if chain.count == 0 { return fail(.empty, at: 1) }
    if let head {
      if head != chain.head { fail(.otherHead(expected: head), at: chain.count) }
    } else if let run {
      fail(.notClosed(began: run.says.began), at: chain.count)
    }
  }

  private mutating func fail(_ fault: DecisionLogFault, at line: Int) {
    isBroken = true
    // What breaks the chain is told before a decision that comes out otherwise.
    if finding != nil { moreOtherwise += 1 }
    finding = Finding(line: line, fault: fault)
  }

  // MARK: What a line says

  private mutating func take(
    _ members: Members, _ link: DecisionLogLink, _ line: DecisionLogLine
  ) {
    if members.contains("log") {
      if run != nil { gaps[.ending, default: 0] += 1 }
      return open(members, at: line.number)
    }
    guard run != nil else { return fail(.outsideRun, at: line.number) }
    if case .object(let counts)? = members["closed"] { return close(counts, at: line.number) }
    if members.contains("unreadable") {
      unreadable += 1
      run?.unreadable += 1
      return
    }
    guard let request = DecisionLogLine.request(members), let own = line.requestHash,
      case .text(let hash)? = members["request_hash"]
    else { return fail(.notALine, at: line.number) }
    derive(request, own == hash, hash, members, link, line)
  }

  private mutating func open(_ members: Members, at line: Int) {
    do throws(DecisionLogFault) {
      let says = try DecisionLogRun(members, engines: engines, at: line)
      if derives, says.engine == nil {
        let told = "\(says.name), \(says.hash)"
        if !missing.contains(told) { missing.append(told) }
      }
      runs += 1
      run = OpenRun(says: says, world: says.world)
    } catch {
      fail(error, at: line)
    }
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

  /// - Parameter isOwn: whether the hash is that of the request that the line has.
  private mutating func derive(
    _ written: Request, _ isOwn: Bool, _ hash: String, _ members: Members,
    _ link: DecisionLogLink, _ line: DecisionLogLine
  ) {
    guard let says = run?.says else { return }
    decided += 1
    run?.decided += 1
    if !isOwn, says.mask.isEmpty { return note(.otherRequest, at: line.number) }
    let request = isOwn ? written : originals[hash]
    guard derives else { return }
    guard let engine = says.engine else {
      gaps[.rules, default: 0] += 1
      return
    }
    guard let request, run?.isLost != true else {
      // What it did to the world is not known either.
      run?.isLost = says.applies
      gaps[.masked, default: 0] += 1
      return
    }
    derived += 1
    let again: DecisionLogLine.Again
    if let known = line.again, line.began == says.began {
      again = known
    } else {
      let decision = engine.decide(request, in: run?.world ?? World())
      if says.applies { run?.world.apply(decision.effects) }
      again = DecisionLogLine.again(request, decision, says.mask, members, link)
    }
    if case .other(let names) = again { note(.otherDecision(names), at: line.number) }
  }

  private mutating func note(_ fault: DecisionLogFault, at line: Int) {
    if finding == nil {
      finding = Finding(line: line, fault: fault)
    } else {
      moreOtherwise += 1
    }
  }
}
