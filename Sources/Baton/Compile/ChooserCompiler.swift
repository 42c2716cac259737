import BatonLua
import BatonModel
import BatonTime

/// Turns `least_loaded { … }`, `best { … }` and the other choosers into candidates and weights.
struct ChooserCompiler {
  let context: CompileContext

  func chooser(_ written: Written) -> Chooser? {
    guard let chooser = unlimited(written) else { return nil }
    var limits: [Target: Int] = [:]
    for target in chooser.candidates {
      let group = context.catalogue.record(.group, target.name)
      if case .integer(let limit)? = group?["wip_limit"] { limits[target] = Int(limit) }
    }
    if case .first(let targets) = chooser { warn(of: targets, limits, written) }
    return limits.isEmpty ? chooser : .limited(chooser, limits: limits)
  }

  /// The first of `first_free` that has no limit takes everything.
  private func warn(of targets: [Target], _ limits: [Target: Int], _ written: Written) {
    guard let first = targets.dropLast().first(where: { limits[$0] == nil }) else { return }
    context.findings.report(.takesAll(first.name), at: written.site)
  }

  private func unlimited(_ written: Written) -> Chooser? {
    guard let word = context.word(of: written) else { return nil }
    guard word.role == .chooser else {
      context.findings.report(.misplacedWord(word.name, "in `to`"), at: written.site)
      return nil
    }
    if word.name == "on_call" { return onCall(written, word) }
    let arguments = written.arguments(in: context.sources)
    guard arguments.count == 1, let given = arguments.first, given.table != nil
    else { return misused(word, written) }
    if given.isEmptyTable {
      context.findings.report(.emptyList(word.name), at: given.site)
      return nil
    }
    switch word.name {
    case "least_loaded": return targets(given, word).map { .leastLoaded($0) }
    case "round_robin": return targets(given, word).map { .roundRobin($0) }
    case "first_free": return targets(given, word).map { .first($0) }
    case "first_open": return targets(given, word).map { .firstOpen($0.map(withHours)) }
    case "weighted": return weighted(given, word, written)
    case "skilled": return skilled(given, word, written)
    default: return best(given, word, written)
    }
  }

  private func withHours(_ target: Target) -> Chooser.WithHours {
    var hours: BusinessCalendar?
    if case .text(let name)? = context.catalogue.record(.group, target.name)?["hours"] {
      hours = context.calendars[name]
    }
    return Chooser.WithHours(target: target, hours: hours)
  }

  /// Whoever is on call must be somebody whom a route can lead to.
  private func onCall(_ written: Written, _ word: Word) -> Chooser? {
    guard let name = AssigneeReader(context: context).onCall(written, word),
      let rota = context.rotas[name]
    else { return nil }
    let nobodies = rota.people.filter { person in
      if case .failure = context.constants.targets.resolve(person) { true } else { false }
    }
    if let person = nobodies.first {
      context.findings.report(
        .time(.onCallIsNoTarget(name, person)), at: context.place(written),
        related: [
          Diagnostic.Related(place: rota.place, message: "the rota is declared here")
        ])
    }
    return .onCall(rota)
  }

  private func misused(_ word: Word, _ written: Written) -> Chooser? {
    context.findings.report(.matcherArguments(word.name, example: word.example), at: written.site)
    return nil
  }

  private func targets(_ list: Written, _ word: Word) -> [Target]? {
    if list.hasNames {
      context.findings.report(.matcherArguments(word.name, example: word.example), at: list.site)
      return nil
    }
    if !list.isDense { context.findings.report(.listHasHole(word.name), at: list.site) }
    let items = list.items(in: context.sources)
    let targets = items.compactMap { context.constants.target($0) }
    return targets.count == items.count ? targets : nil
  }

  private func weighted(_ given: Written, _ word: Word, _ written: Written) -> Chooser? {
    let entries = given.entries(in: context.sources)
    guard !given.hasItems, !entries.isEmpty else { return misused(word, written) }
    let shares = entries.compactMap { entry -> Chooser.Weighted? in
      let name = Written(value: .text(entry.name ?? ""), site: entry.keySite)
      guard let target = context.constants.target(name) else { return nil }
      guard let weight = entry.value.number, weight > 0, weight <= 1e9 else {
        context.findings.report(
          .wrongType(
            word.name, wanted: "a number above 0 and at most a billion", found: entry.value.phrase),
          at: entry.value.site)
        return nil
      }
      return Chooser.Weighted(target: target, weight: weight)
    }
    return shares.count == entries.count ? .weighted(shares) : nil
  }

