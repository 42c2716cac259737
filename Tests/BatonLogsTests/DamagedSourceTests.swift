import CZlib
import Testing

@testable import BatonLogs

/// Compressed logs that are whole, and that are not.
struct DamagedSourceTests {
  private func packed(_ text: String) -> [UInt8] {
    var stream = z_stream()
    let status = deflateInit2_(
      &stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    var input = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: input.count + 1000)
    return input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, Z_FINISH)
        return Array(output[..<(output.count - Int(stream.avail_out))])
      }
    }
  }

  private func log(cases: Int) -> String {
    let traces = (1...cases).map { number in
      """
      <trace><string key="concept:name" value="\(number)"/>
      <event><string key="concept:name" value="a\(number * 7919 % 1000)"/>
      <date key="time:timestamp" value="2026-05-08T16:00:00Z"/></event></trace>
      """
    }
    return "<log>\(traces.joined(separator: "\n"))</log>"
  }

  @Test func aPackedLogIsUnpacked() {
    let reading = LogReading.of(packed(log(cases: 50)))
    #expect(reading.events.count == 50)
    #expect(reading.failure == nil)
    #expect(reading.faults.isEmpty)
  }

  @Test func aTruncatedPackedLogGivesWhatItHas() {
    let whole = packed(log(cases: 3000))
    let reading = LogReading.of(Array(whole.dropLast(whole.count / 4)))
    #expect(reading.events.count > 1000)
    #expect(reading.events.count < 3000)
    #expect(reading.failure?.contains("the compressed data end too early") == true)
    // The case in hand is told to be cut; those before it have ended as cases do.
    #expect(reading.runs.dropLast().allSatisfy { $0.hasSuffix("(1)>") })
  }
}
