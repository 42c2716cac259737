// The words about what several parties do together, and how the customer is dealt with: how people
// are answered, what is known already, who meets over a case, what follows from it elsewhere, and what
// a broken promise means for the time after it.
extension Vocabulary {
  static let together: [Word] = [
    Word(
      "reply", .declaration, named: true, follows: true,
      keys: ruleKeys + [
        key("level", "a level"),
        key("template", "a text: the template by which people are answered"),
        key("tone", "a text: how they are spoken to"),
        key("sender", "a role, a group, a receiver or \"service_integrator\": who speaks to them"),
        key("compliance", "a list of texts: what the answer has to observe"),
      ],
      summary: "says how people are answered",
      example: "reply \"Gold customers by mail\" { when = { channel = \"email\" }, "
        + "template = \"gold-mail\", tone = \"personal\", compliance = { \"gdpr\" } }"),
    Word(
      "knowledge", .declaration, named: true, follows: true,
      keys: ruleKeys + [
        key("link", "a text: where it is written"),
        key("review_by", "a date by which somebody looks whether it is still true"),
      ],
      summary: "is an article that helps with requests of a kind",
      example: "knowledge \"Payslips after the month-end run\" { when = { service = \"payroll\" }, "
        + "link = \"https://kb.example/17\", owner = \"payroll-lead\", review_by = \"2027-06-30\" }"
    ),
    Word(
      "trust_period", .declaration, named: true, follows: true,
      keys: [
        key("after_breach_of", "an agreement that was not kept, or a list of such"),
        key("of", "\"customer\", \"service\" or \"provider\": for whose requests it is in force"),
        key("lasts", "a duration"), key("because", "a text: the reason people will read"),
      ],
      summary: "is the time after a broken promise in which stricter rules may apply",
      example:
        "trust_period \"After a late repair\" { after_breach_of = \"Repaired in four hours\", "
        + "of = \"customer\", lasts = days(30) }"),
    Word(
      "follow_up", .declaration, named: true, follows: true,
      keys: ruleKeys + [
        key("opens", "the kind of record: \"problem\", \"change\", …"),
        key("led_by", "a role: who sees to it"),
        key(
          "takes",
          "fields that it takes over; absent: what it is about and how bad"
        ),
        key("set", "fields of the new record and their values"),
        key("same", "a list of fields: one record for all cases in which these are equal"),
      ],
      summary: "opens another record that is linked to the case",
      example: "follow_up \"The cause goes to a problem\" { when = { event = \"workaround\" }, "
        + "opens = \"problem\", led_by = \"problem-manager\", same = { \"service\" } }"),
    Word(
      "swarm", .declaration, named: true, follows: true,
      keys: ruleKeys + [
        key("coordinator", "a role: the one who brings them together"),
        key(
          "invites",
          "a list of groups, providers and on_call \"rota\", or \"linked\": who works on what is linked"
        ),
        key("stop_when", "conditions under which it is over before the case is resolved"),
      ],
      summary: "brings several groups together over one case, with one coordinator",
      example: "swarm \"Major incidents\" { when = { major = true }, "
        + "coordinator = \"major-incident-manager\", invites = { \"acme/l3\", \"fuji/network\" } }"),
  ]
}
