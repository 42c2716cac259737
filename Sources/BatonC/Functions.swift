import Baton

// The C interface: these functions and the codes of `Status` are all of it, and their comments are
// those of `include/baton.h`, which `header` makes of what the compiler says about this file.
//
// Functions check and convert their arguments and leave the work to other files.

/// The version of this interface: 1. It changes when a caller has to.
@c(baton_abi_version) public func abiVersion() -> UInt32 { 1 }

/// Opens a rule base.
///
/// - Parameters:
///   - path: a rule base's folder (its main.lua), or one Lua file; UTF-8.
///   - pathLength: in bytes.
///   - rules: gets the rule base, NULL if the call fails. To be closed with baton_close.
///   - message: gets a message if the call fails, else NULL; for BATON_BAD_RULES every mistake,
///     each at its place, as `baton check` shows it. To be freed with baton_free. May be NULL.
///   - messageLength: gets its length in bytes. May be NULL.
@c(baton_open) public func open(
  _ path: UnsafePointer<CChar>?, _ pathLength: UInt,
  _ rules: UnsafeMutablePointer<OpaquePointer?>?,
  _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ messageLength: UnsafeMutablePointer<UInt>?
) -> Status {
  rules?.pointee = nil
  return Answer(message, messageLength).giveMessage { () throws(Failure) in
    guard let rules else { throw Failure(.badArgument, "there is no place for the rules") }
    let path = try BorrowedText(path, pathLength, called: "path").path()
    rules.pointee = RulesHandle.open(try RulesFolder.engine(at: path))
  }
}

/// Closes a rule base. Every call that uses it must have returned; using it afterwards, or closing
/// it twice, is undefined.
///
/// - Parameter rules: what baton_open gave; NULL does nothing.
@c(baton_close) public func close(_ rules: OpaquePointer?) { RulesHandle.close(rules) }

/// Says everything that is wrong with a rule base, and with the scenarios in its folder.
///
/// That there are mistakes is an answer, no failure.
///
/// - Parameters:
///   - path: as for baton_open.
///   - pathLength: in bytes.
///   - answer: gets {"schema":"baton.diagnostics/1","diagnostics":[…]}, the document of
///     `baton check --format json`; or a message. To be freed with baton_free.
///   - answerLength: gets its length in bytes. May be NULL.
@c(baton_check) public func check(
  _ path: UnsafePointer<CChar>?, _ pathLength: UInt,
  _ answer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ answerLength: UnsafeMutablePointer<UInt>?
) -> Status {
  Answer(answer, answerLength).give { () throws(Failure) in
    let path = try BorrowedText(path, pathLength, called: "path").path()
    return [try RulesFolder.findings(at: path)]
  }
}

/// Says which rules these are.
///
/// - Parameters:
///   - rules: what baton_open gave.
///   - answer: gets {"name":…,"version":…,"hash":…}, as decisions carry it in "rules"; or a
///     message. To be freed with baton_free.
///   - answerLength: gets its length in bytes. May be NULL.
@c(baton_identity) public func identity(
  _ rules: OpaquePointer?,
  _ answer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ answerLength: UnsafeMutablePointer<UInt>?
) -> Status {
  Answer(answer, answerLength).give { () throws(Failure) in
    [IdentityDocument.bytes(try RulesHandle.of(rules).engine.identity)]
  }
}

/// Decides one request.
///
/// Deterministic: the same request and options give the same decision. No file and no clock is
/// read. A value that does not fit its field is told in the decision's "errors", and the call
/// succeeds.
///
/// - Parameters:
///   - rules: what baton_open gave. Any number of threads may use it at once.
///   - request: one JSON object: a request, or a record that one of the rule base's sources makes
///     one request of; UTF-8.
///   - requestLength: in bytes.
///   - options: one JSON object, any of whose members may be missing; NULL and 0 for none.
///     "world": {"now":…,"load":{…},"on_call":{…},"counters":{…},"requesters":{…},
///     "breaches":[…]} is what is known beside the request; without "now" the request's "opened_at"
///     counts.
///     "fields": ["request","to",…] asks for these members only, by the names that
///     `baton decide --fields` takes. "explain": true adds a verdict on every rule.
///     "source": the source to use, by its name.
///   - optionsLength: in bytes.
///   - answer: gets the decision as one JSON object, or a message. To be freed with baton_free.
///   - answerLength: gets its length in bytes. May be NULL.
@c(baton_decide) public func decide(
  _ rules: OpaquePointer?,
  _ request: UnsafePointer<CChar>?, _ requestLength: UInt,
  _ options: UnsafePointer<CChar>?, _ optionsLength: UInt,
  _ answer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ answerLength: UnsafeMutablePointer<UInt>?
) -> Status {
  Answer(answer, answerLength).give { () throws(Failure) in
    let rules = try RulesHandle.of(rules)
    let request = try BorrowedText(request, requestLength, called: "request")
    let options = try BorrowedText(options, optionsLength, called: "options")
    return [try rules.workers.decide(request, options: options, by: rules.engine)]
  }
}

/// Decides many requests: the border between the languages is crossed once.
///
/// The answer has one line for each decision, in the order of the input. A line that gives no
/// request costs only itself: {"error":{"line":…,"column":…,"message":…,"number":…}} stands in its
/// place, as `baton decide` writes it, and the call succeeds. Blank lines are passed over.
///
/// - Parameters:
///   - rules: what baton_open gave. Any number of threads may use it at once.
///   - requests: NDJSON: one JSON object on each line, as for baton_decide, in UTF-8; also gzip.
///   - requestsLength: in bytes.
///   - options: as for baton_decide. "jobs": how many threads decide, from 1 to 1024, 1 if
///     nothing is said; the answer is the same for any number.
///   - optionsLength: in bytes.
///   - answer: gets the decisions, each with its line end, or a message. To be freed with
///     baton_free.
///   - answerLength: gets its length in bytes. May be NULL.
@c(baton_decide_batch) public func decideBatch(
  _ rules: OpaquePointer?,
  _ requests: UnsafePointer<CChar>?, _ requestsLength: UInt,
  _ options: UnsafePointer<CChar>?, _ optionsLength: UInt,
  _ answer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ answerLength: UnsafeMutablePointer<UInt>?
) -> Status {
  Answer(answer, answerLength).give { () throws(Failure) in
    let engine = try RulesHandle.of(rules).engine
    let requests = try BorrowedText(requests, requestsLength, called: "requests")
    let options = try BorrowedText(options, optionsLength, called: "options")
    return try BatchDecision.decide(requests, CallOptions(options, for: engine), by: engine)
  }
}

/// Takes back an answer or a message.
///
/// - Parameter text: what one of these functions gave; NULL does nothing.
@c(baton_free) public func free(_ text: UnsafeMutablePointer<CChar>?) { Answer.free(text) }
