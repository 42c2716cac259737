import BatonModel
import Testing

@testable import Baton

/// What can be wrong with replies, knowledge, times after broken promises, follow-ups and swarms.
@Suite struct TogetherDiagnosticTests {
  private static let promise = "sla \"four\" { metric = \"time_to_resolve\", within = hours(4) }\n"

  static let mistakes: [Mistake] = [
    Mistake(
      code: "no-outcome", message: "reply \"r\" decides nothing",
      help: "add one of \"template\", \"tone\", \"sender\", \"compliance\"",
      rules: "reply ⌖\"r\" { when = { channel = \"chat\" } }"),
    Mistake(
      code: "nobody-to-tell", message: "\"bos\" is no role, party, receiver, provider or group",
      help: "did you mean \"boss\"?", rules: "reply \"r\" { sender = ⌖\"bos\" }"),
    Mistake(
      code: "wrong-type",
      message: "\"sender\" takes one who is always the same: a role, a group, a receiver or "
        + "\"service_integrator\", found \"service_provider\"",
      rules: "reply \"r\" { sender = ⌖\"service_provider\" }"),
    Mistake(
      code: "unknown-level", message: "unknown level \"gloabl\"",
      rules: "reply \"r\" { template = \"t\", level = ⌖\"gloabl\" }"),
    Mistake(
      code: "wrong-type",
      message: "\"review_by\" takes a date such as \"2026-12-31\", found \"soon\"",
      rules: "knowledge \"k\" { review_by = ⌖\"soon\" }"),
    Mistake(
      code: "unknown-key", message: "`knowledge` has no \"url\"",
      rules: "knowledge \"k\" { ⌖url = \"https://kb.example\" }"),
    Mistake(
      code: "missing-key", message: "trust_period \"t\" has no \"lasts\"",
      rules: promise + "trust_period ⌖\"t\" { after_breach_of = \"four\", of = \"customer\" }"),
    Mistake(
      code: "unknown-name", message: "unknown agreement \"fuor\"",
      rules: promise
        + "trust_period \"t\" { after_breach_of = ⌖\"fuor\", of = \"customer\", lasts = days(3) }"),
    Mistake(
      code: "not-one-of", message: "\"of\" cannot be \"requester\"",
      rules: promise
        + "trust_period \"t\" { after_breach_of = \"four\", of = ⌖\"requester\", lasts = days(3) }"),
    Mistake(
      code: "needs-elapsed", message: "\"lasts\" takes elapsed time, found business_days(3)",
      rules: promise
        + "trust_period \"t\" { after_breach_of = \"four\", of = \"customer\", "
        + "lasts = ⌖business_days(3) }"),
    Mistake(
      code: "unknown-name", message: "unknown trust period \"ater\"",
      help: "did you mean \"after\"?",
      rules: promise
        + "trust_period \"after\" { after_breach_of = \"four\", of = \"customer\", lasts = days(3) }\n"
        + "priority \"p\" { when = { trust_period = ⌖\"ater\" }, set = 1 }"),
    Mistake(
      code: "not-one-of", message: "\"opens\" cannot be \"problm\"",
      rules: "follow_up \"f\" { opens = ⌖\"problm\" }"),
    Mistake(
      code: "missing-key", message: "follow_up \"f\" has no \"opens\"",
      rules: "follow_up ⌖\"f\" { led_by = \"boss\" }"),
    Mistake(
      code: "unknown-field", message: "a request has no field \"sevrice\"",
      rules: "follow_up \"f\" { opens = \"problem\", same = { ⌖\"sevrice\" } }"),
    Mistake(
      code: "wrong-type",
      message:
        "\"takes\" takes other fields than id, kind, parent, opened_at, found \"id\"",
      rules: "follow_up \"f\" { opens = \"problem\", takes = { \"summary\", ⌖\"id\" } }"),
    Mistake(
      code: "wrong-type",
      message:
        "\"set\" takes other fields than id, kind, parent, opened_at, found \"parent\"",
      rules: "follow_up \"f\" { opens = \"problem\", set = { ⌖parent = \"Y\" } }"),
    Mistake(
      code: "wrong-type", message: "\"same\" takes other fields than id, opened_at, found \"id\"",
      rules: "follow_up \"f\" { opens = \"problem\", same = { ⌖\"id\" } }"),
    Mistake(
      code: "missing-key", message: "swarm \"s\" has no \"coordinator\"",
      rules: "swarm ⌖\"s\" { invites = { \"acme/desk\" } }"),
    Mistake(
      code: "unknown-name", message: "unknown role \"acme\"",
      rules: "swarm \"s\" { coordinator = ⌖\"acme\", invites = \"linked\" }"),
    Mistake(
      code: "missing-key", message: "swarm \"s\" has no \"invites\"",
      rules: "swarm ⌖\"s\" { coordinator = \"boss\" }"),
    Mistake(
      code: "unknown-name", message: "unknown certificate \"pcj\"", help: "did you mean \"pci\"?",
      rules: "provider \"safe\" { groups = { desk = { certified = { pci = true } } } }\n"
        + "route \"r\" { when = { kind = \"change\" }, to = skilled { certified = { ⌖\"pcj\" } } }"),
    Mistake(
      code: "nobody-certified", message: "none of these groups is certified for \"pci\"",
      rules: "provider \"safe\" { groups = { desk = { certified = { pci = true } } } }\n"
        + "route \"r\" { when = { kind = \"change\" }, "
        + "to = skilled { certified = ⌖{ \"pci\" }, among = { \"acme/desk\" } } }"),
    Mistake(
      code: "wrong-type",
      message: "\"pci\" takes the certificate's last day, \"2027-03-31\", or true, found \"soon\"",
      rules: "provider \"safe\" { groups = { desk = { certified = { pci = ⌖\"soon\" } } } }"),
  ]

  @Test(arguments: mistakes) func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }
}
