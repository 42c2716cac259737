import BatonModel
import BatonTime
import Testing

@testable import Baton

@Suite struct BindingTests {
  struct Case: Sendable {
    let field: String
    let written: Value
    let bound: Value?
  }

  static let cases: [Case] = [
    Case(field: "summary", written: .text("x"), bound: .text("x")),
    Case(field: "summary", written: .integer(1), bound: nil),
    Case(field: "summary", written: .yesNo(true), bound: nil),
    Case(field: "id", written: .integer(17), bound: .text("17")),
    Case(field: "external_id", written: .integer(17), bound: .text("17")),
    Case(field: "parent", written: .integer(17), bound: .text("17")),
    Case(field: "cost", written: .number(1.5), bound: .number(1.5)),
    Case(field: "cost", written: .number(2), bound: .integer(2)),
    Case(field: "cost", written: .text("1.5"), bound: nil),
    Case(field: "reopened", written: .integer(3), bound: .integer(3)),
    Case(field: "reopened", written: .number(3.5), bound: nil),
    Case(field: "vip", written: .yesNo(false), bound: .yesNo(false)),
    Case(field: "vip", written: .text("true"), bound: nil),
    Case(
      field: "closed_at", written: .text("1970-01-01T01:00:00+01:00"),
      bound: .instant(Instant(milliseconds: 0))),
    Case(field: "closed_at", written: .text("yesterday"), bound: nil),
    Case(field: "closed_at", written: .integer(0), bound: nil),
    Case(field: "tags", written: .text("a"), bound: .list([.text("a")])),
    Case(field: "tags", written: .list([.text("a")]), bound: .list([.text("a")])),
    Case(field: "tags", written: .list([.integer(1)]), bound: nil),
    Case(field: "kind", written: .text("incident"), bound: .text("incident")),
    Case(field: "kind", written: .text("Incident"), bound: nil),
    Case(field: "service", written: .text("payroll"), bound: .text("payroll")),
    Case(field: "service", written: .text("payrol"), bound: nil),
    Case(field: "customer", written: .text("nobody-knows-me"), bound: .text("nobody-knows-me")),
    Case(field: "group", written: .text("acme/l3"), bound: .text("acme/l3")),
    Case(field: "priority", written: .integer(2), bound: .integer(2)),
    Case(field: "priority", written: .integer(0), bound: nil),
    Case(field: "priority", written: .text("2"), bound: nil),
  ]

  @Test("a value is read by its field's type; one that does not fit is a fault", arguments: cases)
  func types(testCase: Case) {
    let rules = HandMade()
    let bound = rules.bind([(testCase.field, testCase.written)])
    #expect(bound.value(rules.slot(testCase.field)) == testCase.bound)
    #expect(bound.faults.map(\.field) == (testCase.bound == nil ? [testCase.field] : []))
  }

