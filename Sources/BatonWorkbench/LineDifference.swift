/// How many lines of a file are others than before, line by line.
package enum LineDifference {
  package static func count(_ before: [UInt8], _ after: [UInt8]) -> Int {
    let old = before.split(separator: 0x0A)
    let new = after.split(separator: 0x0A)
    return zip(old, new).count { $0 != $1 } + abs(old.count - new.count)
  }
}
