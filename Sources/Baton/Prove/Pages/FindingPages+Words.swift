// What is wrong with the words of the language where they stand.
extension FindingPages {
  static let words: [FindingPage] = [
    FindingPage(
      "fallback-missing", "some requests may find no route",
      meaning: "No route takes what all others leave: none is without conditions, or it has dates, "
        + "is a shadow, or a function says where it leads.",
      why: "A request without a route lies with nobody.",
      mend: "Add at the end: route \"Everything else\" { to = \"provider/group\" }.",
      example: "route \"Mail\" { when = { service = \"mail\" }, to = \"acme/desk\" }"),
    FindingPage(
      "advisory", "a rule that cannot be advisory",
      meaning: "Advisory is for policies, constraints and limits.",
      why: "A route that advises routes nothing.",
      mend: "Use mode = \"shadow\" to try a rule without effect.",
      example: "route \"Try\" { mode = \"advisory\", … }"),
    FindingPage(
      "route-to-nobody", "a route does not say where to",
      meaning: "It has no to, and no node above it has one.", why: "It would lead nowhere.",
      mend: "Add to = \"provider/group\".",
      example: "route \"Mail\" { when = { service = \"mail\" } }"),
    FindingPage(
      "no-outcome", "a rule decides nothing",
      meaning: "It has conditions and no consequence.", why: "It would change nothing.",
      mend: "Add one of the keys that are told.", example: "priority \"Vital\" { when = { … } }"),
    FindingPage(
      "missing-key", "a declaration lacks a key",
      meaning: "Without it it means nothing.", why: "Nothing is guessed.", mend: "Add it.",
      example: "sla \"s\" { within = hours(4) }   -- which metric?"),
    FindingPage(
      "misplaced", "a declaration cannot stand here",
      meaning: "It belongs inside another, or outside all others, or into no file of tests.",
      why: "It would belong to nothing.",
      mend: "Put it where it belongs.", example: "task \"account\" { … }   -- outside a plan"),
    FindingPage(
      "misplaced-word", "a word has no meaning here",
      meaning: "Matchers, conditions, choosers and durations each have their place.",
      why: "What is meant is unclear.", mend: "Put it where it belongs.",
      example: "when = { contains \"x\" }"),
    FindingPage(
      "only-in-tree", "a key has a meaning only in a tree of routes",
      meaning: "continue goes on to the next sibling; a root has none.",
      why: "It would have no effect.",
      mend: "Leave it out.", example: "route \"Mail\" { continue = true, … }"),
    FindingPage(
      "claimed-twice", "a declaration is used in two places",
      meaning: "A declaration belongs to the one inside which it stands.",
      why: "Its place in the order would be unclear.", mend: "Declare it twice.",
      example: "local t = task \"a\" { … }  plan \"p\" { t }  plan \"q\" { t }"),
    FindingPage(
      "declared-once", "a word stands twice",
      meaning: "A rule base has one of these.", why: "The second would replace the first.",
      mend: "Put both into one.", example: "rulebase { … }  rulebase { … }"),
    FindingPage(
      "no-name", "a declaration without a name",
      meaning: "The word takes a name before its table.",
      why: "Decisions name the rule that decided.",
      mend: "Write it as the example that is told.", example: "route { to = \"acme/desk\" }"),
    FindingPage(
      "no-body", "a declaration without a table",
      meaning: "A name stands alone.", why: "It says nothing.", mend: "Write word \"name\" { … }.",
      example: "route \"Mail\""),
    FindingPage(
      "not-a-table", "something else stands where a table must",
      meaning: "The declaration takes a table.", why: "It could not be read.", mend: "Write { … }.",
      example: "route \"Mail\" \"acme/desk\""),
    FindingPage(
      "key-is-no-name", "a key is not a name",
      meaning: "Keys are texts.", why: "Nothing has such a key.", mend: "Write a name.",
      example: "route \"Mail\" { [1.5] = 2, … }"),
    FindingPage(
      "stray-entry", "an entry without a name",
      meaning: "The declaration takes no entries but named ones.", why: "It would be passed over.",
      mend: "Write name = value.", example: "route \"Mail\" { \"acme/desk\" }"),
    FindingPage(
      "overrides-nothing", "a rule overrides one that is not there",
      meaning: "No included file declares it.", why: "The rule that was meant is still in force.",
      mend: "Correct the name.",
      example: "route \"My fallback\" { overrides = \"Everthing else\", … }"),
    FindingPage(
      "overrides-own-file", "a rule overrides one of its own file",
      meaning: "overrides is for rules of included files.", why: "Two rules would stand for one.",
      mend: "Change the rule where it stands.", example: "route \"b\" { overrides = \"a\", … }"),
    FindingPage(
      "table-source", "a table without rows",
      meaning: "It takes rows from a CSV file, or columns and rows here; one of both.",
      why: "It would decide nothing.", mend: "Write from = \"file.csv\", or columns and rows.",
      example: "route_table \"t\" { hit = \"unique\" }"),
    FindingPage(
      "table-output", "a table without an outcome, or with one that is unknown",
      meaning: "A route_table has \"-> to\" and \"-> because\"; a decision_table names a field in "
        + "each of its outputs.",
      why: "Its rows would decide nothing.",
      mend: "Name a column \"-> to\", or \"-> \" and the field that is set.",
      example: "columns = { \"kind\", \"to\" }"),
    FindingPage(
      "table-hit", "a hit policy that does not fit what the table sets",
      meaning: "Some policies make a list or a number of all rows that match, or need to know "
        + "which output comes first.",
      why: "What the rows say could not be put into the field.",
      mend: "Set a field of that type, write values, or take another policy.",
      example: """
        decision_table "Levels" { hit = "collect", columns = { "category", "-> location" }, … }
        """),
    FindingPage(
      "table-values", "a value that a table's output cannot have",
      meaning: "values or default name an output that the table does not have, or say a value "
        + "twice, or one that is not allowed.",
      why: "Rows would be put in the wrong order, or the request in a state that nobody expects.",
      mend: "Correct the name or the value.",
      example: "values = { levle = { \"gold\", \"silver\" } }"),
    FindingPage(
      "table-row", "a row of another width than the header",
      meaning: "It has more or fewer cells.", why: "Cells would stand under the wrong columns.",
      mend: "Write a cell for each column, \"-\" for any value.", example: "{ \"incident\" }"),
    FindingPage(
      "table-cell", "a cell that cannot be read",
      meaning: "It is no test and no value of the column's field.",
      why: "The row would never match.",
      mend: "Correct it where the reason says.", example: "{ \"[1..\", \"acme/desk\" }"),
    FindingPage(
      "table-csv", "a line of a CSV file that cannot be read",
      meaning: "Quotes are open, or cells are missing.", why: "Rows would be lost.",
      mend: "Correct the line.", example: "incident,\"acme/desk"),
    FindingPage(
      "mapping", "a mapping of a source that cannot be",
      meaning: "path, translate and their like take certain values.",
      why: "The field would be missing.",
      mend: "Write it as the example that is told.",
      example: "fields = { impact = translate(\"impact\") }"),
    FindingPage(
      "at-without-target", "a step of a ladder counts on a target, and there is none",
      meaning: "at belongs to a target's clock.", why: "The step would never come.",
      mend: "Write on = \"the agreement's name\", or use after.",
      example: "escalation \"Page\" { at(\"50%\", { … }) }"),
    FindingPage(
      "both-kinds", "a step is functional and hierarchical",
      meaning: "A step goes to other skills or to more authority.",
      why: "The kind is always stated.",
      mend: "Write two steps at the same time.",
      example: "at(\"50%\", { functional = \"acme/l3\", hierarchical = \"cio\" })"),
    FindingPage(
      "repeats-nothing", "nothing of a ladder can be repeated",
      meaning: "Only after steps behind the last at are taken again.",
      why: "The key would have no effect.",
      mend: "Add an after step, or leave the key out.",
      example: "escalation \"e\" { at(\"50%\", { … }), repeat_times = 2 }"),
    FindingPage(
      "with-not-taken", "an agreement with the customer names a provider",
      meaning: "An sla is with the customer.", why: "Whose promise it is would be unclear.",
      mend: "What a provider promises is an ola or an underpinning_contract.",
      example: "sla \"s\" { with = \"acme\", … }"),
  ]
}
