// One way to lay rules out: what changes, what stays, and that nothing means anything else.

import BatonSyntax
import Foundation
import TestSupport
import Testing

@Suite struct SourceFormatTests {
  private func format(_ text: String) throws -> String { try FormattedSource(text).text }

  /// Checks that a source comes out as expected, and that the result stays as it is.
  private func expect(
    _ source: String, becomes expected: String, _ place: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let formatted = try FormattedSource(source)
    #expect(formatted.text == expected, sourceLocation: place)
    #expect(try formatted.faults() == [], sourceLocation: place)
  }

  // MARK: What a page looks like

  @Test func spacesAndQuotes() throws {
    try expect(
      "route 'a'{when={kind='incident',x=  -1},to=\"b\" ;}",
      becomes: "route \"a\" { when = { kind = \"incident\", x = -1 }, to = \"b\" }\n")
    try expect(
      "local  x<const>,y = a.b :c(1 ,2)[ 'k' ] ,not  #t..'!'\nreturn(x)",
      becomes: "local x <const>, y = a.b:c(1, 2)[\"k\"], not #t .. \"!\"\nreturn (x)\n")
    try expect("f{}g{ }", becomes: "f {} g {}\n")
  }

  @Test func quotesStayWhereAnotherWouldNeedAnEscape() throws {
    try expect(
      #"f('say "x"', 'it\'s', '\\', "it's", '\"')"#,
      becomes: #"f('say "x"', "it's", "\\", "it's", '\"')"# + "\n")
  }

  @Test func signsThatWouldBecomeOthersKeepTheirSpace() throws {
    try expect(
      "x = - - 1 - -y t[ [[a]] ] = {[ [=[b]=] ]= ~ ~z}",
      becomes: "x = - -1 - -y t[ [[a]] ] = { [ [=[b]=] ] = ~~z }\n")
  }

  @Test func linesStayAndAreIndented() throws {
    try expect(
      """
      policy "a" {
      when = { kind = "incident",
      x = 1 },
            set = function(request)
          if request.x
          and request.y then
      return 1 else return 2 end
        end
      }


      -- said of b
      f(1,
      2)
      """,
      becomes: """
        policy "a" {
          when = { kind = "incident",
                   x = 1 },
          set = function(request)
            if request.x
                and request.y then
              return 1
            else
              return 2
            end
          end,
        }

        -- said of b
        f(1,
          2)

        """)
  }

  @Test func aDeclarationThatGoesOnBelowItsFirstLine() throws {
    try expect(
      """
      priority_matrix { impact = { "high" }, urgency = { "high", "low" },
            { 1, 2 },
         { 2, 3 } }
      timeline = { { at = "+50m", due = {
      ["x"] = 1 } },
      { at = 1 } }
      """,
      becomes: """
        priority_matrix { impact = { "high" }, urgency = { "high", "low" },
          { 1, 2 },
          { 2, 3 } }
        timeline = { { at = "+50m", due = {
                         ["x"] = 1 } },
                     { at = 1 } }

        """)
  }

  @Test func commasFollowTheClosingBrace() throws {
    try expect(
      "f {\n  a = 1, -- first\n  b = 2 -- last\n}\ng {\n a,\n b, }",
      becomes: "f {\n  a = 1,  -- first\n  b = 2,  -- last\n}\ng {\n  a,\n  b }\n")
  }

  @Test func semicolonsStayWhereTheyAreNeeded() throws {
    try expect(
      "a = b;\n(f)();; c = 1; d = 2;\ndo ; end return;",
      becomes: "a = b;\n(f)(); c = 1; d = 2\ndo end return\n")
  }

  // MARK: Columns

  @Test func rowsOfPlainCellsAreAligned() throws {
    try expect(
      """
      route_table "x" {
        columns = { "category", "-> to" },
        { "till", "north", 1 },
        { "me", "-", 100 },
      }
      """,
      becomes: """
        route_table "x" {
          columns = { "category", "-> to" },
          { "till", "north", 1 },
          { "me",   "-",     100 },
        }

        """)
  }

  @Test func whatIsAlignedOnceIsAlignedInTheWholeGroup() throws {
    try expect(
      """
      role "hr"  { name = "HR",  party = "customer" }
      role "cio" { name = "Chief", party = "customer" }
      route "x" {
        when  = { a = 1 },
        because = "y",
        to = function(r)
          return r
        end,

        tags = {},
        x = 1,
      }
      """,
      becomes: """
        role "hr"  { name = "HR",    party = "customer" }
        role "cio" { name = "Chief", party = "customer" }
        route "x" {
          when    = { a = 1 },
          because = "y",
          to      = function(r)
            return r
          end,

          tags = {},
          x = 1,
        }

        """)
  }

  @Test func aColumnThatWouldMakeALineTooLongIsNone() throws {
    let long = String(repeating: "x", count: 90)
    try expect(
      "t = {\n  a  = \"\(long)\",\n  a_long_name = \"x\",\n}",
      becomes: "t = {\n  a = \"\(long)\",\n  a_long_name = \"x\",\n}\n")
  }

  @Test func commentsAtLineEndsStandBelowEachOther() throws {
    try expect(
      "include \"a\" -- one\ninclude \"bcd\"   -- two\n\ninclude \"e\"        -- three",
      becomes: "include \"a\"    -- one\ninclude \"bcd\"  -- two\n\ninclude \"e\"  -- three\n")
  }

  // MARK: Long lines

  @Test func aLongDeclarationIsOpened() throws {
    try expect(
      #"customer "lisbon" { name = "Lisbon", segment = "standard", region = "PT", limit = 20000, language = "pt" }"#,
      becomes: """
        customer "lisbon" {
          name = "Lisbon", segment = "standard", region = "PT", limit = 20000, language = "pt",
        }

        """)
    try expect(
      #"route "Payroll" { when = { kind = "incident", service = "payroll" }, to = "acme/payroll-desk", because = "c" }"#,
      becomes: """
        route "Payroll" {
          when = { kind = "incident", service = "payroll" },
          to = "acme/payroll-desk",
          because = "c",
        }

        """)
  }

  @Test func aLongRowGoesOnBelowItsFirstField() throws {
    try expect(
      """
      raci {
        accept = { responsible = "provider", accountable = "service_owner", informed = "service_integrator" },
      }
      """,
      becomes: """
        raci {
          accept = { responsible = "provider", accountable = "service_owner",
                     informed = "service_integrator" },
        }

        """)
  }

  @Test func whatHasNoTableStaysLong() throws {
    let long = "local x = \"" + String(repeating: "long ", count: 30) + "\"\n"
    try expect(long, becomes: long)
  }

  // MARK: Files of other systems

  @Test func lineEndsAndMarksOfOtherSystems() throws {
    try expect(
      "\u{FEFF}a = [[x\r\ny]]\r\n--[[ c\r\nd ]]\r\n\r\n\r\nb = 'z\\\r\nw'  \r\n",
      becomes: "a = [[x\ny]]\n--[[ c\nd ]]\n\nb = \"z\\\nw\"\n")
    try expect("#!/usr/bin/lua \na=1", becomes: "#!/usr/bin/lua \na = 1\n")
    try expect("", becomes: "")
    try expect(" \n\n ", becomes: "")
    try expect("-- only this ", becomes: "-- only this\n")
  }

  @Test func whatIsNotLuaIsRefused() {
    #expect(throws: SourceFormat.Failure.self) { try format("route \"x\" { to = ") }
  }

  // MARK: Nothing means anything else

  static let seed = SeededNumbers.anySeed()

  @Test func generatedProgramsMeanTheSame() throws {
    print("seed \(Self.seed)")
    var generator = ProgramGenerator(seed: Self.seed)
    var count = 0
    for _ in 0..<1500 {
      let text = generator.text(of: generator.program())
      guard SyntaxTree.parse(SourceText(name: "p", text: text)).problems.isEmpty else { continue }
      count += 1
      let formatted = try FormattedSource(text)
      let faults = try formatted.faults()
      #expect(faults == [], "seed \(Self.seed)\n\(text)\n-----\n\(formatted.text)")
      if !faults.isEmpty { return }
    }
    #expect(count > 300)
  }

  /// The rules of the repo with line ends, spaces, commas and quotes by chance.
  @Test func rulesInAnyLayoutMeanTheSame() throws {
    var random = SeededNumbers(seed: Self.seed)
    print("seed \(Self.seed)")
    for (name, bytes) in try Self.luaFiles() {
      for _ in 0..<4 {
        let tree = SyntaxTree.parse(SourceText(name: name, bytes: bytes))
        let text = Self.shaken(tree, &random)
        let formatted = try FormattedSource(text)
        #expect(Outline(formatted.before).text == Outline(tree).text, "\(name)")
        #expect(
          try formatted.faults() == [], "\(name), seed \(Self.seed)\n\(formatted.text)")
      }
    }
  }

