import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation

/// Measures what a gate asks for, and nothing else.
struct GateRun {
  private let command: GateCommand
  private let load: RuleBaseLoad
  /// The same with its tests, for what they expect.
  private let tested: RuleBaseLoad
  private let engine: Engine
  private let gate: Gate

  init(_ command: GateCommand) throws {
    self.command = command
    tested = try RuleBaseLoading.load(command.rules, withTests: true)
    _ = try RuleBaseLoading.engine(of: tested)
    // Tests may change a table that rules hold on to, and are no part of what is signed.
    load = try RuleBaseLoading.load(command.rules)
    engine = try load.engine ?? RuleBaseLoading.engine(of: load)
    guard let gate = command.earlyLife ? load.earlyLife : load.gate else {
      throw Unusable(
        command.earlyLife
          ? "the rule base says nothing of its early life: declare `early_life { from_date = "
            + "\"2026-12-01\", lasts = days(28), at_most = { breaches = \"5%\" } }`"
          : "the rule base has no gate: declare `gate { at_least = { coverage = 90 }, "
            + "at_most = { findings = 0 } }`")
    }
    self.gate = gate
  }

  func report() throws -> GateReport {
    let before = try command.against.map { try RuleBaseLoading.engine($0) }
    var facts = GateFacts()
    if gate.period == nil { measureTests(&facts) }
    if asks(.findings) {
      let now = try command.input.readWorld(for: engine).now ?? Clock.now
      let ofTests = tested.diagnostics.filter { !load.diagnostics.contains($0) }
      let found = (load.checked(at: now).diagnostics + ofTests).filter { $0.severity != .note }
      facts.findings = .init(count: found.count, samples: found.map { "\($0.code) (\($0.place))" })
    }
    if !gate.agreedBy.isEmpty, let file = command.signatures {
      facts.signatures = try signatures(file, before?.identity)
    }
    if let file = try historyFile() { facts.history = try history(file, before) }
    return GateReport(gate, of: engine.identity, against: before?.identity, facts)
  }

  private func asks(_ measure: Gate.Measure) -> Bool {
    gate.limits.contains { $0.measure == measure }
  }

  private func measureTests(_ facts: inout GateFacts) {
    let suite = TestSuite(tested, by: engine)
    let (scenarios, mistakes) = (suite.scenarios, suite.mistakes)
    let runner = ScenarioRunner(engine)
    var results: [ScenarioResult]
    if asks(.coverage) {
      let run = runner.runCovering(scenarios, jobs: command.threads)
      results = run.results
      facts.coverage = run.coverage.percent
    } else {
      results = runner.run(scenarios, jobs: command.threads)
    }
    let failed = (results + mistakes).filter { !$0.isPassed }
    facts.failedScenarios = .init(
      count: failed.count, of: results.count + mistakes.count,
      samples: failed.map(\.scenario.name))
    guard asks(.unnoticedMutants), failed.isEmpty else { return }
    let mutation = MutationRun(engine).run(scenarios, jobs: command.threads)
    facts.unnoticedMutants = .init(
      count: mutation.unnoticed, of: mutation.mutants, samples: mutation.unnoticedPlaces)
  }

  // MARK: Signatures

  /// What a role says of these rules, now.
  func signature(of role: String) throws -> Signature {
    let asked = gate.agreedBy.map(\.role)
    guard asked.contains(role) else {
      let nearest = Engine.nearest(to: role, among: asked).map { ", did you mean \"\($0)\"?" }
      throw Unusable(
        asked.isEmpty
          ? "the gate asks nobody: name in it who must agree, `agreed_by = { \"\(role)\" }`"
          : "the gate does not ask \"\(role)\"" + (nearest ?? ""))
    }
    let before = try command.against.map { try RuleBaseLoading.engine($0) }
    let now = try command.input.readWorld(for: engine).now ?? Clock.now
    return Signature(
      role: role, name: command.by ?? "", day: engine.zone.local(at: now).date,
      rules: engine.identity.hash, against: before?.identity.hash, agrees: !command.disagree)
  }

  private func signatures(_ file: String, _ before: RuleBaseIdentity?) throws -> Signatures {
    var signatures = Signatures(of: gate, for: engine, against: before)
    var source = try RequestSource(file, format: .ndjson)
    while let outcome = try source.reader.next() { signatures.take(outcome) }
    for fault in signatures.faults { Terminal.note(line: "\(file): \(fault)") }
    return signatures
  }

  // MARK: The history

  /// Nil where nothing asks for one, and where nobody names one.
  private func historyFile() throws -> String? {
    guard gate.limits.contains(where: { $0.measure.isOfHistory }) else { return nil }
    if let history = command.history { return history }
    guard let name = gate.history else { return nil }
    do throws(RuleFileFault) { return try load.file(named: name).path } catch {
      throw Unusable("\(gate.place): \(error.message)")
    }
  }

  private func history(_ file: String, _ before: Engine?) throws -> GateFacts.History {
    let source = command.input.source ?? gate.source
    var history = try open(before, source)
    var input = try RequestSource(file, format: command.input.inputFormat?.format)
    Interruption.watch(input: input.descriptor)
    var progress = Progress()
    defer { progress.finish() }
    var lines = LineBatchReader()
    while !Interruption.isRequested, let batch = try input.nextBatch(size: 64 << 10) {
      let count = batch.forEach(reading: &lines) { history.take($0, isTabular: $1) }
      progress.step(count, "replayed")
    }
    if Interruption.isRequested { throw ExitCode.interrupted }
    return history.finish()
  }

  private func open(_ before: Engine?, _ source: String?) throws -> GateHistory {
    let now = GateHistory.Side(engine, in: try command.input.readWorld(for: engine))
    let old = try before.map {
      GateHistory.Side($0, in: try command.input.readWorld(for: $0))
    }
    do throws(Intake.Failure) {
      return try GateHistory(now, against: old, source: source, period: gate.period)
    } catch {
      throw Unusable(error.description)
    }
  }
}
