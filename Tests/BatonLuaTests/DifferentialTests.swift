// The library against the stock one: generated patterns on generated subjects, and a table of calls
// to everything else. What differs on purpose (addresses, the sign of NaN, message wording) is not
// among the calls.

import BatonLua
import Foundation
import TestSupport
import Testing

@Suite struct DifferentialTests {
  /// Shows each result with its type; an error only as such.
  private static let show = """
    local out = {}
    local function show(...)
      local n, parts = select("#", ...), {}
      for i = 1, n do
        local v = select(i, ...)
        parts[i] = type(v) == "string" and string.format("%q", v) or math.type(v) or type(v)
        if type(v) == "number" or type(v) == "boolean" then parts[i] = parts[i] .. tostring(v) end
      end
      return table.concat(parts, " ")
    end
    local function try(name, f, ...)
      local got = table.pack(pcall(f, ...))
      if got[1] then
        out[#out + 1] = name .. " = " .. show(table.unpack(got, 2, got.n))
      else
        out[#out + 1] = name .. " fails"
      end
    end

    """

  @Test func patternsMatchAsInStockLua() throws {
    guard let interpreter = StockLua.interpreter else { return }
    let seed = SeededNumbers.anySeed()
    print("patterns: seed \(seed)")
    var random = SeededNumbers(seed: seed)
    var script = Self.show
    let calls = [
      "string.find", "string.match", "collect", "replace", "replace_table", "replace_function",
    ]
    script += """
      local function collect(s, p, i)
        local all = {}
        for a, b, c in string.gmatch(s, p, i) do
          all[#all + 1] = show(a, b, c)
          if #all > 50 then break end
        end
        return table.concat(all, ";")
      end
      local function replace(s, p, n) return string.gsub(s, p, "<%0|%1>", n) end
      local function replace_table(s, p) return string.gsub(s, p, { a = "A", ab = 1, [""] = "E", b = false }) end
      local function replace_function(s, p) return string.gsub(s, p, function(x) if x ~= "a" then return x .. "!" end end) end

      """
    for index in 0..<4000 {
      // A function of its own keeps constants and locals few.
      if index % 500 == 0 { script += index == 0 ? "do\n" : "end do\n" }
      let subject = Self.quoted(Self.subject(&random))
      let pattern = Self.quoted(Self.pattern(&random))
      let call = calls[Int.random(in: 0..<calls.count, using: &random)]
      let last = Bool.random(using: &random) ? "" : ", \(Int.random(in: -4...6, using: &random))"
      script += "try('\(index)', \(call), \(subject), \(pattern)\(last))\n"
    }
    script += "end\nreturn table.concat(out, '\\n')"
    let expected = try StockLua.result(of: script, interpreter: interpreter)
    let found = try StockLua.sandboxed(script)
    compare(found, expected, script: script)
  }

  @Test func libraryAnswersAsInStockLua() throws {
    guard let interpreter = StockLua.interpreter else { return }
    var script = Self.show
    for call in Self.calls {
      let name = call.prefix { $0 != "(" }
      let arguments = call.dropFirst(name.count + 1).dropLast()
      script += "try([==[\(call)]==], \(name)\(arguments.isEmpty ? "" : ", ")\(arguments))\n"
    }
    script += "return table.concat(out, '\\n')"
    let expected = try StockLua.result(of: script, interpreter: interpreter)
    let found = try StockLua.sandboxed(script)
    compare(found, expected, script: script)
  }

  private func compare(_ found: String, _ expected: String, script: String) {
    let foundLines = found.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(foundLines.count == expectedLines.count && expectedLines.count > 10)
    var shown = 0
    for (mine, stock) in zip(foundLines, expectedLines) where mine != stock && shown < 10 {
      shown += 1
      let name = stock.prefix { $0 != " " }
      let line = script.split(separator: "\n").first { $0.hasPrefix("try('\(name)',") } ?? ""
      Issue.record("sandbox: \(mine)\nstock: \(stock)\n\(line)")
    }
  }

  private static func subject(_ random: inout SeededNumbers) -> [UInt8] {
    let letters = Array("aab b.(%)[x]1\u{0}é-".utf8)
    return (0..<Int.random(in: 0...12, using: &random)).map { _ in
      letters[Int.random(in: 0..<letters.count, using: &random)]
    }
  }

