import CZlib

/// gzip data turned into plain bytes, a piece at a time.
///
/// The caller fills `input` whenever the inflater needs some and says how much there is. Members may
/// follow each other, as `cat a.gz b.gz` writes them, and zeros may follow the last, as tapes do.
/// Memory: zlib's window of 32 KiB and the input of 64 KiB, whatever the data.
struct Inflater: ~Copyable {
  /// Where the caller puts compressed bytes.
  let input: UnsafeMutableRawBufferPointer
  private let stream: UnsafeMutablePointer<z_stream>
  private var supplied = 0
  private var inputEnded = false
  private var state = State.inMember

  private enum State { case inMember, betweenMembers, finished }

  init() throws(ReadFailure.Cause) {
    input = .allocate(byteCount: 64 << 10, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let gzipOnly: Int32 = 16
    let status = inflateInit2_(
      stream, MAX_WBITS + gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if status != Z_OK { throw .noMemory }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  var needsInput: Bool { stream.pointee.avail_in == 0 && !inputEnded }

  /// How many compressed bytes were used.
  private var offset: Int { supplied - Int(stream.pointee.avail_in) }

  /// Says that `input` now starts with `count` new bytes; 0 is the end of the compressed data.
  mutating func supply(_ count: Int) {
    supplied += count
    inputEnded = count == 0
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  /// Writes plain bytes and says how many; 0 means that it needs input or, if not, is finished.
  mutating func inflate(
    into output: UnsafeMutableRawBufferPointer
  ) throws(ReadFailure.Cause) -> Int {
    if state == .betweenMembers { try startNextMember() }
    guard state == .inMember else { return 0 }
    let room = UInt32(clamping: output.count)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = room
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    let written = Int(room - stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: state = .betweenMembers
    // Nothing could be done: it needs input, or the input has ended in the middle.
    case Z_OK, Z_BUF_ERROR:
      if written == 0, inputEnded, stream.pointee.avail_in == 0 {
        throw .gzipTruncated(offset: offset)
      }
    case Z_MEM_ERROR: throw .noMemory
    default: if written == 0 { throw .gzipDamaged(offset: offset) }
    }
    if written == 0, state == .betweenMembers { return try inflate(into: output) }
    return written
  }

  private mutating func startNextMember() throws(ReadFailure.Cause) {
    while stream.pointee.avail_in > 0, let next = stream.pointee.next_in {
      switch next.pointee {
      case 0:
        stream.pointee.next_in = next + 1
        stream.pointee.avail_in -= 1
      case 0x1f:
        inflateReset(stream)
        state = .inMember
        return
      default: throw .gzipDamaged(offset: offset)
      }
    }
    if inputEnded { state = .finished }
  }
}
