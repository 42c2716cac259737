import BatonModel
import BatonTime

// Every sentence about what is proven of a rule base.

extension ProofFinding {
  var wording: Wording {
    switch self {
    case .process(let finding): finding.wording
    case .cannotBeKept(let proof, let zone): ProofWording.cannotBeKept(proof, zone)
    case .notDecided(let proof):
      Wording(
        "not-decided",
        "whether \(ProofWording.title(proof)) can be kept is not decided: \(proof.because ?? "")")
    case .nothingBehind(let proof, _):
      Wording(
        "nothing-behind",
        "\(ProofWording.title(proof)) depends on \(ProofWording.list(proof.unbounded)), "
          + "who promised nothing for it",
        help: "add an ola or underpinning_contract with = "
          + "\"\(proof.unbounded.first ?? "")\", supports = \"\(proof.agreement)\"")
    case .nobodyAcknowledges(let provider, _, let agreement):
      Wording(
        "no-acknowledgement",
        "\"\(provider)\" may take any time to accept, and only then \"\(agreement)\" begins",
        help: "give it a target with metric = \"time_to_acknowledge\", or a handoff rule "
          + "acknowledge_within")
    case .supportsNothing(let head, let supported):
      Wording(
        "supports-nothing",
        "\"\(head.name)\" supports \"\(supported.name)\", and no request is under both",
        help: "make their conditions meet, or leave \"supports\" out")
    case .supportsAtNoTime(let head, let supported):
      Wording(
        "supports-nothing",
        "\"\(head.name)\" supports \"\(supported.name)\", and there is no day on which both are in "
          + "force",
        help: "make their dates meet, or leave \"supports\" out")
    case .holidaysEnd(let calendar, _, let last):
      Wording(
        "holidays-end",
        "the last known holiday of \"\(calendar)\" is \(last), and proofs go on after it as if there "
          + "were none",
        help: "add the holidays of the next years, or a later file of them")
    case .reviewOverdue(let head, let reviewBy):
      Wording(
        "review-overdue",
        "knowledge \"\(head.name)\" was to be reviewed by \(reviewBy)"
          + (head.owner.map { ", which is for \"\($0)\" to do" } ?? ""),
        help: "review it and write a later review_by, or take it out")
    case .certificatesEnd(let head, let certificates, let last, _):
      Wording(
        "certificates-end",
        "after \(last) nobody that \"\(head.name)\" chooses from is certified for "
          + ProofWording.list(certificates),
        help: "renew a certificate and write its new last day, or name further groups")
    case .noComplaintPath(let kinds, let isSolved, _):
      Wording(
        "no-complaint-path",
        "nothing follows when somebody complains about "
          + ProofWording.list(kinds.map { $0.replacing("_", with: " ") })
          + (isSolved ? " that is said to be solved" : ""),
        help: isSolved
          ? "leave the state out of its when: a complaint counts after the solution, too"
          : "write an escalation with when = { event = \"complaint\" }, or a constraint of the "
            + "process about \"complaint\"")
    case .noCustomerAgrees(let gate): ProofWording.noCustomerAgrees(gate)
    case .availabilityShort(let whole, _): ProofWording.availabilityShort(whole)
    case .availabilityNotDecided(let whole, _): ProofWording.availabilityNotDecided(whole)
    default: clockWording ?? ladderWording ?? groupWording
    }
  }

