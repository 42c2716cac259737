import BatonModel

/// What several parties do together, and how the customer is dealt with, in words.
enum TogetherWording {
  /// "by template \"gold-mail\", personal, from integrator/desk, observing gdpr"
  static func words(_ reply: ReplyTerms) -> String {
    var parts: [String] = []
    if let template = reply.template { parts.append("by template \"\(template)\"") }
    if let tone = reply.tone { parts.append("in a tone that is \(tone)") }
    if let sender = reply.sender { parts.append("from \(sender)") }
    if !reply.compliance.isEmpty {
      parts.append("observing " + reply.compliance.joined(separator: ", "))
    }
    return parts.joined(separator: ", ")
  }

  static func words(_ article: Decision.Article) -> String {
    var words = "known: \"\(article.reason.rule)\""
    if let link = article.link { words += ", \(link)" }
    var remarks: [String] = []
    if let owner = article.owner { remarks.append("owner \(owner)") }
    if let reviewBy = article.reviewBy {
      remarks.append(
        article.isOverdue
          ? "its review was due on \(reviewBy), it may be wrong" : "to be reviewed by \(reviewBy)")
    }
    return remarks.isEmpty ? words : words + " (\(remarks.joined(separator: ", ")))"
  }

  static func words(_ swarm: Action.Swarm, _ change: Action.SwarmChange) -> String {
    let name = "swarm \"\(swarm.rule)\""
    let unit = swarm.unit ?? "somebody"
    return switch change {
    case .began: "\(name) begins, brought together by \(swarm.coordinator)"
    case .invited: "\(unit) is asked to join \(name)"
    case .joined: "\(unit) has joined \(name)"
    case .left: "\(unit) has left \(name)"
    case .ended: "\(name) is over"
    }
  }

  static func words(_ record: Action.FollowUp) -> String {
    "goes on in \(name(record.opens)) \"\(record.id)\""
      + (record.ledBy.map { ", led by \($0)" } ?? "")
  }

  /// "service request"
  private static func name(_ kind: String) -> String { kind.replacing("_", with: " ") }

  /// "major-incident-manager, with acme/l3 and fuji/network; asked: contoso/dba"
  static func words(_ swarm: Case.Swarm) -> String {
    let here = swarm.members.filter(\.isIn).map(\.unit)
    let asked = swarm.members.filter { $0.joinedAt == nil }.map(\.unit)
    var words = "\"\(swarm.rule)\", brought together by \(swarm.coordinator)"
    if !here.isEmpty { words += ", with " + here.joined(separator: ", ") }
    if !asked.isEmpty { words += "; asked and not there: " + asked.joined(separator: ", ") }
    return words
  }

  static func words(_ record: Case.FollowUp) -> String {
    "\(name(record.opens)) \"\(record.id)\"" + (record.ledBy.map { ", led by \($0)" } ?? "")
  }

  static func words(_ link: Case.Link) -> String {
    "\"\(link.record)\""
      + (link.units.isEmpty ? "" : ", with \(link.units.joined(separator: ", "))")
  }
}
