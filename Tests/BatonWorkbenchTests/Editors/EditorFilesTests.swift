// What editors are told is what the engine knows, and is itself in order.

import BatonModel
import BatonSyntax
import Foundation
import Testing

@testable import Baton
@testable import BatonWorkbench

@Suite struct EditorFilesTests {
  private func file(_ name: String) throws -> String {
    try #require(EditorFiles.files(.plain).first { $0.name == name }).text
  }

  @Test func everyWordHasItsFunctionAndItsKeys() throws {
    let text = try file(".baton/baton.lua")
    let lines = Set(text.split(separator: "\n").map(String.init))
    for word in Vocabulary.words {
      #expect(
        lines.contains { $0.hasPrefix("function \(word.name)(") }
          || lines.contains("\(word.name) = nil"),
        "\(word.name)")
      for key in word.keys {
        #expect(
          lines.contains {
            $0.hasPrefix("---@field \(key.name)? ") && $0.hasSuffix(" \(key.takes)")
          },
          "\(word.name).\(key.name)")
      }
    }
    for field in FieldTable.builtIn.requestFields {
      #expect(lines.contains { $0.hasPrefix("---@field \(field.name)? ") }, "\(field.name)")
    }
  }

  @Test(arguments: [".baton/baton.lua", ".luacheckrc"])
  func whatIsLuaCanBeRead(_ name: String) throws {
    let tree = SyntaxTree.parse(SourceText(name: name, text: try file(name)))
    #expect(tree.problems.isEmpty)
  }

  @Test func lintersKnowEveryGlobal() throws {
    let luacheck = try file(".luacheckrc")
    for name in Vocabulary.globals { #expect(luacheck.contains("\"\(name)\","), "\(name)") }
    let selene = try file("baton.yml").split(separator: "\n")
    for name in Vocabulary.names { #expect(selene.contains("  \(name):"), "\(name)") }
  }

  @Test func settingsOfTheLanguageServerAreJSON() throws {
    let text = try file(".luarc.json")
    let settings = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(settings["runtime.version"] as? String == "Lua 5.4")
  }

  @Test(
    arguments: [
      ("a text", "string"), ("true or false", "boolean"), ("a whole number", "integer"),
      ("\"internal\" or \"external\"", "\"internal\"|\"external\""),
      ("\"a\", \"b\" or \"c\"", "\"a\"|\"b\"|\"c\""), ("a role", "any"),
      ("\"text\", \"list\" or one_of { … }", "any"), ("a priority, or a function", "any"),
    ])
  func aKeyHasTheTypeThatItsWordsSay(_ words: String, _ type: String) {
    #expect(Annotations.type(ofWords: words) == type)
  }
}
