import BatonModel
import CSimdJSON
import Foundation
import TestSupport
import Testing

@testable import BatonRecords

/// The fast parser against the slow reading, and the readers against damage: nothing may be accepted
/// by one and refused by the other, and no bytes may stop a reader from reaching the end.
@Suite struct AgreementTests {
  private static let samples = [
    #"{"id":"R-1","n":-1.5e-3,"l":[1,2,{"x":null}],"t":"a\"\\\u00e9\ud83d\ude00","b":[true,false]}"#,
    #"[{"id":1},{"id":2,"o":{"p":{}}},"x",0,-0,10,0.5,1E+2,[],{}]"#,
    "{\"é\":\"😀 naïve\",\"\":{\"\":\"\"}}",
  ]

  /// A sample with a few bytes changed, taken out or put in.
  private static func damaged(_ generator: inout SeededNumbers) -> [UInt8] {
    var bytes = Array(samples.randomElement(using: &generator)!.utf8)
    let pool = Array("{}[]\",:\\\n 0123456789.eE+-truefalsn\u{1}é".utf8) + [0xff, 0x80]
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let byte = pool.randomElement(using: &generator)!
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes[place] = byte
      case 1: bytes.insert(byte, at: place)
      default: bytes.remove(at: place)
      }
    }
    return bytes
  }

  @Test("the fast parser and the slow reading accept the same texts")
  func sameTexts() {
    var generator = SeededNumbers()
    print("seed \(generator.seed)")
    var parser = JSONParser()
    var accepted = 0
    for _ in 0..<5000 {
      let bytes = Self.damaged(&generator)
      let padded = bytes + [UInt8](repeating: 0, count: Int(csj_padding))
      padded.withUnsafeBufferPointer { buffer in
        let text = UnsafeBufferPointer(rebasing: buffer[..<bytes.count])
        let mistake = JSONDiagnosis.find(in: text, maximumDepth: JSONParser.maximumDepth)
        var isRefused = false
        if case .refused = parser.parse(buffer.baseAddress!, count: bytes.count) {
          isRefused = true
        }
        if !isRefused { accepted += 1 }
        #expect(
          isRefused == (mistake != nil),
          "\(String(decoding: bytes, as: UTF8.self).debugDescription) \(String(describing: mistake))"
        )
      }
    }
    print("accepted: \(accepted) of 5000")
    #expect(accepted > 250)
  }

  @Test("no damage stops a reader, and each record or fault is at a line that exists")
  func damage() throws {
    var generator = SeededNumbers()
    print("seed \(generator.seed)")
    for _ in 0..<500 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<5, using: &generator) {
        bytes += Self.damaged(&generator)
        bytes += [[0x0a], Array(",\n".utf8), Array("]\n".utf8), []].randomElement(
          using: &generator)!
      }
      let lines = bytes.count { $0 == 0x0a } + 1
      for format in [nil, .json, .ndjson, .csv] as [RecordFormat?] {
        for path in [[], ["l"]] {
          let reading = Reading.of(bytes, format: format, at: path, limit: 64)
          #expect(reading.records.count + reading.faults.count <= bytes.count)
          #expect(reading.lines.allSatisfy { (1...lines).contains($0) })
        }
      }
    }
  }

  @Test(
    "input far larger than a record is read in a window of a few records",
    arguments: [
      ("[", "{\"id\":1,\"t\":\"0123456789 0123456789\"},", 250_000),
      ("", "{\"id\":1,\"t\":\"0123456789 0123456789\"}\n", 250_000),
      ("id,t\n", "1,0123456789\n", 500_000), ("[", "[[[[[[[[", 1_000_000),
      ("{\"a\":\"", "x", 8_000_000),
      ("id,t\n", "xxxxxxxx", 1_000_000), ("id,t\n\"", "xxxxxxxx", 1_000_000),
    ])
  func bounded(start: String, piece: String, count: Int) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = start + String(repeating: piece, count: count)
    try #require(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
    var reader = try RecordReader(
      ByteSource(path: path), name: "input", maximumRecordSize: 1 << 16)
    var records = 0
    var faults = 0
    while let outcome = try reader.next() {
      if case .record = outcome { records += 1 } else { faults += 1 }
    }
    #expect(reader.window <= 1 << 19)
    #expect(records == (piece.contains("1") ? count : 0))
    #expect((1...2).contains(faults) || records > 0)
  }
}
