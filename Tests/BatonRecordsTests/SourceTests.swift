import BatonModel
import Foundation
import TestSupport
import Testing

@testable import BatonRecords

@Suite struct SourceTests {
  /// `printf '{"id":1}\n' | gzip -n9`, `printf '{"id":2}\n' | gzip -n9`.
  private static let one = bytes("1f8b0800000000000203ab56ca4c51b232ace50200546d9dd909000000")
  private static let two = bytes("1f8b0800000000000203ab56ca4c51b232aae502000dd3dbdb09000000")

  private static func bytes(_ hex: String) -> [UInt8] {
    stride(from: 0, to: hex.count, by: 2).compactMap { offset in
      UInt8(hex.dropFirst(offset).prefix(2), radix: 16)
    }
  }

  @Test("gzip is recognised, members may follow each other, and zeros the last")
  func gzip() {
    #expect(Reading.of(Self.one).column("id") == ["1"])
    let both = Reading.of(Self.one + Self.two + [0, 0, 0])
    #expect(both.column("id") == ["1", "2"])
    #expect(both.failure == nil)
  }

  @Test("compressed data that end early deliver what is there and say where")
  func truncated() {
    for length in Self.one.count..<(Self.one + Self.two).count where length > Self.one.count {
      let reading = Reading.of(Array((Self.one + Self.two).prefix(length)))
      #expect(
        reading.failure?.hasSuffix("the compressed data end too early, after \(length) bytes")
          == true, "\(reading)")
      #expect(reading.column("id").first == "1")
    }
  }

  @Test("damaged compressed data say where, also when only the checksum is wrong")
  func damaged() {
    var wrong = Self.one
    wrong[wrong.count - 6] ^= 1
    #expect(Reading.of(wrong).failure?.contains("the compressed data are damaged at byte") == true)
    let trailing = Reading.of(Self.one + Array("text".utf8))
    #expect(trailing.column("id") == ["1"])
    #expect(
      trailing.failure == "input:2: the compressed data are damaged at byte \(Self.one.count)")
  }

  @Test("compressed data may come byte by byte")
  func slowly() throws {
    let reading = try Pipe.reading((Self.one + Self.two).map { [$0] })
    #expect(reading.column("id") == ["1", "2"])
  }

  @Test(
    "other forms are named",
    arguments: [([0x50, 0x4b, 3, 4], "zip"), ([0xff, 0xfe, 0x7b, 0], "UTF-16")])
  func unsupported(start: [UInt8], form: String) {
    #expect(
      Reading.of(start).failure == "input: \(form) is not read: give plain UTF-8 text or gzip")
  }

  @Test("a file that is not there and one that is a folder are failures with the reason")
  func devices() {
    #expect {
      _ = try ByteSource(path: "/nonexistent/file.csv")
    } throws: { error in
      "\(error)" == "/nonexistent/file.csv: cannot be opened: no such file or directory"
    }
    #expect {
      _ = try RecordReader(ByteSource(path: "/"), name: "/")
    } throws: { error in
      "\(error)" == "/: cannot be read: is a directory"
    }
  }

  @Test("a failure is thrown once, then there is nothing more")
  func once() throws {
    let cut = Array((Self.one + Self.two).dropLast())
    var reader = try RecordReader(ByteSource(bytes: cut), name: "input")
    var failures = 0
    var records = 0
    for _ in 0..<10 {
      do {
        if try reader.next() != nil { records += 1 }
      } catch {
        failures += 1
      }
    }
    #expect(failures == 1)
    #expect(records >= 1)
  }

  @Test("behind damaged data there is nothing, least of all the compressed bytes")
  func behindDamage() throws {
    var source = ByteSource(bytes: Self.one + Array("text".utf8))
    try source.detectCompression()
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 1)
    defer { output.deallocate() }
    #expect(try source.read(into: output) == 9)
    #expect(throws: ReadFailure.Cause.gzipDamaged(offset: Self.one.count)) {
      _ = try source.read(into: output)
    }
    #expect(try source.read(into: output) == 0)
  }

  @Test("all bytes at once are bounded")
  func readAll() throws {
    #expect(try ByteSource(bytes: [1, 2, 3]).readAll(limit: 3) == [1, 2, 3])
    #expect(throws: ReadFailure.Cause.tooLarge(limit: 2)) {
      _ = try ByteSource(bytes: [1, 2, 3]).readAll(limit: 2)
    }
  }

  @Test(
    "the ServiceNow log has 113,697 rows of 36 columns",
    .enabled(if: SharedData.folder != nil))
  func serviceNowLog() throws {
    let folder = try #require(SharedData.folder)
    let path = folder.appending(path: "uci498/incident_event_log.csv.gz").path
    var reader = try RecordReader(ByteSource(path: path), name: path)
    var rows = 0
    while let outcome = try reader.next() {
      guard case .record(let record) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      rows += 1
      if record.value.count != 36 { Issue.record("row \(rows)") }
    }
    #expect(rows == 113_697)
  }
}
