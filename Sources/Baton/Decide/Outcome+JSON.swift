import BatonModel
import BatonRecords

/// An outcome is written from the words of its rule base's book: mostly by copying pieces.
extension Outcome: DecisionPieces {
  var withheld: [Audience.Part] { [] }

  func writeRequest(_ words: borrowing Decider, to json: inout JSONWriter) {
    if !quotedRequest.isEmpty {
      json.name("request")
      json.quoted(quotedRequest)
    } else {
      json.member("request", request)
    }
  }

  func writeClassified(_ words: borrowing Decider, to json: inout JSONWriter) {
    guard !classified.isEmpty else { return }
    json.name("classified")
    json.beginObject()
    for item in classified {
      json.member(
        words.schema.requestFields[item.slot].name, words.value(of: item, in: self),
        offset: offset)
    }
    json.endObject()
  }

  func writePriority(to json: inout JSONWriter) {
    if priority != 0 { json.member("priority", priority) }
  }

  func writeProvider(_ words: borrowing Decider, to json: inout JSONWriter) {
    guard let target = to.known else { return }
    let members = words.book.targets.words[target].members
    if !members.isEmpty { json.prepared(members, of: words.book.arena) }
  }

  func writeAccountable(_ words: borrowing Decider, to json: inout JSONWriter) {
    if let role = accountable.known {
      json.name("accountable")
      json.prepared(words.book.roles.pieces[role], of: words.book.arena)
    } else if !accountable.isNone {
      json.member("accountable", foreignRole)
    }
  }

  func writeTarget(_ words: borrowing Decider, to json: inout JSONWriter) {
    guard let target = to.known else { return }
    json.name("to")
    json.prepared(words.book.targets.words[target].name, of: words.book.arena)
  }

  func writeAlso(_ words: borrowing Decider, to json: inout JSONWriter) {
    guard !also.isEmpty else { return }
    json.name("also")
    json.beginList()
    for target in also {
      if let target = target.known {
        json.prepared(words.book.targets.words[target].name, of: words.book.arena)
      }
    }
    json.endList()
  }

  func writeReason(_ stage: Stage, _ words: borrowing Decider, to json: inout JSONWriter) {
    let winner = self[stage]
    guard !winner.reason.isNone else { return }
    json.name(stage.rawValue)
    json.beginObject()
    if let known = winner.reason.known {
      json.prepared(words.book.reasons.words[known].members, of: words.book.arena)
    } else {
      json.write(Reason(foreignReasons[winner.reason.foreign ?? 0]))
    }
    if winner.remarkCount > 0 {
      json.name("notes")
      json.beginList()
      let first = Int(winner.firstRemark)
      for index in first..<first + Int(winner.remarkCount) {
        if let known = remarks[index].known {
          json.prepared(words.book.remarks.pieces[known], of: words.book.arena)
        } else {
          json.text(foreignRemarks[remarks[index].foreign ?? 0])
        }
      }
      json.endList()
    }
    json.endObject()
  }

  func writeApprovals(_ words: borrowing Decider, to json: inout JSONWriter) {
    for rank in approvals { json.prepared(words.book.approvalPieces[rank], of: words.book.arena) }
  }

  func writePolicies(_ words: borrowing Decider, to json: inout JSONWriter) {
    for rank in policies { json.prepared(words.book.findingPieces[rank], of: words.book.arena) }
  }

  func outranked(_ words: borrowing Decider) -> [Verdict] {
    near?.outranked ?? []
  }

  func nearest(_ words: borrowing Decider) -> [Verdict] {
    near?.nearest ?? []
  }

  func writeRules(_ words: borrowing Decider, to json: inout JSONWriter) {
    json.prepared(words.book.identity, of: words.book.arena)
  }
}
