import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench

/// Rules beside what is known of requests.
struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Compare what rules say with a labelled history, and suggest rules from it.",
    discussion: """
      Reads requests of which one thing is known: the category that somebody gave them, the priority, \
      or who had them. Each is decided without it, and what the rules say is laid beside it: which \
      labels are mistaken for which, precision and recall, and the rules that are wrong most often \
      first.

        baton classify rules history.csv.gz --against category
        baton classify rules history.ndjson --against to --format html > page.html
        baton classify rules history.ndjson --against category --suggest > suggested.lua

      With --suggest it writes rules for requests of which no rule says anything: few and readable, \
      found in the older part of the history and counted in the rest, for a person to review.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, html, json }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "The requests; - is standard input.")
  var log = "-"

  @Option(
    help: ArgumentHelp(
      "What is known: a field of the request, priority, provider, group or to (both).",
      valueName: "field"))
  var against: String

  @Flag(help: "Write rules that the history suggests, as Lua.")
  var suggest = false

  @Option(
    help: ArgumentHelp("The fewest requests that a suggested rule is found in.", valueName: "n"))
  var support = 20

  @Option(
    help: ArgumentHelp("The lowest share of right answers of a suggested rule.", valueName: "0.8"))
  var accuracy = 0.8

  @Option(help: "How to write it: text, markdown, html or json.")
  var format: Format = .text

  @OptionGroup var input: InputOptions

  func validate() throws {
    if support < 1 { throw ValidationError("--support takes a number from 1 on, not \(support)") }
    if !(0...1).contains(accuracy) {
      throw ValidationError("--accuracy takes a share from 0 to 1, not \(accuracy)")
    }
    if suggest, format != .text { throw ValidationError("--suggest writes Lua: drop --format") }
  }

  func run() throws {
    let engine = try RuleBaseLoading.engine(rules)
    let subject: ClassificationSubject
    do throws(ClassificationSubject.Failure) {
      subject = try ClassificationSubject(against, of: engine)
    } catch {
      throw Unusable("--against: \(error.message)")
    }
    var demands = RuleLearner.Demands()
    (demands.support, demands.accuracy) = (support, accuracy)
    var count = Classification(engine, subject: subject, in: try input.readWorld(for: engine))
    var learner = RuleLearner(
      subject, demands: demands, saying: SuggestedValues(subject, of: engine))
    try read(engine, &count, &learner)
    if Interruption.isRequested { throw ExitCode.interrupted }
    if count.labelled == 0 {
      throw Unusable("no request says its \(against): there is nothing to compare with")
    }
    if suggest {
      if count.silent == 0 {
        Terminal.note(
          line: "rules say something of all of them: there is nothing to learn from. "
            + "A fallback that always answers takes them too")
      }
      try write(learner, subject, engine)
      if count.unreadable > 0 { throw ExitCode.finding }
      return
    }
    let page = ClassificationPage.page(count)
    switch format {
    case .text: try Terminal.write(PageText.bytes(page))
    case .markdown: try Terminal.write(Array(PageMarkdown.text(page).utf8))
    case .html: try Terminal.write(Array(PageHTML.text(page).utf8))
    case .json: try Terminal.write(ClassificationJSON.bytes(count))
    }
    if count.unreadable > 0 { throw ExitCode.finding }
  }

  private func read(
    _ engine: Engine, _ count: inout Classification, _ learner: inout RuleLearner
  ) throws {
    var intake = try RecordIntake(engine, source: input.source)
    var source = try RequestSource(log, format: input.inputFormat?.format)
    Interruption.watch(input: source.descriptor)
    let fields = Dictionary(engine.requestFields.map { ($0.name, $0.type) }) { first, _ in first }
    var lines = LineBatchReader()
    var progress = Progress()
    defer { progress.finish() }
    while !Interruption.isRequested, let batch = try source.nextBatch(size: 64 << 10) {
      let number = batch.forEach(reading: &lines) { outcome, isTabular in
        for item in intake.items(of: outcome, isTabular: isTabular) {
          guard case .request(let request) = item else {
            count.addUnreadable()
            continue
          }
          guard let (label, isSilent) = count.add(request), suggest, isSilent else { continue }
          learner.add(request, label: label, fields: fields, at: opened(request, engine))
        }
      }
      progress.step(number, "compared")
    }
  }

  private func opened(_ request: Request, _ engine: Engine) -> Instant? {
    switch request.members["opened_at"] {
    case .instant(let instant): instant
    case .text(let text): ISO8601.parse(text, in: engine.zone)?.instant
    default: nil
    }
  }

  private func write(
    _ learner: RuleLearner, _ subject: ClassificationSubject, _ engine: Engine
  ) throws {
    var learner = learner
    let suggestions = learner.suggestions()
    if suggestions.isEmpty {
      Terminal.note(
        line: "no rule was found that is right for \(accuracy) of at least \(support) requests")
    }
    if learner.unsayable > 0 {
      Terminal.note(
        line:
          "\(learner.unsayable) requests have a \(against) that no rule here could say: a name that "
          + "is not declared, or a value of another type")
    }
    let text = SuggestedRules.lua(
      suggestions, subject, of: engine, heldOutFrom: learner.heldOutFrom)
    try Terminal.write(Array(text.utf8))
  }
}
