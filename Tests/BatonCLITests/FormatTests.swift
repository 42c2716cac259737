// Files formatted in place: what is written, what is told, what is left alone.

import Foundation
import Testing

@Suite struct FormatTests {
  private static let untidy = "route 'a' {to='b'}\n"
  private static let tidy = "route \"a\" { to = \"b\" }\n"

  private func text(_ folder: Folder, _ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.url.appending(path: name)), as: UTF8.self)
  }

  @Test func filesAreWrittenOnlyIfTheyChange() throws {
    let folder = try Folder([
      "main.lua": Self.untidy, "a/b.lua": Self.tidy, "notes.txt": "x  =1", ".baton/c.lua": "x  =1",
    ])
    let old = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes(
      [.modificationDate: old], ofItemAtPath: folder.path("a/b.lua"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: folder.path("main.lua"))
    let run = try Tool.run("fmt", folder.path)
    #expect(run.status == 0)
    #expect(run.output == "formatted \(folder.path("main.lua"))\n")
    #expect(run.errors == "1 of 2 files formatted\n")
    #expect(try text(folder, "main.lua") == Self.tidy)
    #expect(try text(folder, "notes.txt") == "x  =1")
    #expect(try text(folder, ".baton/c.lua") == "x  =1")
    let main = try FileManager.default.attributesOfItem(atPath: folder.path("main.lua"))
    #expect(main[.posixPermissions] as? Int == 0o640)
    let other = try FileManager.default.attributesOfItem(atPath: folder.path("a/b.lua"))
    #expect(other[.modificationDate] as? Date == old)
    // Nothing else is left behind.
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == [".baton", "a", "main.lua", "notes.txt"])
  }

  @Test func aFileThatIsNotLuaIsToldOfAndTheOthersAreDone() throws {
    let folder = try Folder(["a.lua": "route \"x\" {\n  to = = 1 }\n", "b.lua": Self.untidy])
    let run = try Tool.run("fmt", folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("--> \(folder.path("a.lua")):2:8"))
    #expect(try text(folder, "a.lua") == "route \"x\" {\n  to = = 1 }\n")
    #expect(try text(folder, "b.lua") == Self.tidy)
  }

  @Test func whatIsMissingIsToldOfAndTheOthersAreDone() throws {
    let folder = try Folder(["b.lua": Self.untidy])
    let run = try Tool.run("fmt", folder.path("none.lua"), folder.path("b.lua"))
    #expect(run.status == 2)
    #expect(run.errors.contains("there is no file or folder \"\(folder.path("none.lua"))\""))
    #expect(try text(folder, "b.lua") == Self.tidy)
  }

  @Test func checkingWritesNothing() throws {
    let folder = try Folder(["main.lua": Self.untidy, "b.lua": Self.tidy])
    let run = try Tool.run("fmt", folder.path, "--check")
    #expect(run.status == 1)
    #expect(run.output == "\(folder.path("main.lua"))\n")
    #expect(try text(folder, "main.lua") == Self.untidy)
    #expect(try Tool.run("fmt", folder.path("b.lua"), "--check").status == 0)
  }

  /// What is shown is a patch that `patch` turns into what would have been written.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/patch")))
  func differencesAreAPatch() throws {
    let many = (1...40).map { $0 % 13 == 0 ? "x\($0)  =  1" : "y\($0) = 1" }.joined(separator: "\n")
    let folder = try Folder(["main.lua": many])
    let run = try Tool.run("fmt", folder.path, "--diff")
    #expect(run.status == 1)
    #expect(try text(folder, "main.lua") == many)
    try folder.write("patch", run.output)
    let patch = try Tool.shell(
      "patch -s -o \"$1/patched\" \"$1/main.lua\" \"$1/patch\" && \"$0\" fmt \"$1/main.lua\" "
        + "&& cmp \"$1/patched\" \"$1/main.lua\"", folder.path)
    #expect(patch.status == 0, "\(patch.output)\(patch.errors)\n\(run.output)")
  }

  @Test func standardInputGoesToStandardOutput() throws {
    let run = try Tool.run("fmt", "-", input: Self.untidy)
    #expect(run.status == 0)
    #expect(run.output == Self.tidy)
    let broken = try Tool.run("fmt", "-", input: "route {")
    #expect(broken.status == 1)
    #expect(broken.output.isEmpty)
    #expect(broken.errors.contains("--> standard input:1:8"))
    #expect(try Tool.run("fmt", "-", "x.lua").status == 2)
  }

  @Test func linksAreLeftAlone() throws {
    let outside = try Folder(["c.lua": Self.untidy])
    let folder = try Folder(["a.lua": Self.tidy])
    for (name, target) in [("link.lua", outside.path("c.lua")), ("folder", outside.path)] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(name), withDestinationPath: target)
    }
    let run = try Tool.run("fmt", folder.path)
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(try text(outside, "c.lua") == Self.untidy)
    let link = try Tool.run("fmt", folder.path("link.lua"))
    #expect(link.status == 2)
    #expect(link.errors.contains("is a link"))
  }

  /// What `init` writes is in the house way.
  @Test func theStarterNeedsNoFormatting() throws {
    let folder = try Folder()
    _ = try Tool.run("init", folder.path("rules"))
    let run = try Tool.run("fmt", folder.path("rules"), "--diff")
    #expect(run.output == "")
    #expect(run.status == 0)
  }
}
