// What pipes and disks do: slow readers, readers that go away, full disks, Ctrl-C.

import Foundation
import Testing

@Suite struct StreamTests {
  private let rules: Folder

  init() throws {
    rules = try SmallRules.folder()
    let line = #"{"id":"R","kind":"incident","impact":"low","urgency":"low","summary":"x"}"# + "\n"
    try rules.write("hello.lua", "return 'hello'")
    try rules.write("many.ndjson", String(repeating: line, count: 2000))
  }

  @Test func aReaderThatGoesAwayEndsTheWorkQuietly() throws {
    let run = try Tool.shell(
      "\"$0\" decide \"$1\" \"$1/many.ndjson\" | head -1; echo ${PIPESTATUS[0]}", rules.path)
    #expect(run.lines.count == 2)
    #expect(run.lines.last == "0")
    #expect(!run.errors.contains("baton:"))
  }

  @Test(arguments: [
    "decide \"$1\" \"$1/many.ndjson\"", "check \"$1\"", "test \"$1\"",
    "explain \"$1\" \"$1/many.ndjson\"", "lua \"$1/hello.lua\"",
  ])
  func aFullDiskIsToldOf(_ command: String) throws {
    let run = try Tool.shell("\"$0\" \(command) > /dev/full", rules.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("the output cannot be written: no space left on device"))
  }

  @Test(arguments: ["1", "3"]) func aSlowPipeIsAnsweredRecordByRecord(_ jobs: String) throws {
    // The second request is only sent once the first is answered.
    let run = try Tool.shell(
      """
      mkfifo "$1/in" "$1/out"
      "$0" decide "$1" --jobs "$2" --fields request < "$1/in" > "$1/out" & tool=$!
      exec 3> "$1/in" 4< "$1/out"
      echo '{"id":"S-1","kind":"incident"}' >&3
      read -t 20 -u 4 first; echo "$first"
      echo '{"id":"S-2","kind":"incident"}' >&3
      read -t 20 -u 4 second; echo "$second"
      exec 3>&-
      wait $tool
      """, rules.path, jobs)
    #expect(run.lines == [#"{"request":"S-1"}"#, #"{"request":"S-2"}"#])
  }

  @Test(arguments: ["1", "3"]) func controlCLeavesWholeLines(_ jobs: String) throws {
    let run = try Tool.shell(
      """
      mkfifo "$1/in" "$1/out"
      "$0" decide "$1" --jobs "$2" --fields request < "$1/in" > "$1/out" & tool=$!
      exec 3> "$1/in" 4< "$1/out"
      echo '{"id":"S-1","kind":"incident"}' >&3
      read -t 20 -u 4 first; echo "$first"
      printf '{"id":"S-2","kind":' >&3
      kill -INT $tool
      cat <&4
      wait $tool; echo $?
      """, rules.path, jobs)
    #expect(run.lines == [#"{"request":"S-1"}"#, "130"])
    #expect(run.errors.contains("1 decided"))
  }

  @Test func theEndOfAnUnfinishedRecordIsAnErrorLine() throws {
    let run = try Tool.run(
      "decide", rules.path, input: #"{"id":"A","kind":"incident"}"# + "\n" + #"{"id":"B","ki"#)
    #expect(run.lines.count == 2)
    #expect(run.lines[1].contains("the input ends in the middle of the record"))
    #expect(run.status == 1)
  }

  @Test func damagedCompressionEndsTheWork() throws {
    let run = try Tool.shell(
      """
      gzip -c "$1/many.ndjson" | head -c 300 > "$1/cut.gz"
      "$0" decide "$1" "$1/cut.gz"
      """, rules.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("the compressed data end too early"))
    #expect(run.output.isEmpty || run.output.hasSuffix("}\n"))
  }

  @Test func whatIsNoFileIsUnusable() throws {
    let missing = try Tool.run("decide", rules.path, rules.path("none.ndjson"))
    #expect(missing.status == 2)
    #expect(missing.errors.contains("none.ndjson: cannot be opened: no such file or directory"))
    let folder = try Tool.run("decide", rules.path, rules.path)
    #expect(folder.status == 2)
    #expect(folder.errors.contains("cannot be read: is a directory"))
  }
}