  private static func pattern(_ random: inout SeededNumbers) -> [UInt8] {
    let parts = [
      "a", "b", ".", "%a", "%d", "%s", "%W", "%p", "[ab]", "[^ab]", "[a-c%d]", "[]]", "[^]a]",
      "%.", "*", "+", "-", "?", "(", ")", "()", "(a)", "(.-)", "%1", "%b()", "%f[%a]", "%f[^%a]",
      "^", "$", "x", " ", "[%a-z]", "[a-]", "%", "[", "%g", "%x", "%c", "(a*(.)%w(%s*))", "%2",
    ]
    var pattern = ""
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      pattern += parts[Int.random(in: 0..<parts.count, using: &random)]
    }
    return Array(pattern.utf8)
  }

  private static func quoted(_ bytes: [UInt8]) -> String {
    "'" + bytes.map { String(format: "\\x%02x", $0) }.joined() + "'"
  }

  private static let calls = [
    "string.byte('abc')", "string.byte('abc', -1)", "string.byte('abc', 1, -1)",
    "string.byte('abc', 10)", "string.byte('abc', 0)", "string.byte('', 1)",
    "string.char()", "string.char(72, 105)", "string.char(256)", "string.char(-1)",
    "string.sub('hello', 2)", "string.sub('hello', -3, -2)", "string.sub('hello', 0)",
    "string.sub('hello', 4, 2)", "string.sub('hello', -100, 100)",
    "string.sub('hello', math.mininteger, math.maxinteger)", "string.sub('hello', 2.0)",
    "string.sub('hello', 2.5)", "string.sub('hello', '2')",
    "string.rep('ab', 3)", "string.rep('ab', 3, ',')", "string.rep('ab', 0)",
    "string.rep('ab', -1)", "string.rep('', 10)", "string.rep('', 3, '-')",
    "string.reverse('abc')", "string.lower('AbÉ')", "string.upper('aBé')", "string.len('a\\0b')",
    "string.len(12)", "string.find('abc', 'b', 1, true)", "string.find('a.c', '.', 1, true)",
    "string.find('abc', '', 4)", "string.find('abc', '', 5)", "string.find('', '')",
    "string.find('abc', 'c', -1)", "string.find('aXb', '%u')",
    "string.match('key = value', '(%w+)%s*=%s*(%w+)')",
    "string.match('2024-01-02', '^(%d+)-(%d+)-(%d+)$')", "string.gsub('hello world', 'o', '0', 1)",
    "string.gsub('abc', '%w', '%0%0')", "string.gsub('abc', '', '-')",
    "string.gsub('abc', 'b', '%2')",
    "string.gsub('abc', 'b', '%')", "string.gsub('abc', 'b', {b = {}})",
    "string.gsub('abc', 'b', 5)",
    "string.gsub('abc def', '%f[%w]%w+', string.upper)", "string.gsub('abc', 'b')",
    "string.format('%d %5d %-5d| %05d %+d', 1, 2, 3, 4, 5)", "string.format('%d', 3.0)",
    "string.format('%d', 3.5)", "string.format('%d', '10')",
    "string.format('%x %X %#x %o', 255, 255, 255, 8)",
    "string.format('%c%c', 72, 105)", "string.format('%5s|%-5s|%.2s', 'a', 'b', 'xyz')",
    "string.format('%s %s %s', nil, true, 1.5)", "string.format('%q', 'a\\n\\0b\"\\\\')",
    "string.format('%q', 1/3)", "string.format('%q', math.mininteger)", "string.format('%q', {})",
    "string.format('%5.1f|%e|%g|%G', 3.14159, 12345.678, 1e20, 1e-10)", "string.format('%a', 1.0)",
    "string.format('%i', 42)", "string.format('%u', 42)", "string.format('%%')",
    "string.format('%')",
    "string.format('%y', 1)", "string.format('%10.3q', 'x')", "string.format('%d')",
    "string.format('%.20s', ('x'):rep(50))", "string.format('%s', ('x'):rep(200))",
    "string.format('%.3d', 5)", "string.format('% d', 5)", "string.format('%g', 1/0)",
    "string.format('%.0f', 0.5)", "string.format('%.14g', 2^53)", "string.format('%123d', 1)",
    "string.format('%-#10x|', 255)", "string.format('%.99f', 1/3)", "string.format('%s')",
    "string.format('%.3q', 'x')", "string.format('%+s', 'x')", "string.format('%0s', 'x')",
    "string.format('%5c|', 65)", "string.format('%#g', 1)", "string.format('%1$d', 1)",
    "tostring(1e15)", "tostring(1e16)", "tostring(-0.0)", "tostring(1e100)", "tostring(2^63)",
    "tostring(math.maxinteger)", "tostring(0.1)", "tostring(1/0)", "tostring(-1/0)",
    "tostring(3.0)", "tostring(nil)", "tostring()", "tonumber('10')", "tonumber('0x10')",
    "tonumber('  12  ')", "tonumber('1e2')", "tonumber('1e')", "tonumber('')", "tonumber(' ')",
    "tonumber('0x')", "tonumber('0x1p4')", "tonumber('1 2')", "tonumber('10', 2)",
    "tonumber('zz', 36)", "tonumber('9', 8)", "tonumber('-ff', 16)", "tonumber(' 11 ', 2)",
    "tonumber('1.5', 10)", "tonumber('', 10)", "tonumber(10, 10)", "tonumber('10', 1)",
    "tonumber('9223372036854775808')", "tonumber('inf')", "tonumber('nan')", "tonumber({})",
    "tonumber()", "tonumber('1\\0')", "tonumber('0x.8')", "tonumber('.5')", "tonumber('5.')",
    "tonumber('7fffffffffffffffff', 16)",
    "select('#')", "select('#', nil, nil)", "select(2, 'a', 'b', 'c')", "select(-1, 'a', 'b')",
    "select(-3, 'a', 'b')", "select(5, 'a')", "select(0)", "select('x')", "type(nil)", "type()",
    "type(print)", "assert(1, 2, 3)", "assert(false)", "assert(nil, 'm')", "assert()",
    "math.abs(-3)", "math.abs(math.mininteger)", "math.abs(-0.5)", "math.ceil(1.2)",
    "math.ceil(-1.2)", "math.ceil(1e300)", "math.floor(-1.2)", "math.floor(7)", "math.fmod(7, 3)",
    "math.fmod(-7, 3)", "math.fmod(7, -3)", "math.fmod(7, 0)", "math.fmod(7.5, 2)",
    "math.fmod(math.mininteger, -1)", "math.max(1, 2.5, 2)", "math.max()",
    "math.min(3, 1, 2)", "math.min('1', 2)", "math.modf(3.7)", "math.modf(-3.7)", "math.modf(5)",
    "math.modf(1/0)", "math.sqrt(16)", "math.tointeger(3.0)", "math.tointeger(3.5)",
    "math.tointeger('8')", "math.tointeger({})", "math.type(1)", "math.type(1.0)", "math.type('1')",
    "math.type()", "math.ult(1, -1)", "math.exp(0)", "math.log(8, 2)", "math.log(100, 10)",
    "math.log(27, 3)", "math.log(1)", "math.sin(0)", "math.cos(0)", "math.tan(0)",
    "table.concat({1, 2, 3})", "table.concat({1, 2, 3}, ', ', 2)", "table.concat({1, {}, 3})",
    "table.concat({}, 'x')", "table.concat({'a', 'b'}, '-', 1, 3)", "table.concat({'a', 1.5}, 1)",
    "table.unpack({1, 2, 3})", "table.unpack({1, 2, 3}, 2)", "table.unpack({}, 1, 3)",
    "table.unpack({1, 2}, 3, 1)", "table.unpack({}, 1, 1e8)",
    "table.insert({}, 5, 1)", "table.insert({}, 1, 1, 1)", "table.insert({1})",
    "table.insert(nil, 1)",
    "table.remove({})", "table.remove({1, 2, 3})", "table.remove({1, 2, 3}, 1)",
    "table.remove({1, 2, 3}, 4)", "table.remove({1, 2, 3}, 5)", "table.remove({}, 0)",
    "table.sort({1, 'a'})", "table.sort({3, 1}, 1)", "ipairs()", "pairs()",
    "utf8.char(72, 228, 8364, 128512)", "utf8.char()", "utf8.char(-1)", "utf8.char(0x7FFFFFFF)",
    "utf8.codepoint('häß', 1, -1)", "utf8.codepoint('ä', 2)", "utf8.codepoint('abc', 4)",
    "utf8.codepoint('')", "utf8.codepoint('abc', 1, 9)", "utf8.len('häß')", "utf8.len('\\xff')",
    "utf8.len('abc', 4)", "utf8.len('abc', 5)", "utf8.len('ä', 2)", "utf8.len('')",
    "utf8.len('\\u{D7FF}')", "utf8.len('\\xed\\xa0\\x80')",
    "utf8.len('\\xed\\xa0\\x80', 1, -1, true)",
    "utf8.offset('häß', 3)", "utf8.offset('häß', -1)", "utf8.offset('häß', 0, 3)",
    "utf8.offset('häß', 5)", "utf8.offset('häß', 4)", "utf8.offset('häß', 1, 3)",
    "utf8.offset('abc', 1, 5)", "utf8.offset('', 1)", "utf8.codes('\\x80')",
    "utf8.len('\\xc0\\x80')",
    "utf8.len('\\xf4\\x90\\x80\\x80')", "utf8.len('\\xf4\\x90\\x80\\x80', 1, -1, true)",
  ]
}
