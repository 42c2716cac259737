import BatonModel
import BatonTime

/// How people are answered, and what is known that helps.
extension DecisionRun {
  mutating func answer(_ decider: Decider) {
    outcome.reply = reply(decider)
    if !decider.replies.shadows.isEmpty {
      for shadow in matchingShadows(of: decider.replies) {
        let template = decider.rules.replies[shadow].template
        addShadow(decider.replies, shadow, would: DecisionWording.wouldReply(template))
      }
    }
    findKnowledge(decider)
  }

  /// Each part by the first rule that says it, what is to be observed by all; nil where no rule holds.
  mutating func reply(_ decider: Decider) -> Decision.Reply? {
    guard !decider.replies.isEmpty else { return nil }
    let ranks = matches(of: decider.replies).sorted()
    if ranks.isEmpty { return nil }
    var terms = ReplyTerms()
    var parts: [Decision.Reply.Part] = []
    for rank in ranks {
      let rule = decider.rules.replies[rank]
      var gives: [String] = []
      func take(_ name: String, _ said: String?, _ known: inout String?) {
        guard known == nil, let said else { return }
        known = said
        gives.append(name)
      }
      take("template", rule.template, &terms.template)
      take("tone", rule.tone, &terms.tone)
      take("sender", rule.sender, &terms.sender)
      let more = rule.compliance.filter { !terms.compliance.contains($0) }
      if !more.isEmpty { gives.append("compliance") }
      terms.compliance += more
      if !gives.isEmpty {
        parts.append(Decision.Reply.Part(reason: rule.head.reason, gives: gives))
      }
    }
    return Decision.Reply(terms: terms, by: parts)
  }

  /// All articles that help; those that nobody looked after in time come last.
  private mutating func findKnowledge(_ decider: Decider) {
    guard !decider.knowledge.isEmpty else { return }
    let today = now.map { decider.rules.zone.local(at: $0).date }
    let articles = matches(of: decider.knowledge).sorted().map { rank in
      let rule = decider.rules.knowledge[rank]
      var isOverdue = false
      if let today, let reviewBy = rule.reviewBy { isOverdue = reviewBy < today }
      return Decision.Article(
        reason: rule.head.reason, link: rule.link, owner: rule.head.owner,
        reviewBy: rule.reviewBy, isOverdue: isOverdue)
    }
    outcome.articles = articles.filter { !$0.isOverdue } + articles.filter(\.isOverdue)
    for shadow in matchingShadows(of: decider.knowledge) {
      addShadow(decider.knowledge, shadow, would: DecisionWording.wouldHelp)
    }
  }
}
