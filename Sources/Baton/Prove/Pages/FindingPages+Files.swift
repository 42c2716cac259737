// What is wrong with files, with Lua, and with functions of rules.
extension FindingPages {
  static let files: [FindingPage] = [
    FindingPage(
      "file-missing", "there is no such file",
      meaning: "A file that is included or named by a table is not there.",
      why: "Rules would be missing.", mend: "Names are relative to the rule base's folder.",
      example: "include \"roting\""),
    FindingPage(
      "file-outside", "a file outside the rule base's folder",
      meaning: "A name leads out of the folder, or a link does.",
      why: "A rule base is what is in its folder: its hash covers that.",
      mend: "Move the file into the folder.", example: "include \"../other\""),
    FindingPage(
      "file-is-folder", "a folder stands where a file must",
      meaning: "The name is a folder's.", why: "It cannot be read.", mend: "Name one file in it.",
      example: "include \"rules/\""),
    FindingPage(
      "file-too-large", "a file is too large",
      meaning: "It has more than 32 MiB.", why: "Loading stays quick and small.",
      mend: "Split it.", example: "route_table \"t\" { from = \"everything.csv\" }"),
    FindingPage(
      "file-unreadable", "a file cannot be read",
      meaning: "The system refuses it; the reason is told.", why: "Rules would be missing.",
      mend: "Let whoever checks read it.", example: "include \"secret\""),
    FindingPage(
      "file-binary", "a file is no text",
      meaning: "It has zero bytes in it.", why: "Rules are text that people read.",
      mend: "Save it as UTF-8 text.", example: "include \"sheet.xlsx\""),
    FindingPage(
      "file-bytecode", "a file is compiled Lua",
      meaning: "Only source text is read.", why: "Nobody can check what cannot be read.",
      mend: "Include the source.", example: "include \"luac.out\""),
    FindingPage(
      "file-not-utf8", "a file is not UTF-8",
      meaning: "A line has other bytes.", why: "Names would be compared wrongly.",
      mend: "Save it as UTF-8.", example: "a CSV file that a spreadsheet saved as Latin-1"),
    FindingPage(
      "not-a-calendar-file", "a file is no iCalendar file",
      meaning: "Such a file begins with BEGIN:VCALENDAR.", why: "Holidays would be missing.",
      mend: "Name another, or list the dates.", example: "holidays = \"holidays.csv\""),
    FindingPage(
      "syntax", "a file is no Lua",
      meaning: "It cannot be read as the language Lua; the place is where reading stopped.",
      why: "Nothing in it counts.", mend: "Mostly a comma, a quote or an end is missing before.",
      example: "route \"Mail\" { to = \"acme/desk\""),
    FindingPage(
      "lua-error", "a file raised an error while it was loaded",
      meaning: "Its code was run and stopped.", why: "What stands behind is missing.",
      mend: "Correct the code where the message says.", example: "error(\"no provider\")"),
    FindingPage(
      "refused", "the sandbox refused something",
      meaning: "Rules cannot reach files, the network, the clock or chance.",
      why: "The same rules and the same request always give the same decision.",
      mend: "Let the request or the world bring what is wanted.", example: "io.open(\"x\")"),
    FindingPage(
      "budget", "loading took too much",
      meaning: "Instructions, memory or depth of the rule base are limited.",
      why: "A rule base may be somebody else's: it cannot stop the machine.",
      mend: "Look for a loop that does not end, or a table that grows.",
      example: "while true do end"),
    FindingPage(
      "too-large", "a table grows too large when it is written out",
      meaning: "Tables that are used in each other again and again multiply.",
      why: "Loading stays quick and small.", mend: "Use fewer of them inside each other.",
      example: "t = { t1, t1 }  t1 = { t2, t2 }"),
    FindingPage(
      "assigns-outside", "a function changes what is declared outside it",
      meaning: "A rule's function may not remember anything.",
      why: "The order of requests would change decisions.", mend: "Declare the variable inside it.",
      example: "local n = 0  route \"r\" { to = function() n = n + 1 … end }"),
    FindingPage(
      "keeps-state", "a function keeps something that changes when it is used",
      meaning: "A generator or a table of its own is kept between calls.",
      why: "The order of requests would change decisions.", mend: "Make it inside the function.",
      example: "local next = string.gmatch(words, \"%a+\")"),
    FindingPage(
      "duplicate-key", "a key stands twice in a table",
      meaning: "The first value is lost.", why: "The rule says less than it reads.",
      mend: "Leave one out, or make a list of both.",
      example: "when = { service = \"mail\", service = \"erp\" }"),
    FindingPage(
      "constant-or", "\"a\" or \"b\" is always \"a\"",
      meaning: "or chooses the first of two values that is there.",
      why: "The second is never meant.", mend: "Write a list: { \"a\", \"b\" }.",
      example: "region = \"UK\" or \"IE\""),
    FindingPage(
      "constant-and", "\"a\" and \"b\" is always \"b\"",
      meaning: "and chooses the second of two values that are there.",
      why: "The first is never meant.", mend: "Write both tests.",
      example: "region = \"UK\" and \"IE\""),
    FindingPage(
      "comparison-chain", "a comparison of a comparison",
      meaning: "a < b < c compares true or false with c.", why: "It raises, or is never meant.",
      mend: "Write a < b and b < c, or between.", example: "return 1 < request.size < 5"),
    FindingPage(
      "bitwise-with-many-constants", "a bitwise operator in a file of very many constants",
      meaning: "Lua 5.4.4 may compute it wrongly there.", why: "The result would be another.",
      mend: "Move the function into a file of its own.", example: "return request.size & 7"),
    FindingPage(
      "global-assignment", "a variable is declared without local",
      meaning: "Rules have no global variables of their own.",
      why: "A slip in a name would make a new one.", mend: "Write local before it.",
      example: "desk = \"acme/desk\""),
  ]
}