  private var clockWording: Wording? {
    switch self {
    case .neverAsked(let head):
      Wording(
        "never-starts", "\"\(head.name)\" is about no request: its conditions contradict each other"
      )
    case .neverStarts(let head):
      Wording(
        "never-starts",
        "the clock of \"\(head.name)\" never starts: \"when\" and \"start_when\" contradict each other"
      )
    case .endsAtOnce(let head, let key, let example):
      Wording(
        "never-starts",
        "the clock of \"\(head.name)\" never runs: \"\(key)\" holds whenever it would start",
        help: ProofWording.example(example))
    case .beginsAnewAlways(let head, let example):
      Wording(
        "always-reset",
        "the clock of \"\(head.name)\" begins anew with every event: \"reset_when\" always holds",
        help: ProofWording.example(example))
    case .pausedAlways(let head, let example):
      Wording(
        "always-paused",
        "the clock of \"\(head.name)\" is always paused: \"pause_when\" holds as long as it runs",
        help: ProofWording.example(example))
    case .neverResumes(let head):
      Wording(
        "never-resumes",
        "once paused, the clock of \"\(head.name)\" never goes on: \"resume_when\" cannot hold while "
          + "nothing pauses it",
        help: "write resume_when = \"not_paused\", or leave it out")
    case .beforeTheStart(let head, let offset, _, let start, let takes, let zone):
      Wording(
        "threshold-outside",
        "\(ProofWording.duration(offset)) before \"\(head.name)\" is due is before its start on "
          + "\(ProofWording.moment(start, zone)), when it takes \(ProofWording.duration(takes))",
        help: "count less time back from the end, or use a share such as \"75%\"")
    default: nil
    }
  }

  private var ladderWording: Wording? {
    switch self {
    case .endsNowhere(let head):
      Wording(
        "ladder-end", "\"\(head.name)\" tells people, and the case comes to nobody who may decide",
        help: "add a last step with hierarchical = \"role\"")
    case .endsFunctional(let head, _, let isLast):
      Wording(
        "ladder-end",
        "\"\(head.name)\" \(Self.ends(isLast)) with those who work, not at a role with authority",
        help: "add a last step with hierarchical = \"role\"")
    case .endsWithoutAuthority(let head, let role, _, let isLast):
      Wording(
        "ladder-end", "\"\(head.name)\" \(Self.ends(isLast)) at \"\(role)\", who has no authority",
        help: "write authority = 3 at the role, or add a step to one that has some")
    case .endsConditionally(let head, _):
      Wording(
        "ladder-end", "every step of \"\(head.name)\" may be passed over: it may end with nobody",
        help: "let one step to a role with authority have no `when`")
    case .lessAuthority(_, let role, let authority, _, let before, let higher, _):
      Wording(
        "less-authority",
        "\"\(role)\" has less authority (\(authority)) than \"\(before)\" before (\(higher))",
        help: "escalate upwards: exchange the steps, or correct the roles' authority")
    default: nil
    }
  }

  private static func ends(_ isLast: Bool) -> String {
    isLast ? "ends" : "may end, where its last step is passed over,"
  }

  private var groupWording: Wording {
    if case .coverNotDecided(let services, _, _) = self {
      return Wording(
        "not-decided",
        "whether two groups work for \(ProofWording.services(services)) at all times is not decided: "
          + "a function that is not understood says who gets its requests",
        help: "let it be a chooser, or a function of the service alone")
    }
    guard case .fewGroups(let services, let groups, let stretch, let hours, _, let zone) = self
    else { return Wording("finding", "this is not understood") }
    let who = ProofWording.services(services)
    let few =
      stretch.groups == 0
      ? "nobody works for \(who)" : "only one group works for \(who)"
    let during = hours.map { " in its hours, \"\($0)\"" } ?? ""
    let when =
      stretch.isAlways && stretch.groups == 1
      ? "at any time"
      : "from \(ProofWording.moment(stretch.from, zone)) for "
        + ProofWording.duration(stretch.until.milliseconds - stretch.from.milliseconds)
    return Wording(
      stretch.groups == 0 ? "no-group" : "few-groups",
      "\(few)\(during) \(when)",
      help: "routes lead to \(ProofWording.list(groups))"
        + (stretch.isAlways
          ? ""
          : "; fewer than two of them work \(ProofWording.percent(stretch.share)) of the time"))
  }
}

enum ProofWording {
  static func title(_ proof: TargetProof) -> String {
    "\(proof.kind.rawValue) \"\(proof.agreement)\""
  }

