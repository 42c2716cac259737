import TestSupport

/// A rule base of some three hundred rules in order, in which mistakes can be planted.
///
/// Each kind of mistake adds lines to one of the blocks of which the rule base is made, or changes one,
/// and says at which line `check` must find what.
struct PlantedFaults {
  enum Kind: CaseIterable {
    case hiddenByOne, hiddenByUnion, contradiction, noSuchRecord, redundant, overlap, disagreement
    case idleColumn, floorAgainstCap, fillsNothing, itemAlone, sayDeclaratively, scopes
    case unusedField, unusedCalendar, sameService, idlePolicy
  }

  struct Expected: Hashable {
    let code: String
    let line: Int
  }

  private(set) var lines: [String] = []
  private(set) var expected: [Expected] = []
  private var random: SeededNumbers
  private var count = 0

  /// - Parameter planted: how often each kind is planted.
  init(_ random: inout SeededNumbers, planted: [Kind]) {
    self.random = random
    landscape()
    // A mistake in every place where its block stands, in a mixed order.
    var left = planted
    for block in 0..<60 {
      let here = left.indices.filter { _ in self.random.isOne(in: 2) }.prefix(2)
      let kinds = here.map { left[$0] }
      for index in here.reversed() { left.remove(at: index) }
      self.block(block, kinds)
    }
    for (number, kind) in left.enumerated() { self.block(60 + number, [kind]) }
    add("route \"Rest\" { to = \"fuji/desk\" }")
    random = self.random
  }

  var source: String { lines.joined(separator: "\n") }

  private mutating func add(_ text: String) {
    lines += text.split(separator: "\n").map(String.init)
  }

  private mutating func plant(_ code: String, _ text: String) {
    expected.append(Expected(code: code, line: lines.count + 1))
    add(text)
  }

  private mutating func landscape() {
    add(
      """
      field "size" { type = "number", of = "request" }
      field "block" { type = "text", of = "request" }
      role "owner" { party = "customer" }
      provider "acme" { default = "desk", groups = { desk = {}, l3 = {} } }
      provider "fuji" { default = "desk", groups = { desk = {} } }
      """)
    for number in 0..<10 {
      add(
        "service \"acme-\(number)\" { provider = \"acme\", criticality = \"vital\", "
          + "accountable = \"owner\" }")
      add(
        "service \"fuji-\(number)\" { provider = \"fuji\", criticality = \"low\", "
          + "accountable = \"owner\" }")
    }
  }

  /// Five rules in order about requests of one block, and mistakes among them.
  private mutating func block(_ number: Int, _ kinds: [Kind]) {
    let own = "block = \"b\(number)\""
    let service = "acme-\(random.below(10))"
    add(
      "classify \"c\(number)\" { when = { \(own), summary = contains \"x\(number)\" }, "
        + "set = { category = \"k\(number)\" } }")
    add("priority \"p\(number)\" { when = { \(own), vip = true }, set = \(1 + number % 4) }")
    // What does the same as the next rule does so only if nothing is planted between them.
    let ordered = kinds.filter { $0 != .redundant } + kinds.filter { $0 == .redundant }
    for kind in ordered { plant(kind, number, own, service) }
    add("route \"a\(number)\" { when = { \(own), size = above(10) }, to = \"acme/l3\" }")
    add("route \"b\(number)\" { when = { \(own), size = at_most(10) }, to = \"acme/desk\" }")
    add(
      """
      route_table "t\(number)" { hit = "unique", when = { \(own) }, columns = { "category", "channel", "-> to" },
        { "x", "mail", "acme/desk" },
        { "x", "phone", "acme/l3" },
        { "y", "-", "acme/l3" } }
      """)
  }

