// Hostile scripts of our own, by the classes that the sandbox must withstand: time spent inside one
// library call, time spent inside one instruction, memory, swallowed errors, deep nesting, escapes,
// and differences between runs.

extension HostileScript {
  private init(_ name: String, _ expectation: String, _ source: String) {
    self.init(name: name, bytes: Array("-- \(name) [expect: \(expectation)]\n\(source)\n".utf8))
  }

  static let own: [HostileScript] = [
    // Time inside library calls.
    HostileScript(
      "table.insert at the front", "stopped",
      "local t = {} while true do table.insert(t, 1, 0) end"),
    HostileScript(
      "table.concat of long texts", "stopped",
      "local t = {} for i = 1, 1000 do t[i] = ('x'):rep(1000) end while true do local s = table.concat(t) end"
    ),
    HostileScript(
      "table.concat with an endless end", "clean-error",
      "return table.concat({}, '', 1, math.maxinteger)"),
    HostileScript(
      "table.unpack of a huge range", "clean-error",
      "return table.unpack({}, 1, math.maxinteger)"),
    HostileScript(
      "table.unpack from the smallest integer", "clean-error",
      "return table.unpack({}, math.mininteger, math.maxinteger)"),
    HostileScript(
      "table.sort of many, again and again", "stopped",
      "local t = {} for i = 1, 50000 do t[i] = (i * 7919) % 50021 end while true do table.sort(t) end"
    ),
    HostileScript(
      "table.sort with a comparator that grows its table", "stopped",
      "local t = { 3, 1, 2 } table.sort(t, function(a, b) while true do t[#t + 1] = a end end)"),
    HostileScript(
      "table.pack churn", "stopped",
      "while true do local t = table.pack(table.unpack({}, 1, 5000)) end"),
    HostileScript(
      "gsub that doubles", "stopped",
      "local s = 'aa' while true do s = s:gsub('a', 'aa') end"),
    HostileScript(
      "gsub with a pattern that backtracks", "stopped",
      "local s = ('a'):rep(3000) return s:gsub('(a*)*(a*)(a*)(a*)b', 'x')"
        .replacing("(a*)*", with: "(a*)")),
    HostileScript(
      "gmatch over a long text, for ever", "stopped",
      "local s = ('ab '):rep(300000) while true do for w in s:gmatch('%a+') do end end"),
    HostileScript(
      "find that starts over at every byte", "stopped",
      "local s = ('a'):rep(500000) while true do s:find(('a'):rep(1000) .. 'b', 1, true) end"),
    HostileScript(
      "lazy items nested", "stopped",
      "return (('x'):rep(200000)):match('.-.-.-.-.-y')"),
    HostileScript(
      "optional items by the hundred", "bounded",
      "return #(('a'):rep(60)):match(('a?'):rep(60) .. ('a'):rep(60))"),
    HostileScript(
      "frontier over a long text", "bounded",
      "local s = ('a'):rep(900000) for i = 1, 100 do s:find('%f[%d]') end"),
    HostileScript(
      "set of many characters", "stopped",
      "local set = '[^' .. ('b'):rep(5000) .. ']' local s = ('b'):rep(100000) while true do s:find(set) end"
    ),
    HostileScript(
      "upper and lower of a long text", "stopped",
      "local s = ('x'):rep(1000000) while true do local t = s:upper():lower():reverse() end"),
    HostileScript(
      "format with wide fields", "stopped",
      "while true do local s = string.format('%99d%99d%99d%99d%99s', 1, 2, 3, 4, 'x') end"),
    HostileScript(
      "format of quoted bytes", "stopped",
      "local s = ('\\1'):rep(100000) while true do local q = string.format('%q', s) end"),
    HostileScript(
      "utf8.codepoint of everything", "stopped",
      "local s = ('ä'):rep(20000) while true do local n = select('#', utf8.codepoint(s, 1, -1)) end"
    ),
    HostileScript(
      "utf8.len and offset of a long text", "stopped",
      "local s = ('ä'):rep(400000) while true do local a, b = utf8.len(s), utf8.offset(s, -1, 1) end"
        .replacing("utf8.offset(s, -1, 1)", with: "utf8.offset(s, 300000)")),
    HostileScript(
      "byte of everything", "stopped",
      "local s = ('x'):rep(100000) while true do local n = select('#', s:byte(1, -1)) end"),
    HostileScript(
      "tonumber with a base over a long text", "stopped",
      "local s = ('1'):rep(900000) while true do local n = tonumber(s, 2) end"),
    HostileScript(
      "select of many", "stopped",
      "local function f(...) while true do local a = select(-1, ...) end end f(table.unpack({}, 1, 100000))"
    ),
    HostileScript(
      "ipairs without end", "stopped",
      "local t = { 1 } for i, v in ipairs(t) do t[i + 1] = v end"),
    HostileScript(
      "pairs of a big table, for ever", "stopped",
      "local t = {} for i = 1, 30000 do t['k' .. i] = i end while true do for k, v in pairs(t) do break end end"
    ),
    HostileScript(
      "pairs of an emptied list, for ever", "stopped",
      "local t = {} for i = 1, 200000 do t[i] = i end for i = 1, 199999 do t[i] = nil end while true do for k in pairs(t) do break end end"
    ),
    HostileScript(
      "pairs of an emptied table, for ever", "stopped",
      "local t = {} for i = 1, 30000 do t['k' .. i] = i end for i = 1, 30000 do t['k' .. i] = nil end while true do for k in pairs(t) do end end"
    ),
    HostileScript(
      "comparing texts of zero bytes", "stopped",
      "local a = ('\\0'):rep(1000000) .. 'a' local b = ('\\0'):rep(1000000) .. 'b' local n = 0 while true do if a < b then n = n + 1 end end"
    ),
    HostileScript(
      "comparing zero bytes made by char", "stopped",
      "local z = string.char(0):rep(1000000) local a, b, n = z .. 'a', z .. 'b', 0 while true do if a < b then n = n + 1 end end"
    ),
    HostileScript(
      "a chain of a hundred thousand operators", "clean-error",
      "local a return a" + String(repeating: " or a", count: 100_000)),
    HostileScript(
      "an if of ten thousand branches", "clean-error",
      "local a if a then " + String(repeating: "elseif a then ", count: 10_000) + "end"),
    HostileScript(
      "tostring churn", "stopped",
      "local i = 0 while true do i = i + 0.1 local s = tostring(i) end"),
    HostileScript("print flood", "stopped", "while true do print(('p'):rep(10000)) end"),
    HostileScript(
      "math.max of many", "stopped",
      "while true do local m = math.max(table.unpack({ 1, 2, 3 }), 4, 5, 6) end"),
    // Time inside one instruction.
    HostileScript(
      "equality of long texts", "stopped",
      "local a, b = ('e'):rep(1000000), ('e'):rep(1000000) while true do local same = a == b end"),
    HostileScript(
      "comparison of one long text with itself", "stopped",
      "local a = ('e'):rep(1000000) while true do local less = a <= a end"),
    HostileScript(
      "long keys", "stopped",
      "local t, k = {}, ('k'):rep(500000) t[k] = 1 while true do local v = t[k .. ''] end"),
    HostileScript(
      "long keys, fresh each time", "stopped",
      "local t, k = {}, ('k'):rep(500000) while true do t[k .. 'x'] = nil local v = t[k .. 'y'] end"
    ),
    HostileScript(
      "varargs passed on and on", "stopped",
      "local function f(...) while true do (function(...) end)(...) end end f(table.unpack({}, 1, 200000))"
    ),
    HostileScript(
      "a big array whose hash part is counted again and again", "stopped",
      "local t = {} for i = 1, 500000 do t[i] = i end local i = 0.5 while true do t[i] = 1 t[i - 1] = nil t[i - 2] = nil i = i + 1 end"
    ),
    HostileScript(
      "concatenation of many parts", "stopped",
      "local a = ('c'):rep(100000) while true do local s = a .. a .. a .. a .. a end"),
    // Memory.
    HostileScript(
      "closures for ever", "stopped",
      "local t = {} while true do local x = #t t[x + 1] = function() return x end end"),
    HostileScript("tables for ever", "stopped", "local t = {} while true do t = { t } end"),
    HostileScript("texts doubled", "stopped", "local s = 'x' while true do s = s .. s end"),
    HostileScript(
      "garbage near the limit", "stopped",
      """
      local keep = {}
      for i = 1, 30 do keep[i] = ('k'):rep(1000000) .. i end
      while true do local s = ('g'):rep(900000) .. #keep end
      """),
    HostileScript(
      "many live tables, then churn", "stopped",
      "local t = {} for i = 1, 200000 do t[i] = {} end while true do local x = { {}, {}, {} } end"),
    HostileScript(
      "recursion", "stopped", "local function f(n) return 1 + f(n + 1) end return f(1)"),
    HostileScript(
      "mutual tail calls", "stopped",
      "local f, g function f() return g() end function g() return f() end f()"
        .replacing("function f", with: "f = function").replacing("function g", with: "g = function")
    ),
    HostileScript("a rep that overflows", "stopped", "return ('x'):rep(math.maxinteger)"),
    HostileScript(
      "a rep whose separator overflows", "stopped",
      "return ('x'):rep(math.maxinteger // 2, ('y'):rep(1000))"),
    HostileScript(
      "distinct short texts", "stopped",
      "local t, i = {}, 0 while true do i = i + 1 t[i] = 'k' .. i end"),
    // Errors swallowed.
    HostileScript(
      "pcall in a loop", "stopped",
      "while true do pcall(function() while true do end end) end"),
    HostileScript(
      "pcall of pcall of an error", "stopped",
      "while true do pcall(pcall, error, {}) end"),
    HostileScript(
      "pcall of a memory bomb", "stopped",
      "local keep = {} while true do pcall(function() while true do keep[#keep + 1] = ('b'):rep(1000) .. #keep end end) end"
    ),
    HostileScript(
      "pcall of a block bomb", "stopped",
      "while true do pcall(string.rep, 'x', 1 << 40) end return 'swallowed'"),
    HostileScript(
      "stop swallowed in a comparator", "stopped",
      "table.sort({ 2, 1 }, function() return pcall(function() while true do end end) end) return 'swallowed'"
    ),
    HostileScript(
      "stop swallowed in a gsub function", "stopped",
      "('x'):gsub('x', function() pcall(function() while true do end end) return 'y' end) return 'swallowed'"
    ),
    HostileScript(
      "recursion through pcall", "survives",
      "local function f() pcall(f) pcall(f) end f() return 'bounded'"),
    HostileScript(
      "recursion through gsub", "clean-error",
      "local function f(s) return (s:gsub('.', f)) end return f('x')"),
    HostileScript(
      "recursion through sort", "clean-error",
      "local function f() table.sort({ 2, 1 }, f) end f()"),
    HostileScript(
      "error loops", "stopped",
      "local function f() error(f) end while true do pcall(f) end"),
    HostileScript("error with a long text", "clean-error", "error(('e'):rep(1000000))"),
    HostileScript("error with zeros and bytes", "clean-error", "error('a\\0b\\xff')"),
    HostileScript("error without a value", "clean-error", "error()"),
    HostileScript("error with a number", "clean-error", "error(42)"),
    HostileScript("error at a far level", "clean-error", "error('far', 1 << 40)"),
    // Source text.
    HostileScript(
      "deep parentheses", "clean-error",
      "return " + String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)),
    HostileScript(
      "deep tables", "clean-error",
      "return " + String(repeating: "{", count: 5000) + String(repeating: "}", count: 5000)),
    HostileScript(
      "a long chain of concatenations", "survives",
      "return 'a'" + String(repeating: " .. 'a'", count: 5000)),
    HostileScript(
      "labels by the thousand", "clean-error",
      (0..<20000).map { "::l\($0)::" }.joined(separator: " ")),
    HostileScript(
      "jumps by the thousand", "clean-error",
      (0..<20000).map { "goto l\($0)" }.joined(separator: " ")),
    HostileScript(
      "too many locals", "clean-error",
      (0..<300).map { "local a\($0) = 1" }.joined(separator: " ")),
    HostileScript("a jump that loops", "stopped", "::top:: goto top"),
    HostileScript(
      "bitwise operators among many constants", "clean-error",
      "local t = { " + (0..<300).map { "'c\($0)'" }.joined(separator: ", ") + " } return 1 | 4"),
    HostileScript(
      "an attribute that closes", "clean-error",
      "local x <close> = {} return 1"),
    // Escapes.
    HostileScript(
      "writes into a library", "not-escaped",
      "pcall(function() string.upper = function() return 'ESCAPED' end end) return ('x'):upper()"),
    HostileScript(
      "writes into the environment", "not-escaped",
      "local e = _ENV pcall(function() e.print = 1 end) pcall(function() e.new = 'ESCAPED' end) return pcall(function() return e.new end) and 'ESCAPED' or type(print)"
    ),
    HostileScript(
      "sorts the environment", "not-escaped",
      "local ok = pcall(table.sort, string) local more = pcall(table.insert, math, 1) return (ok or more) and 'ESCAPED' or 'no'"
    ),
    HostileScript(
      "an environment of its own", "not-escaped",
      "local t, p = type, pcall local _ENV = {} return t(os) == 'nil' and 'no' or 'ESCAPED'"),
    HostileScript(
      "raw access", "not-escaped",
      "for _, n in ipairs({ 'rawset', 'rawget', 'rawequal', 'rawlen', 'getmetatable', 'setmetatable', 'load', 'next', 'warn', 'xpcall', 'dofile', 'collectgarbage', 'coroutine', 'debug', 'io', 'os', 'package', 'require', '_G' }) do if pcall(function() return _ENV[n] end) then return 'ESCAPED: ' .. n end end"
    ),
    HostileScript(
      "absent members", "not-escaped",
      "for _, f in pairs({ string.dump or 0, string.pack or 0, table.move or 0, math.random or 0 }) do if f ~= 0 then return 'ESCAPED' end end"
    ),
    HostileScript(
      "the metatable of texts", "not-escaped",
      "local s = 'x' pcall(function() s.y = 1 end) return s.y and 'ESCAPED' or 'no'"),
    // Differences between runs.
    HostileScript(
      "order of pairs", "value:1 2 3 a b c false true",
      "local t = { c = 1, [3] = 1, b = 1, [true] = 1, [1] = 1, a = 1, [false] = 1, [2] = 1 } local o = {} for k in pairs(t) do o[#o + 1] = tostring(k) end return table.concat(o, ' ')"
    ),
    HostileScript(
      "order of many keys", "same",
      "local t, o = {}, {} for i = 1, 3000 do t['k' .. (i * 7919 % 3001)] = i end for k in pairs(t) do o[#o + 1] = k end return table.concat(o)"
    ),
    HostileScript("keys that are tables", "clean-error", "for k in pairs({ [{}] = 1 }) do end"),
    HostileScript(
      "addresses in texts", "value:<table> <function> <function>",
      "return tostring({}) .. ' ' .. tostring(print) .. ' ' .. string.format('%s', function() end)"),
    HostileScript("addresses in messages", "clean-error", "local t = {} return t < t"),
    HostileScript("an address in an argument error", "clean-error", "return ('x'):rep({})"),
    HostileScript(
      "sign of NaN", "value:nan nan   nan",
      "local n = 0/0 return tostring(n) .. ' ' .. tostring(-n) .. string.format('%6.2f', n)"),
    HostileScript("arithmetic on texts", "clean-error", "return '10' + 1"),
    HostileScript("negated text", "clean-error", "return -'2'"),
    HostileScript("texts as methods", "value:xxx", "return ('x'):rep(3)"),
  ]
}