  /// "two targets of 4 h are 85 h of the customer's time from Friday 2026-11-27 17:00"
  static func cannotBeKept(_ proof: TargetProof, _ zone: Zone) -> Wording {
    let start = proof.start.map { moment($0, zone) } ?? ""
    let sum = targets(proof.links)
    let verb = proof.links.count == 1 ? "is" : "are"
    var message = "\(title(proof)) cannot be kept: "
    guard let begin = proof.start, let done = proof.done else {
      return Wording("cannot-be-kept", message + "\(sum) \(verb) never done from \(start)")
    }
    message +=
      "\(sum) \(verb) \(duration(done.milliseconds - begin.milliseconds)) of the customer's time "
      + "from \(start), and it allows \(limit(proof.limit))"
    if let own = proof.ownTime, let due = proof.due {
      message +=
        " by its calendar, until \(moment(due, zone)): by that it takes \(duration(own))"
    }
    var help: [String] = []
    if proof.links.count > 1, let tightest = proof.tightest, let elapsed = tightest.elapsed {
      help.append(
        "the tightest link is \"\(tightest.rule)\" with \(duration(elapsed)) of the customer's time"
      )
    }
    if let service = proof.service { help.append("service \"\(service)\"") }
    if let witness = proof.witness { help.append("a request: \(request(witness))") }
    return Wording(
      "cannot-be-kept", message, help: help.isEmpty ? nil : help.joined(separator: "; "))
  }

  /// "two targets of 4 h", "targets of 30 min and 4 h", "a target of 2 business days"; of many links,
  /// which take turns to acknowledge and to work, "six targets of 1 h and six of 4 h".
  private static func targets(_ links: [TargetProof.Link]) -> String {
    var limits: [(words: String, count: Int)] = []
    for words in links.map({ limit($0.limit) }) {
      if let known = limits.firstIndex(where: { $0.words == words }) {
        limits[known].count += 1
      } else {
        limits.append((words, 1))
      }
    }
    if links.count == 1 { return "a target of \(limits[0].words)" }
    if limits.count == 1 { return "\(number(links.count)) targets of \(limits[0].words)" }
    if limits.allSatisfy({ $0.count == 1 }), limits.count <= 4 {
      return "targets of \(sentence(limits.map(\.words)))"
    }
    guard limits.count <= 3 else { return "\(number(links.count)) targets" }
    let counted = limits.enumerated().map { index, limit in
      let noun = index > 0 ? "" : limit.count == 1 ? " target" : " targets"
      return "\(number(limit.count))\(noun) of \(limit.words)"
    }
    return sentence(counted)
  }

  /// "a, b and c"
  private static func sentence(_ parts: [String]) -> String {
    if parts.count < 2 { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
  }

  private static func number(_ count: Int) -> String {
    let words = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ]
    return words.indices.contains(count - 1) ? words[count - 1] : "\(count)"
  }

  static func link(_ link: TargetProof.Link, in zone: Zone) -> String {
    let by = link.calendar.map { " by \"\($0)\"" } ?? ""
    let end = link.until.map { moment($0, zone) } ?? "never"
    let what = link.kind == .acknowledge ? "to acknowledge" : "for its part"
    return "\"\(link.provider)\" has \(limit(link.limit))\(by) \(what): "
      + "\(moment(link.from, zone)) to \(end)"
  }

  static func authority(_ role: String, _ authority: Int) -> String {
    "\"\(role)\" has authority \(authority)"
  }

  static func doubt(_ doubt: Feasibility.Doubt) -> String {
    switch doubt {
    case .tooManyWays(let service):
      "there are more than \(ServiceWays.most) ways through what "
        + (service.map { "\"\($0)\"" } ?? "it") + " depends on"
    case .routedByFunction: "a function says who gets its requests"
    case .function: "a function or a pattern says what the agreements behind it are about"
    case .tooManyCases: "the conditions of the agreements behind it make too many cases"
    case .moving(let name): "what \"\(name)\" is about changes while a case lives"
    case .noHours(let provider): "not all groups of \"\(provider)\" have hours"
    case .startsFrom(let field): "its clock counts from \"\(field)\""
    case .noWitness: "no request was found that is decided to the first of those who are late"
    }
  }

