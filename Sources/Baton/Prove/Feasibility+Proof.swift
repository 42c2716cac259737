import BatonModel
import BatonTime

/// The answer: what was found, with the chain that tells most. Late only with a request that shows it.
extension Feasibility {
  mutating func proof(of target: AgreementRule, _ search: FeasibilitySearch) -> TargetProof? {
    var proof = TargetProof(
      agreement: target.head.name, kind: target.kind, metric: target.metric,
      place: target.head.place, limit: target.limit.span, calendar: target.limit.calendar,
      verdict: .proven)
    proof.unbounded = search.unbounded
    proof.acknowledgesAtOnce = search.atOnce
    var doubt = search.doubt
    for late in search.late {
      guard let witness = witness(for: late, of: target) else { continue }
      proof.verdict = .infeasible
      proof.witness = witness
      fill(&proof, late)
      return proof
    }
    if let worst = search.late.first {
      doubt = .noWitness
      fill(&proof, worst)
    } else if let (candidate: worst, doubt: why) = search.lateIfAtAll {
      doubt = why
      fill(&proof, worst)
    } else if let tightest = search.tightest {
      proof.verdict = search.unbounded.isEmpty ? .proven : .unbounded
      fill(&proof, tightest)
    } else if !search.unbounded.isEmpty {
      proof.verdict = .unbounded
    } else if doubt == nil {
      return nil
    }
    if let doubt {
      // That nothing stands behind it is certain, whatever else is not.
      proof.verdict = search.unbounded.isEmpty ? .notDecided : .unbounded
      proof.because = ProofWording.doubt(doubt)
    }
    return proof
  }

  private mutating func fill(_ proof: inout TargetProof, _ found: FeasibilitySearch.Candidate) {
    let worst = found.worst
    func instant(_ milliseconds: Int64) -> Instant? {
      milliseconds == TimeCourse.never ? nil : Instant(milliseconds: milliseconds)
    }
    proof.service = services[found.position]
    proof.start = Instant(milliseconds: worst.start)
    proof.done = instant(worst.done)
    proof.due = instant(worst.due)
    if let name = found.calendar, let calendar = rules.calendars[name], let done = proof.done {
      proof.ownTime = calendar.workingTime(from: Instant(milliseconds: worst.start), to: done)
    }
    var now = worst.start
    for link in found.links {
      guard now != TimeCourse.never else { break }
      let end = book[link.course].end(from: now)
      let part = link.parts.first { book[$0.course].end(from: now) == end } ?? link.parts[0]
      proof.links.append(
        TargetProof.Link(
          provider: link.provider, kind: link.kind, rule: part.part.head.name,
          place: part.part.head.place, limit: part.part.limit.span, calendar: part.part.calendar,
          from: Instant(milliseconds: now), until: instant(end)))
      now = end
    }
  }
}
