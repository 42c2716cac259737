import BatonModel

/// Turns `raci` into its compiled form: for each activity who does it, and the one who answers for it.
struct ResponsibilityCompiler {
  let context: CompileContext
  let names: ProcessNames

  func responsibilities(_ declaration: Declaration) -> [Responsibility] {
    var all: [Responsibility] = []
    for item in declaration.body.items(in: context.sources) {
      guard let word = context.word(of: item), word.name == "raci" else { continue }
      let arguments = item.arguments(in: context.sources)
      guard arguments.count == 1, arguments[0].table != nil, !arguments[0].hasItems else {
        context.findings.report(
          .matcherArguments(word.name, example: word.example), at: item.site)
        continue
      }
      for entry in arguments[0].fieldsAsWritten(in: context.sources) {
        guard let responsibility = responsibility(entry) else { continue }
        if let other = all.first(where: { $0.activity == responsibility.activity }) {
          context.findings.report(
            .process(.accountedTwice(responsibility.name, first: other.place)), at: entry.keySite)
        } else {
          all.append(responsibility)
        }
      }
    }
    return all
  }

  private func responsibility(_ entry: Written.Entry) -> Responsibility? {
    guard let name = entry.name else {
      context.findings.report(.keyIsNoName(names.title), at: entry.keySite)
      return nil
    }
    // An event, or a state that is entered.
    let state = names.states.firstIndex(of: name)
    guard state != nil || names.isEvent(name, at: entry.keySite),
      let table = TableReader(Vocabulary.responsibility, entry.value, context.findings)
    else { return nil }
    func listed(_ key: String) -> [ActorTerm] {
      context.listed(table, key) { names.actor($0, of: key) }
    }
    let accountable = listed("accountable")
    if table.has("accountable"), accountable.count > 1 {
      context.findings.report(
        .process(.severalAccountable(name)),
        at: table.entry("accountable")?.keySite ?? entry.keySite)
    } else if !table.has("accountable") {
      context.findings.report(.process(.nobodyAccountable(name)), at: entry.keySite)
    }
    let responsible = listed("responsible")
    if !table.has("responsible") {
      context.findings.report(.process(.nobodyResponsible(name)), at: entry.keySite)
    }
    let consulted = listed("consulted")
    let informed = listed("informed")
    table.finish()
    return Responsibility(
      activity: state.map { .enter($0) } ?? .event(name), name: name,
      place: context.sources.place(entry.keySite), responsible: responsible,
      accountable: accountable.first, consulted: consulted, informed: informed)
  }
}
