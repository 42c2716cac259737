// The parser against Lua itself, on programs that nobody wrote.

import BatonSyntax
import Foundation
import TestSupport
import Testing

@Suite struct DifferentialTests {
  /// Set BATON_SEED to repeat a run.
  static let seed = SeededNumbers.anySeed()

  private static func programs(_ count: Int) -> [String] {
    var generator = ProgramGenerator(seed: seed)
    return (0..<count).map { index in
      let program = generator.program()
      return generator.text(of: index % 2 == 0 ? program : generator.mutated(program))
    }
  }

  @Test(.enabled(if: LuaReference.lua != nil))
  func generatedProgramsHaveLuasVerdict() throws {
    print("seed \(Self.seed)")
    let lua = try #require(LuaReference.lua)
    let programs = Self.programs(2000)
    let verdicts = try LuaReference.verdicts(on: programs.map { Array($0.utf8) }, lua)
    try #require(verdicts.count == programs.count)
    for (program, verdict) in zip(programs, verdicts) {
      let tree = SyntaxTree.parse(SourceText(name: "p", text: program))
      #expect(
        tree.problems.isEmpty == (verdict == nil),
        "seed \(Self.seed): Lua says \(verdict ?? "ok"), we say \(tree.problems)\n\(program)")
    }
    // Both kinds must be there, or the comparison says little.
    print("accepted: \(verdicts.count { $0 == nil }) of 2000")
    #expect(verdicts.count { $0 == nil } > 300)
    #expect(verdicts.count { $0 != nil } > 300)
  }

  @Test(.enabled(if: LuaReference.lua != nil))
  func numberedProgramsAreAccepted() throws {
    let lua = try #require(LuaReference.lua)
    let accepted = Self.programs(2000).map { SyntaxTree.parse(SourceText(name: "p", text: $0)) }
      .filter(\.problems.isEmpty)
    let numbered = accepted.map { $0.numberedSource(from: Shape.base, calls: ["route", "f"]) }
    let verdicts = try LuaReference.verdicts(on: numbered, lua)
    for ((tree, bytes), verdict) in zip(zip(accepted, numbered), verdicts) {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(verdict == nil, "seed \(Self.seed)\n\(tree.source.lineText(1))\n\(text)")
      let again = SyntaxTree.parse(SourceText(name: "p", bytes: bytes))
      #expect(again.source.lineCount == tree.source.lineCount)
      #expect(Shape(again).nodes == Shape(tree).nodes, "seed \(Self.seed)\n\(text)")
    }
  }

  @Test(.enabled(if: SharedData.folder != nil && LuaReference.compiler != nil))
  func hostileFilesHaveLuasVerdict() throws {
    let compiler = try #require(LuaReference.compiler)
    let folder = try #require(SharedData.folder).appending(path: "hostile")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "lua" }
    #expect(!files.isEmpty)
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      let tree = SyntaxTree.parse(SourceText(name: file.lastPathComponent, bytes: bytes))
      let isAccepted = try LuaReference.accepts(file: file, compiler)
      #expect(
        tree.problems.isEmpty == isAccepted, "\(file.lastPathComponent): \(tree.problems)")
    }
  }
}
