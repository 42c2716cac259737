import BatonTime
import Testing

@testable import BatonLogs

/// CSV, NDJSON and OCEL.
struct OtherFormatTests {
  @Test func aRowIsAnEvent() throws {
    var mapping = LogMapping()
    mapping.caseKey = "number"
    mapping.activity = ["state"]
    mapping.time = "updated"
    mapping.party = "vendor"
    mapping.values = ["note"]
    mapping.missing = ["?"]
    mapping.dates = [try DatePattern("d/m/Y H:M")]
    mapping.zone = try Zone(named: "Europe/Berlin")
    let text = """
      number;state;updated;vendor;note
      INC1;New;29/2/2024 04:40;acme;"a ""quoted"" note"
      INC2;New;1/7/2024 12:00;?;
      INC1;Done;31/3/2024 02:30;acme;x
      INC1;Done
      ;New;1/7/2024 12:00;acme;
      INC1;Done;tomorrow;acme;

      """
    let reading = LogReading.of(text, mapping)
    #expect(reading.format == .csv)
    #expect(
      reading.events == [
        "INC1: New, 2024-02-29T03:40:00Z, acme, -, -, \"a \"quoted\" note\"",
        "INC2: New, 2024-07-01T10:00:00Z, -, -, -, -",
        "INC1: Done, 2024-03-31T01:00:00Z, acme, -, -, \"x\"",
        "INC1: Done, -, acme, -, -, -",
      ])
    #expect(reading.runs == ["INC1(1)", "INC2(1)", "INC1(2)"])
    #expect(
      reading.faults == [
        "line 5: the header has 5 columns, this row 2",
        "line 6: the event has no case and is left out",
        "line 7: the time is not ISO 8601 nor like one of the date patterns",
      ])
  }

  @Test func sortedRowsEndTheirCases() {
    var mapping = LogMapping()
    mapping.isSortedByCase = true
    let reading = LogReading.of(
      "case,event,at\n1,a,2026-01-01T00:00:00Z\n1,b,2026-01-01\n2,a,2026-01-01T00:00:00Z\n1,c,\n",
      mapping)
    #expect(reading.runs == ["<1(2)>", "<2(1)>", "<1(1)>"])
    #expect(
      reading.faults == [
        "line 3: the time has no offset and is taken as UTC: give a zone",
        "line 3: from here on there are times with an offset and times without",
        "line 5: this case was there before, and starts again", "line 5: the event has no time",
      ])
  }

  @Test func columnsHaveToBeThere() {
    let reading = LogReading.of("case,activity,at\n")
    #expect(
      reading.failure
        == "log: there is no column \"event\": the columns are \"case\", \"activity\", \"at\"")
  }

  @Test func aLineIsAnEvent() {
    var mapping = LogMapping()
    mapping.values = [LogKey(["set", "state"]), LogKey(["set", "count"])]
    let reading = LogReading.of(
      """
      {"case":"R-1","at":"2026-05-08T16:05:00+02:00","event":"acknowledge","by":{"party":"acme","person":"u-17"},"set":{"state":"in_progress","count":2}}
      {"case":"R-2","at":"2026-05-08T16:05:00+02:00","event":
      {"event":"resolve","case":7,"at":1000,"more":[1,{"case":3}],"set":{"state":null,"count":1.5}}
      """, mapping)
    #expect(reading.format == .eventLines)
    #expect(
      reading.events == [
        "R-1: acknowledge, 2026-05-08T14:05:00Z, acme, -, u-17, \"in_progress\", 2",
        "7: resolve, 1970-01-01T00:00:01Z, -, -, -, -, 1.5",
      ])
    #expect(reading.faults == ["line 2: not JSON: the record breaks off here"])
  }

  @Test func aLineIsACase() {
    var mapping = LogMapping()
    mapping.values = [LogKey("region", of: .case), "cost"]
    let reading = LogReading.of(
      """
      {"case":"1","attrs":{"region":"UK"},"events":[{"a":"x","t":0,"org:group":"g"},{"a":"y","t":60000,"cost":3}]}
      {"case":"2","attrs":{},"events":[]}
      {"case":"3"}
      """, mapping)
    #expect(reading.format == .caseLines)
    #expect(
      reading.events == [
        "1: x, 1970-01-01T00:00:00Z, -, g, -, \"UK\", -",
        "1: y, 1970-01-01T00:01:00Z, -, -, -, \"UK\", 3",
      ])
    #expect(reading.runs == ["<1(2)>", "<2(0)>", "<3(0)>"])
    #expect(reading.faults == ["line 3, trace 3: \"events\" should be a list"])
  }

  private let objects = """
    {"objectTypes":[{"name":"order","attributes":[]},{"name":"item","attributes":[]}],
     "eventTypes":[{"name":"pack","attributes":[]}],
    """
  private let objectList = """
    "objects":[{"id":"o1","type":"order"},{"id":"o2","type":"order"},{"id":"i1","type":"item"}]
    """
  private let eventList = """
    "events":[
      {"id":"e1","type":"pack","time":"2026-01-01T10:00:00Z",
       "attributes":[{"name":"weight","value":3}],
       "relationships":[{"objectId":"o1","qualifier":"of"},{"objectId":"i1","qualifier":"x"},
                        {"objectId":"o2","qualifier":"of"}]},
      {"id":"e2","type":"send","time":"2026-01-01T11:00:00Z","attributes":[],
       "relationships":[{"objectId":"o2","qualifier":"of"},{"objectId":"o2","qualifier":"by"}]},
      {"id":"e3","type":"send","time":"2026-01-01T12:00:00Z","relationships":[{"objectId":"o9"}]}]
    """

  @Test func anEventBelongsToItsObjects() {
    var mapping = LogMapping()
    mapping.objectType = "order"
    mapping.values = ["weight"]
    let expected = [
      "o1: pack, 2026-01-01T10:00:00Z, -, -, -, 3", "o2: pack, 2026-01-01T10:00:00Z, -, -, -, 3",
      "o2: send, 2026-01-01T11:00:00Z, -, -, -, -",
    ]
    for text in ["\(objects)\(objectList),\(eventList)}", "\(objects)\(eventList),\(objectList)}"] {
      let reading = LogReading.of(text, mapping)
      #expect(reading.format == .ocel)
      #expect(reading.events == expected)
      #expect(reading.counts == [.unknownObject: 1, .noObject: 1])
      #expect(reading.failure == nil)
    }
  }

  @Test func theCasesOfOCELHaveToBeNamed() {
    let text = "\(objects)\(objectList),\(eventList)}"
    var mapping = LogMapping()
    let wanted = "it is not said which are the cases: \"order\", \"item\""
    #expect(LogReading.of(text, mapping).failure?.contains(wanted) == true)
    mapping.objectType = "orders"
    #expect(
      LogReading.of(text, mapping).failure?.contains(
        "there are no objects of type \"orders\": the types are \"order\", \"item\"") == true)
  }
}