  @Test("faults name what is allowed, and the nearest of it")
  func messages() {
    let rules = HandMade()
    let faults = rules.bind([
      ("impact", .text("hihg")), ("service", .text("payrol")), ("cost", .text("3")),
    ]).faults
    #expect(
      faults.map(\.message) == [
        "\"hihg\" is not one of \"high\", \"medium\", \"low\", did you mean \"high\"?",
        "unknown service \"payrol\", did you mean \"payroll\"?",
        "wants a number, found \"3\"",
      ])
  }

  @Test("an object for a reference is its id, its members laid over the declared record's")
  func overlay() {
    var rules = HandMade()
    let region = rules.column("customer.region")
    let segment = rules.column("customer.segment")
    let customer = Value.object(Members([("id", .text("c-9")), ("region", .text("IE"))]))
    let facts = rules.bind([("customer", customer)])
    #expect(facts.value(rules.slot("customer")) == .text("c-9"))
    #expect(facts.columnValue(region) == .text("IE"))
    #expect(facts.columnValue(segment) == .text("gold"))
  }

  @Test("a null in such an object, and an object without an id, say nothing of what is missing")
  func sparseOverlay() {
    var rules = HandMade()
    let region = rules.column("customer.region")
    let null = Value.object(Members([("id", .text("c-9")), ("region", nil)]))
    #expect(rules.bind([("customer", null)]).columnValue(region) == .text("UK"))
    let nameless = rules.bind([("customer", .object(Members([("region", .text("FR"))])))])
    #expect(nameless.columnValue(region) == .text("FR"))
    #expect(nameless.value(rules.slot("customer")) == nil)
    #expect(nameless.faults.isEmpty)
  }

  @Test("references are followed through the catalogue and through an object of the request")
  func deepPaths() {
    var rules = HandMade()
    let kind = rules.column("service.provider.kind")
    let region = rules.column("requester.customer.region")
    #expect(
      rules.bind([("service", .text("payroll"))]).columnValue(kind) == .text("external"))
    let elsewhere = Value.object(
      Members([("id", .text("payroll")), ("provider", .text("contoso"))]))
    #expect(rules.bind([("service", elsewhere)]).columnValue(kind) == .text("internal"))
    let requester = Value.object(Members([("id", .text("u-1")), ("customer", .text("c-9"))]))
    #expect(rules.bind([("requester", requester)]).columnValue(region) == .text("UK"))
    let inner = Value.object(Members([("id", .text("c-9")), ("region", .text("IE"))]))
    let nested = Value.object(Members([("customer", inner)]))
    #expect(rules.bind([("requester", nested)]).columnValue(region) == .text("IE"))
  }

  @Test("members of an object are typed too, and their faults name the path")
  func typedOverlay() {
    let bound = HandMade().bind([
      ("customer", .object(Members([("id", .text("c-1")), ("vip", .text("very"))])))
    ])
    #expect(bound.faults.map(\.field) == ["customer.vip"])
  }

  @Test("setting a field recomputes its columns and forgets what was said of the old record")
  func setting() {
    var rules = HandMade()
    let criticality = rules.column("service.criticality")
    let service = Value.object(
      Members([("id", .text("payroll")), ("criticality", .text("mine"))]))
    var facts = rules.bind([("service", service)])
    #expect(facts.columnValue(criticality) == .text("mine"))
    facts.set(rules.slot("service"), to: .text("printing"))
    #expect(facts.columnValue(criticality) == .text("low"))
  }

  @Test("what was said of a record without a name holds for the one that is named later")
  func namedLater() {
    var rules = HandMade()
    let criticality = rules.column("service.criticality")
    let provider = rules.column("service.provider")
    let slot = rules.slot("service")
    func facts(_ members: [(String, Value?)]) -> Facts {
      rules.bind([("service", .object(Members(members)))])
    }
    var nameless = facts([("criticality", .text("mine"))])
    nameless.set(slot, to: .text("printing"))
    #expect(nameless.columnValue(criticality) == .text("mine"))
    #expect(nameless.columnValue(provider) == .text("contoso"))
    #expect(nameless.attribute("criticality", of: slot) == .text("mine"))
    // Then it has a name, and another one is another record.
    nameless.set(slot, to: .text("payroll"))
    #expect(nameless.columnValue(criticality) == .text("vital"))
    // A name that nobody knows is a name.
    var unknown = facts([("id", .text("payrol")), ("criticality", .text("mine"))])
    unknown.set(slot, to: .text("printing"))
    #expect(unknown.columnValue(criticality) == .text("low"))
  }

  @Test("the world tells of the requester what the request does not")
  func world() {
    var rules = HandMade()
    let segment = rules.column("requester.segment")
    let contacts = rules.column("contacts_of_requester")
    let world = World(requesters: ["u-1": RequesterContext(segment: "gold", contacts: 3)])
    let told = rules.bind([("requester", .text("u-1"))], in: world)
    #expect(told.columnValue(segment) == .text("gold"))
    #expect(told.columnValue(contacts) == .integer(3))
    #expect(told.value(rules.slot("open_requests_of_requester")) == nil)
    let said = rules.bind(
      [("requester", .text("u-1")), ("contacts_of_requester", .integer(1))], in: world)
    #expect(said.columnValue(contacts) == .integer(1))
    let unknown = rules.bind([("requester", .text("u-2"))], in: world)
    #expect(unknown.columnValue(segment) == nil)
  }

  @Test("labels come from the `labels` object, else from the request's own members, as texts")
  func labels() {
    var rules = HandMade()
    let severity = rules.label("severity")
    let own = rules.bind([("severity", .integer(1))])
    #expect(own.columnValue(severity) == .text("1"))
    let object = rules.bind([
      ("labels", .object(Members([("severity", .yesNo(true))]))), ("severity", .integer(1)),
    ])
    #expect(object.columnValue(severity) == .text("true"))
    #expect(rules.bind([]).columnValue(severity) == .text(""))
  }

  @Test("a label of a field's name, which rules test, is no fault of that field")
  func labelsNamedLikeFields() {
    var rules = HandMade()
    let mysql: [(String, Value)] = [("service", .text("mysql")), ("impact", .text("huge"))]
    #expect(rules.bind(mysql).faults.map(\.field) == ["service", "impact"])
    let service = rules.label("service")
    let bound = rules.bind(mysql)
    #expect(bound.faults.map(\.field) == ["impact"])
    #expect(bound.columnValue(service) == .text("mysql"))
    #expect(bound.value(rules.slot("service")) == nil)
    let labels = Value.object(Members([("service", .text("mysql"))]))
    let both = rules.bind([("labels", labels), ("service", .text("nginx"))])
    #expect(both.faults.map(\.field) == ["service"])
    #expect(both.columnValue(service) == .text("mysql"))
    let list = rules.bind([("service", .list([.text("mysql")]))])
    #expect(list.faults.map(\.field) == ["service"])
  }

  @Test("labels that are no object are a fault where rules test labels")
  func labelsThatAreNone() {
    var rules = HandMade()
    let list = [("labels", Value.list([.text("x")])), ("severity", .text("high"))]
    #expect(rules.bind(list).faults.isEmpty)
    let severity = rules.label("severity")
    let bound = rules.bind(list)
    #expect(
      bound.faults == [
        RequestFault(field: "labels", message: "wants names and values, found a list")
      ])
    #expect(bound.columnValue(severity) == .text("high"))
    let empty = rules.bind([("labels", .list([])), ("severity", .text("high"))])
    #expect(empty.faults.isEmpty)
    #expect(empty.columnValue(severity) == .text(""))
  }

  @Test("members that no field takes are attributes, beside those of the source")
  func attributes() {
    let request = Request(
      Members([("colour", .text("red")), ("id", .text("1"))]),
      attributes: Members([("theirs", .integer(2))]))
    let bound = RequestBinder.bind(
      request, in: World(), to: FactSchema(HandMade().base))
    #expect(
      bound.attributes == Members([("theirs", .integer(2)), ("colour", .text("red"))]))
  }

  @Test("an object `attributes` is the attributes, once; anything else of that name is one of them")
  func writtenAttributes() {
    let rules = HandMade()
    let inner = Value.object(Members([("attributes", .object(Members([("deep", .integer(1))])))]))
    let written = Value.object(
      Members([("deal", .integer(1)), ("attributes", inner), ("kind", .text("mine"))]))
    let bound = rules.bind([("colour", .text("red")), ("attributes", written)])
    #expect(
      bound.attributes
        == Members([
          ("colour", .text("red")), ("deal", .integer(1)), ("attributes", inner),
          ("kind", .text("mine")),
        ]))
    #expect(bound.value(rules.slot("kind")) == nil)
    let list = rules.bind([("attributes", .list([.text("x")]))])
    #expect(list.attributes == Members([("attributes", .list([.text("x")]))]))
  }

  @Test("a group may be named without its provider when the request names that")
  func qualifiedGroup() {
    let rules = HandMade()
    let bound = rules.bind([("group", .text("l3")), ("provider", .text("acme"))])
    #expect(bound.value(rules.slot("group")) == .text("acme/l3"))
    #expect(rules.bind([("group", .text("l3"))]).faults.map(\.field) == ["group"])
  }

  @Test("the offset is that of opened_at")
  func offset() {
    let bound = HandMade().bind([("opened_at", .text("2026-05-08T16:00:00+02:00"))])
    #expect(bound.offset == 7200)
    #expect(HandMade().bind([("opened_at", .text("2026-05-08T16:00:00"))]).offset == 0)
  }

  @Test("a text keeps its spelling, whatever texts the rules know")
  func spelling() {
    var rules = HandMade()
    let column = rules.column("category")
    rules.base.policies = [
      PolicyRule(
        head: HandMade.head("p"),
        condition: .test(
          FieldTest(column: column, predicate: .equals(.text("Caf\u{e9}")))),
        violation: .always, severity: .violation, message: nil)
    ]
    let facts = rules.bind([("category", .text("Cafe\u{301}"))])
    // Equal to the rule's text, and still the bytes that were written.
    #expect(facts.columnValue(column) == .text("Caf\u{e9}"))
    #expect(facts.text(rules.slot("category")).map { Array($0.utf8) } == Array("Cafe\u{301}".utf8))
    #expect(facts.symbol(rules.slot("category")) != nil)
  }
}