  private mutating func plant(_ kind: Kind, _ number: Int, _ own: String, _ service: String) {
    count += 1
    let name = "fault \(count)"
    switch kind {
    case .hiddenByOne:
      add(
        "route \"\(name) before\" { when = { \(own), subcategory = \"s\(count)\" }, to = \"acme/l3\" }"
      )
      plant(
        "unreachable",
        "route \"\(name)\" { when = { \(own), subcategory = \"s\(count)\", vip = true }, to = \"acme/desk\" }"
      )
    case .hiddenByUnion:
      add(
        "route \"\(name) yes\" { when = { \(own), location = \"l\(count)\", major = true }, to = \"acme/l3\" }"
      )
      add(
        "route \"\(name) no\" { when = { \(own), location = \"l\(count)\", major = is_not(true) }, to = \"acme/desk\" }"
      )
      plant(
        "unreachable",
        "route \"\(name)\" { when = { \(own), location = \"l\(count)\", vip = true }, to = \"acme/l3\" }"
      )
    case .contradiction:
      plant(
        "never-holds",
        "route \"\(name)\" { when = { \(own), all_of { { size = above(20) }, { size = below(5) } } }, to = \"acme/l3\" }"
      )
    case .noSuchRecord:
      plant(
        "never-holds",
        "route \"\(name)\" { when = { \(own), service = { criticality = \"vital\", provider = \"fuji\" } }, to = \"acme/l3\" }"
      )
    case .redundant:
      plant(
        "redundant",
        "route \"\(name)\" { when = { \(own), size = above(10), channel = \"r\(count)\" }, to = \"acme/l3\" }"
      )
    case .overlap:
      add(
        "route_table \"\(name)\" { hit = \"unique\", when = { \(own), channel = \"o\(count)\" }, columns = { \"effort\", \"-> to\" },"
      )
      add("  { \"[0..10]\", \"acme/l3\" },")
      plant("overlap", "  { \"[10..20]\", \"acme/desk\" } }")
    case .disagreement:
      add(
        "route_table \"\(name)\" { hit = \"any\", when = { \(own), channel = \"d\(count)\" }, columns = { \"effort\", \"-> to\" },"
      )
      add("  { \"[0..10]\", \"acme/l3\" },")
      add("  { \"[5..10]\", \"acme/l3\" },")
      plant("overlap", "  { \"]10..20]\", \"acme/desk\" },")
      expected.removeLast()
      plant("overlap", "  { \"[8..9]\", \"fuji/desk\" } }")
      // It disagrees with the first row and with the second.
      expected.append(Expected(code: "overlap", line: lines.count))
    case .idleColumn:
      plant(
        "idle-column",
        "route_table \"\(name)\" { when = { \(own), channel = \"i\(count)\" }, columns = { \"effort\", \"language\", \"-> to\" },"
      )
      add("  { \"[0..10]\", \"en\", \"acme/l3\" },")
      add("  { \"[0..10]\", \"-\", \"acme/l3\" },")
      add("  { \"]10..20]\", \"-\", \"fuji/desk\" } }")
      // The first row does what the second does.
      expected.append(Expected(code: "redundant", line: lines.count - 2))
    case .floorAgainstCap:
      add(
        "priority \"\(name) floor\" { when = { \(own), language = \"f\(count)\" }, not_below = 2 }")
      plant(
        "bounds-conflict",
        "priority \"\(name)\" { when = { \(own), language = \"f\(count)\", major = true }, not_above = 4 }"
      )
    case .fillsNothing:
      plant(
        "fills-nothing",
        "classify \"\(name)\" { when = { \(own), language = \"xx\" }, set = { language = \"en\" } }"
      )
    case .itemAlone:
      plant(
        "item-alone",
        "route \"\(name)\" { when = { configuration_item = \"i\(count)\" }, to = \"acme/l3\" }")
    case .sayDeclaratively:
      expected.append(Expected(code: "say-declaratively", line: lines.count + 1))
      add(
        "route \"\(name)\" { when = { \(own), language = \"g\(count)\", function(request) return request.vip == true end }, to = \"fuji/desk\" }"
      )
    case .scopes:
      // A service of its own: two such mistakes about one service would overlap each other as well.
      add(
        "service \"shared-\(count)\" { provider = \"acme\", criticality = \"vital\", accountable = \"owner\" }"
      )
      add(
        "route \"\(name) one\" { when = { service = \"shared-\(count)\", language = \"h\(count)\" }, to = \"acme/l3\" }"
      )
      plant(
        "scopes-overlap",
        "route \"\(name)\" { when = { service = \"shared-\(count)\", channel = \"h\(count)\" }, to = \"fuji/desk\" }"
      )
    case .unusedField:
      plant("unused-field", "field \"unused_\(count)\" { type = \"text\", of = \"request\" }")
    case .unusedCalendar:
      plant("unused-calendar", "calendar \"unused-\(count)\" { every_day = \"09:00-17:00\" }")
    case .sameService:
      add("service \"twin-\(count)\" { provider = \"acme\", name = \"Twin \(count)\" }")
      plant(
        "same-service",
        "service \"other-\(count)\" { provider = \"acme\", name = \"Twin \(count)\" }")
    case .idlePolicy:
      plant(
        "never-violated",
        "policy \"\(name)\" { when = { \(own), kind = \"incident\" }, forbid = { kind = \"change\" } }"
      )
    }
  }
}