  @Test(.enabled(if: SharedData.folder != nil))
  func hostileFilesMeanTheSame() throws {
    let folder = try #require(SharedData.folder).appending(path: "hostile")
    var count = 0
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "lua" {
      let bytes = [UInt8](try Data(contentsOf: file))
      guard SyntaxTree.parse(SourceText(name: "p", bytes: bytes)).problems.isEmpty else { continue }
      count += 1
      #expect(try FormattedSource(bytes).faults() == [], "\(file.lastPathComponent)")
    }
    #expect(count > 50)
  }

  @Test func theRulesOfTheRepoAreInThisWay() throws {
    let files = try Self.luaFiles()
    #expect(files.count > 40)
    for (name, bytes) in files {
      let formatted = try FormattedSource(bytes)
      #expect(try formatted.faults() == [], "\(name)")
      #expect(formatted.text == String(decoding: bytes, as: UTF8.self), "baton fmt \(name)")
    }
  }

  /// The Lua files of the standard library and the examples.
  private static func luaFiles() throws -> [(String, [UInt8])] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var found: [(String, [UInt8])] = []
    for folder in ["rules", "Examples"] {
      let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      while let path = files?.nextObject() as? String {
        if path.split(separator: "/").last?.hasPrefix(".") ?? false {
          files?.skipDescendants()
        } else if path.hasSuffix(".lua") {
          let file = root.appending(path: "\(folder)/\(path)")
          found.append(("\(folder)/\(path)", [UInt8](try Data(contentsOf: file))))
        }
      }
    }
    return found
  }

  /// The same program with other space between its words.
  private static func shaken(_ tree: SyntaxTree, _ random: inout SeededNumbers) -> String {
    var edges: Set<Int> = []
    tree.block.walk { edges.insert($0.range.lower) }
    for comment in tree.comments {
      edges = edges.filter { $0 <= comment.range.lower || $0 >= comment.range.upper }
    }
    var bytes: [UInt8] = []
    for (at, byte) in tree.source.bytes.enumerated() {
      if edges.contains(at) {
        switch random.below(6) {
        case 0: bytes.append(contentsOf: "\n".utf8)
        case 1: bytes.append(contentsOf: "\r\n \r\n".utf8)
        case 2: bytes.append(contentsOf: "   ".utf8)
        case 3: bytes.append(contentsOf: " --[[ ( ]]".utf8)
        case 4: bytes.append(contentsOf: " -- { \n".utf8)
        default: break
        }
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