  private func skilled(_ given: Written, _ word: Word, _ written: Written) -> Chooser? {
    let items = given.items(in: context.sources)
    let skills = items.compactMap(\.text)
    let certified = given.entry("certified", in: context.sources)?.value
    guard !skills.isEmpty || certified != nil, skills.count == items.count else {
      return misused(word, written)
    }
    rejectUnknown(given, ["among", "certified"], word)
    var candidates: [Target]
    if let among = given.entry("among", in: context.sources)?.value {
      guard let targets = targets(among, word) else { return nil }
      candidates = targets
    } else {
      candidates = context.catalogue.records(of: .group).compactMap { record in
        try? TargetResolver(context.catalogue).resolve(record.name).get()
      }
    }
    candidates = candidates.filter { target in
      guard case .list(let own)? = context.catalogue.record(.group, target.name)?["skills"] else {
        return false
      }
      return skills.allSatisfy { own.contains(.text($0)) }
    }
    if candidates.isEmpty {
      context.findings.report(.nobodySkilled(skills), at: written.site)
      return nil
    }
    guard let certified else { return .skilled(candidates, skills: skills) }
    return self.certified(candidates, skills, by: certified)
  }

  /// Those that have the certificates, with the last day on which they have all of them.
  private func certified(
    _ candidates: [Target], _ skills: [String], by written: Written
  ) -> Chooser? {
    let items = written.text != nil ? [written] : written.items(in: context.sources)
    let wanted = items.compactMap(\.text)
    guard !wanted.isEmpty, wanted.count == items.count else {
      context.findings.report(
        .wrongType(
          "certified", wanted: "a certificate, or a list of such, { \"pci\" }",
          found: written.phrase),
        at: written.site)
      return nil
    }
    let groups = context.catalogue.records(of: .group)
    for (name, item) in zip(wanted, items) {
      let known = groups.flatMap { $0.names("certified") }
      if known.contains(name) { continue }
      context.findings.report(
        .unknownName("certificate", name, nearest: NearestName.to(name, among: known)),
        at: item.site)
      return nil
    }
    let holders = candidates.compactMap { target -> Chooser.Certified? in
      guard let group = context.catalogue.record(.group, target.name),
        Set(wanted).isSubset(of: group.names("certified"))
      else { return nil }
      let until = wanted.compactMap { group.lastDay(ofCertificate: $0) }.min()
      return Chooser.Certified(
        target: target, until: until,
        end: until.map { context.zone.startOfDay($0.adding(days: 1)) })
    }
    if holders.isEmpty {
      context.findings.report(.time(.nobodyCertified(wanted)), at: written.site)
      return nil
    }
    return .certified(holders, skills: skills, certificates: wanted)
  }

  private func best(_ given: Written, _ word: Word, _ written: Written) -> Chooser? {
    rejectUnknown(given, ["among", "by"], word)
    guard let among = given.entry("among", in: context.sources)?.value,
      let by = given.entry("by", in: context.sources)?.value, !by.hasItems, by.hasNames
    else { return misused(word, written) }
    guard let candidates = targets(among, word) else { return nil }
    var weights: [(attribute: String, weight: Double)] = []
    for entry in by.entries(in: context.sources) {
      guard let name = entry.name else { continue }
      let field = context.fields[.group, name] ?? context.fields[.provider, name]
      guard let field, field.type == .number || field.type == .wholeNumber else {
        context.findings.report(
          .unknownField(
            name, of: "provider",
            nearest: NearestName.to(name, among: context.fields.names(of: .provider))),
          at: entry.keySite)
        continue
      }
      guard let weight = entry.value.number, weight.isFinite else {
        context.findings.report(
          .wrongType(name, wanted: "a number", found: entry.value.phrase), at: entry.value.site)
        continue
      }
      weights.append((name, weight))
    }
    return .best(
      Chooser.Tradeoff(
        candidates: candidates, weights: weights,
        values: candidates.map { target in weights.map { number($0.attribute, of: target) } }))
  }

  /// A group's own number, else its provider's.
  private func number(_ attribute: String, of target: Target) -> Double? {
    let group = context.catalogue.record(.group, target.name)?[attribute]
    let provider = target.provider.flatMap { context.catalogue.record(.provider, $0)?[attribute] }
    return (group ?? provider)?.asDouble
  }

  private func rejectUnknown(_ given: Written, _ known: [String], _ word: Word) {
    for entry in given.entries(in: context.sources) where !known.contains(entry.name ?? "") {
      context.findings.report(
        .unknownKey(
          entry.name ?? "", of: word.name, nearest: NearestName.to(entry.name ?? "", among: known),
          known: known),
        at: entry.keySite)
    }
  }
}

extension Written {
  var number: Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}