  static func example(_ members: [(String, Value)]?) -> String? {
    guard let members, !members.isEmpty else { return nil }
    return "so it is for a request such as \(request(Members(members)))"
  }

  /// `kind = "incident", priority = 1`
  static func request(_ members: Members) -> String {
    members.compactMap { name, value in value.map { "\(name) = \(Self.value($0))" } }
      .joined(separator: ", ")
  }

  private static func value(_ value: Value) -> String {
    switch value {
    case .text(let text): "\"\(text)\""
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .yesNo(let yes): "\(yes)"
    case .instant(let instant): "\"\(ISO8601.format(instant, offsetSeconds: 0))\""
    case .list(let values): "{ " + values.map { Self.value($0) }.joined(separator: ", ") + " }"
    case .object(let members): "{ \(request(members)) }"
    }
  }

  /// "4 h" of elapsed and of business hours: whose hours they are stands beside it.
  static func limit(_ span: DurationSpan) -> String {
    if span.unit == .businessDays {
      return span.count == 1 ? "1 business day" : "\(Int(span.count)) business days"
    }
    if let elapsed = span.elapsedMilliseconds { return duration(elapsed) }
    return duration(Int64((span.count * 3_600_000).rounded()))
  }

  /// The same for whoever does not know the calendar: "8 business hours".
  static func length(_ span: DurationSpan) -> String {
    guard span.unit == .businessHours else { return limit(span) }
    let isWhole = span.count == span.count.rounded()
    let count = isWhole ? String(Int(span.count)) : String(span.count)
    return "\(count) business \(span.count == 1 ? "hour" : "hours")"
  }

  /// "85 h", "1 h 30 min", "35 min", "40 s", to the nearest of what is told.
  static func duration(_ milliseconds: Int64) -> String {
    let seconds = (milliseconds.magnitude + 500) / 1000
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600, seconds % 60 != 0 { return "\(seconds / 60) min \(seconds % 60) s" }
    let minutes = (seconds + 30) / 60
    if minutes < 60 { return "\(minutes) min" }
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }

  /// "Friday 2026-11-27 17:00", "just after …" where a millisecond makes the difference.
  static func moment(_ instant: Instant, _ zone: Zone) -> String {
    let local = zone.local(at: instant)
    let seconds = local.second == 0 ? "" : ":" + padded(local.second)
    let after = local.millisecond == 0 ? "" : "just after "
    return "\(after)\(day(local.date.weekday)) \(local.date) \(padded(local.hour)):"
      + "\(padded(local.minute))\(seconds)"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func day(_ weekday: Weekday) -> String {
    switch weekday {
    case .mon: "Monday"
    case .tue: "Tuesday"
    case .wed: "Wednesday"
    case .thu: "Thursday"
    case .fri: "Friday"
    case .sat: "Saturday"
    case .sun: "Sunday"
    }
  }

  static func percent(_ share: Double) -> String {
    share >= 99.5 ? "nearly all" : share < 1 ? "less than 1%" : "\(Int(share.rounded()))%"
  }

  /// "service \"a\"", "2 services (\"a\" and \"b\")"
  static func services(_ names: [String]) -> String {
    names.count == 1
      ? "service \"\(names[0])\"" : "\(names.count) services (\(list(names)))"
  }

  private static let mostNames = 5

  /// "\"a\", \"b\" and 3 more"
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(mostNames).map { "\"\($0)\"" }
    let more = names.count - shown.count
    if more > 0 { return shown.joined(separator: ", ") + " and \(more) more" }
    return sentence(shown)
  }
}
