package import Baton

/// The files by which editors know the language of rules: what completes, what is an error, how it is
/// laid out. Generated from the engine's own table of words and fields.
package enum EditorFiles {
  package struct File: Sendable {
    package let name: String
    package let text: String

    /// Whether what lies there under this name may be written anew: it was written like this, and is not
    /// somebody's own.
    package func replaces(_ known: String) -> Bool {
      known == text || known.contains(EditorFiles.mark)
    }
  }

  /// In the first line of what is written. JSON has no room for it.
  static let mark = "Written by `baton init --editors`."

  /// In the folder of the rule base; names with a `/` lie below it.
  package static func files(_ language: LanguageTable) -> [File] {
    [
      File(name: ".baton/baton.lua", text: Annotations.text(language)),
      File(name: ".luarc.json", text: languageServer(language)),
      File(name: ".luacheckrc", text: luacheck(language)),
      File(name: "selene.toml", text: selection),
      File(name: "baton.yml", text: selene(language)),
      File(name: "stylua.toml", text: stylua),
    ]
  }

  /// Lua's own libraries that rules do not have.
  private static let missing = [
    "io", "os", "debug", "package", "coroutine", "bit", "bit32", "ffi", "jit",
  ]

  // MARK: The language server of Lua

  private static func languageServer(_ language: LanguageTable) -> String {
    let builtin = missing.map { "    \"\($0)\": \"disable\"" }.joined(separator: ",\n")
    return """
      {
        "$schema": "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json",
        "runtime.version": "Lua 5.4",
        "runtime.builtin": {
      \(builtin)
        },
        "workspace.library": [".baton"],
        "workspace.checkThirdParty": false
      }

      """
  }

  // MARK: luacheck

  private static func luacheck(_ language: LanguageTable) -> String {
    let words = (language.words.map(\.name) + language.functions + language.objects).sorted()
    return """
      -- What luacheck knows of the language of rules. \(mark)
      stds.baton = {
        read_globals = {
      \(quoted(words))
        },
      }
      stds.baton_lua = {
        read_globals = {
      \(quoted(language.library))
        },
      }
      std = "baton_lua+baton"
      unused_args = false
      files[".baton/baton.lua"].only = {}

      """
  }

  private static func quoted(_ names: [String]) -> String {
    names.map { "    \"\($0)\"," }.joined(separator: "\n")
  }

  // MARK: selene

  private static let selection = """
    # What selene is to know: baton.yml. \(mark)
    std = "baton"

    """

  private static func selene(_ language: LanguageTable) -> String {
    var lines = [
      "# What selene knows of the language of rules. \(mark)",
      "---", "base: lua54", "globals:",
    ]
    for word in language.words {
      lines.append("  \(word.name):")
      switch word.role {
      case .constant: lines.append("    property: read-only")
      case .include:
        lines += ["    args:", "      - type: string"]
      case .declaration(let isNamed):
        lines += ["    args:", "      - type: \(isNamed ? "string" : "table")"]
      case .function, .table: lines += ["    args:", "      - type: \"...\""]
      }
    }
    for name in language.functions {
      lines += ["  \(name):", "    args:", "      - type: \"...\""]
    }
    for name in language.objects { lines += ["  \(name):", "    any: true"] }
    for name in missing where !["bit", "bit32", "ffi", "jit"].contains(name) {
      lines += ["  \(name):", "    removed: true"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: StyLua

  private static let stylua = """
    # How rules are laid out. \(mark) As `baton fmt`, but without its columns.
    syntax = "Lua54"
    column_width = 100
    indent_type = "Spaces"
    indent_width = 2
    quote_style = "AutoPreferDouble"
    call_parentheses = "Input"
    collapse_simple_statement = "Always"

    """
}
