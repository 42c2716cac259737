// The prompt at a real terminal: Tab completes, arrow-up recalls, Ctrl-C gives a line up.

import Foundation
import Testing

@Suite struct ReplTerminalTests {
  private static let python = "/usr/bin/python3"

  /// Plays a person at a pseudo-terminal: waits for each text to appear, then sends the keys.
  private static let player = """
    import json, os, pty, select, signal, sys, time
    tool, folder, term, steps = sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])
    arguments = [tool, "repl", folder + "/rules"] + sys.argv[5:]
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM=term, XDG_STATE_HOME=folder + "/state", LANG="C.UTF-8")
        os.chdir(folder)
        os.execv(tool, arguments)
    seen, position, ends = b"", 0, time.time() + 60
    def read(wanted):
        global seen, position
        while wanted not in seen[position:]:
            left = ends - time.time()
            ready = select.select([terminal], [], [], max(left, 0))[0]
            if not ready:
                sys.exit("waited for %r in %r" % (wanted, seen[position:]))
            try:
                more = os.read(terminal, 65536)
            except OSError:
                more = b""
            if not more:
                if wanted == b"": return
                sys.exit("ended before %r in %r" % (wanted, seen[position:]))
            seen += more
        position = seen.index(wanted, position) + len(wanted)
    for wanted, keys in steps:
        read(wanted.encode())
        # The prompt is to be seen a moment before the editor reads keys, and a Ctrl-D of that moment
        # is nobody's.
        if keys == "\\x04": time.sleep(1)
        os.write(terminal, keys.encode())
    try:
        while time.time() < ends:
            if not select.select([terminal], [], [], 1)[0]:
                # Nobody read it: give the line up, and press it again.
                if keys == "\\x04":
                    os.write(terminal, b"\\x03")
                    time.sleep(1)
                    os.write(terminal, keys.encode())
                continue
            more = os.read(terminal, 65536)
            if not more: break
            seen += more
        else:
            os.kill(pid, signal.SIGKILL)
    except OSError:
        pass
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    sys.stdout.buffer.write(seen)
    sys.exit(status)
    """

  /// - Parameter steps: what must appear, and then what is typed.
  private func play(
    in folder: Folder, _ steps: [(String, String)], terminal: String = "xterm",
    _ arguments: String...
  ) throws -> Run {
    let keys = try JSONEncoder().encode(steps.map { [$0.0, $0.1] })
    try folder.write("player.py", Self.player)
    return try Tool.shell(
      "folder=\"$1\"; shift; exec \(Self.python) \"$folder/player.py\" \"$0\" \"$folder\" \"$@\"",
      [folder.path, terminal, String(decoding: keys, as: UTF8.self)] + arguments)
  }

  private func folder() throws -> Folder { try Folder(["rules/main.lua": SmallRules.main]) }

  @Test func tabCompletes() throws {
    let run = try play(
      in: folder(),
      [
        ("baton> ", ":dec\t {\"kin\t\"inci\t}\r"), ("\"to\":\"acme/desk\"", ":w\t"),
        ("words", "ho\u{15}:wo\t pol\t\r"), ("policy \"name\" { … }", ":lo\t rul\t\r"),
        ("small: no problems", ":quit\r"),
      ])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test func arrowUpRecallsWhatEarlierSessionsTyped() throws {
    let folder = try folder()
    let first = try play(
      in: folder, [("baton> ", "40 + 2\r"), ("42", " 'secret'\r"), ("secret", ":quit\r")])
    #expect(first.status == 0, "\(first.output)\(first.errors)")
    let file = folder.path("state/baton/history")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    // A line that begins with a space is not kept.
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "40 + 2\n:quit\n")
    let second = try play(
      in: folder, [("baton> ", "\u{1B}[A\u{1B}[A"), ("40 + 2", "0\r"), ("60", ":quit\r")])
    #expect(second.status == 0, "\(second.output)\(second.errors)")
    let third = try play(in: folder, [("baton> ", "7 * 7\r"), ("49", ":quit\r")], "--no-history")
    #expect(third.status == 0, "\(third.output)\(third.errors)")
    #expect(!(try String(contentsOfFile: file, encoding: .utf8).contains("7 * 7")))
  }

  @Test func ctrlCGivesTheLineUpAndCtrlDEnds() throws {
    let run = try play(
      in: folder(),
      [
        ("baton> ", "for i = 1, 2 do\r"), ("... ", "\u{3}"), ("baton> ", "'ä' .. 'x'\r"),
        ("\"äx\"", ""), ("baton> ", "\u{4}"),
      ])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test func aTerminalThatCanDoNothingGetsPlainLines() throws {
    let folder = try folder()
    let run = try play(
      in: folder, [("baton> ", "1 + 1\r"), ("\n2", "\u{4}")], terminal: "dumb")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(!run.output.contains("\u{1B}"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("state")))
  }
}
