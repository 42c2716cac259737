import BatonModel
import Testing

@testable import BatonRecords

@Suite struct DocumentTests {
  @Test("the elements of a list are records, at the lines where they start")
  func list() {
    let text = """
      [
        { "id": 1, "t": "a ] } , \\" [ {" },
        { "id": 2,
          "o": [ { "id": 9 } ] }, {"id": 3}
      ]
      """
    let reading = Reading.of(text)
    #expect(reading.format == .json)
    #expect(reading.column("id") == ["1", "2", "3"])
    #expect(reading.lines == [2, 3, 4])
    #expect(reading.faults == [])
  }

  @Test("one object over several lines is one record, and documents may follow each other")
  func objects() {
    let reading = Reading.of("{\n \"id\": 1\n}\n{\n \"id\": 2\n}\n[{\"id\":3},{\"id\":4}] []")
    #expect(reading.column("id") == ["1", "2", "3", "4"])
    #expect(reading.lines == [1, 4, 7, 7])
    #expect(reading.faults == [])
    #expect(Reading.of("{\"id\":1}{\"id\":2}").column("id") == ["1", "2"])
  }

  @Test("records are found at a path, whatever stands around them")
  func path() {
    let text = """
      {"total": 2, "x": {"result": [0]}, "data":
        {"page": "}", "result": [{"id":1},
          {"id":2}], "next": [[]]}, "end": "]"}
      {"data": {"result": {"id": 3}}}
      [{"id": 4}]
      """
    let reading = Reading.of(text, at: ["data", "result"])
    #expect(reading.column("id") == ["1", "2", "3", "4"])
    #expect(reading.lines == [2, 3, 4, 5])
    #expect(reading.faults == [])
  }

  @Test("a document without the path's member is a fault")
  func noPath() {
    let missing = "there is no member \"data.result\", which should hold the records"
    let texts = ["{}", "{\"data\":{}}", "{\"data\":3}", "{\"data\":[]}", "{\"result\":[{}]}"]
    for text in texts {
      let reading = Reading.of(
        text + "\n{\"data\":{\"result\":[{\"id\":1}]}}", at: ["data", "result"])
      #expect(reading.faults == ["line 1: \(missing)"])
      #expect(reading.column("id") == ["1"])
    }
  }

  @Test(
    "a faulty element costs only itself",
    arguments: [
      "{\"id\": tru}", "{\"id\": 1", "{\"id\": [1}", "{\"id\": \"x}", "{\"id\" 1}", "3", "\"x\"",
      "null", "[{\"id\":7}]", "{\"id\": {\"a\": [1, 2}", "nonsense", "{\"id\":1,}",
    ])
  func faultyElement(element: String) {
    let reading = Reading.of("[{\"id\":1},\n\(element),\n{\"id\":2},\n{\"id\":3}]\n{\"id\":4}")
    #expect(reading.column("id") == ["1", "2", "3", "4"])
    #expect(reading.lines == [1, 3, 4, 5])
    #expect(reading.faults.count == 1)
    #expect(reading.faults.first?.hasPrefix("line 2") == true, "\(reading.faults)")
  }

  @Test(
    "commas too many or too few are told",
    arguments: [
      ("[{\"id\":1},,{\"id\":2}]", ["1", "2"]), ("[{\"id\":1},{\"id\":2},]", ["1", "2"]),
      ("[,{\"id\":1}]", ["1"]), ("[{\"id\":1}:{\"id\":2}]", ["1", "2"]),
    ])
  func commas(text: String, ids: [String]) {
    let reading = Reading.of(text)
    #expect(reading.column("id") == ids)
    #expect(reading.faults.count == 1)
  }

  @Test("a document that ends early says so")
  func endsEarly() {
    let cut = "the input ends in the middle of the record"
    #expect(Reading.of("[{\"id\":1}").faults == ["line 1: \(cut)"])
    #expect(Reading.of("[{\"id\":1},\n{\"id\"").faults == ["line 2, column 6: \(cut)"])
    #expect(Reading.of("{\"a\":[{\"id\":1}]", at: ["a"]).faults == ["line 1: \(cut)"])
    #expect(Reading.of("{\"a\":", at: ["a"]).faults == ["line 1: \(cut)"])
  }

  @Test("an element over the maximum is skipped without being held")
  func tooLarge() {
    let long = String(repeating: "x\\\"{", count: 300_000)
    let reading = Reading.of("[{\"id\":1},\n{\"t\":\"\(long)\"},\n{\"id\":2}]", limit: 1000)
    #expect(reading.column("id") == ["1", "2"])
    #expect(reading.faults == ["line 2: the record is longer than 1000 bytes"])
  }

  /// The same text cut at every position into two reads must read the same.
  @Test("where a read ends does not matter")
  func piecewise() throws {
    let text = "{\"x\":[0],\"r\":[{\"id\":1,\"t\":\"\\\\\\\"]\"},\n{\"id\":2} ,3,\n{\"id\":4}]}"
    let whole = Reading.of(text, at: ["r"])
    #expect(whole.column("id") == ["1", "2", "4"])
    for cut in 1..<text.utf8.count {
      #expect(try Pipe.reading(text, cutAt: cut, path: ["r"]) == whole, "cut at \(cut)")
    }
  }
}
