package import Baton
package import BatonModel

/// What rules say of requests beside what is known of them: which labels are mistaken for which, and
/// which rules are wrong most often.
///
/// Each request is decided without what its history says of the subject, so that the rules know no more
/// than of a new one. Memory: one count for each pair of labels and each rule and label.
package struct Classification: Sendable {
  package struct Rule: Sendable, Hashable {
    package let name: String
    package let place: Place?
  }

  package struct RuleCount: Sendable {
    package var right = 0
    /// What was known where it said something else.
    package var wrong: [String: Int] = [:]
    /// The first requests that it got wrong.
    package var examples: [String] = []

    package var total: Int { right + wrong.values.reduce(0, +) }
    package var precision: Double { total == 0 ? 0 : Double(right) / Double(total) }
  }

  package struct LabelCount: Sendable {
    /// Requests of which it is known.
    package var known = 0
    package var predicted = 0
    package var right = 0

    package var precision: Double? { predicted == 0 ? nil : Double(right) / Double(predicted) }
    package var recall: Double? { known == 0 ? nil : Double(right) / Double(known) }
  }

  /// Of fewer a share says little.
  package static let few = 30
  private static let mostExamples = 3

  package let subject: ClassificationSubject
  package let identity: RuleBaseIdentity
  /// Requests whose history says nothing of it.
  package private(set) var unlabelled = 0
  package private(set) var labelled = 0
  /// Of the labelled, those of which no rule says anything.
  package private(set) var silent = 0
  package private(set) var right = 0
  package private(set) var unreadable = 0
  /// By what is known, then by what rules say, nil for nothing.
  package private(set) var matrix: [String: [String?: Int]] = [:]
  package private(set) var rules: [Rule: RuleCount] = [:]

  private let engine: Engine
  private let world: World

  package init(_ engine: Engine, subject: ClassificationSubject, in world: World) {
    self.engine = engine
    self.subject = subject
    self.world = world
    identity = engine.identity
  }

  package mutating func addUnreadable() { unreadable += 1 }

  /// - Returns: what is known and whether rules say something, for whoever learns from it; nil if
  ///   nothing is known.
  @discardableResult
  package mutating func add(_ request: Request) -> (label: String, isSilent: Bool)? {
    guard let label = subject.label(of: request) else {
      unlabelled += 1
      return nil
    }
    labelled += 1
    let decision = engine.decide(subject.unlabelled(request), in: world)
    let prediction = subject.prediction(of: decision, known: label)
    matrix[label, default: [:]][prediction?.label, default: 0] += 1
    guard let prediction else {
      silent += 1
      return (label, true)
    }
    let rule = Rule(
      name: prediction.rule?.rule ?? prediction.label, place: prediction.rule?.place)
    if prediction.label == label {
      right += 1
      rules[rule, default: RuleCount()].right += 1
    } else {
      rules[rule, default: RuleCount()].wrong[label, default: 0] += 1
      if rules[rule]?.examples.count ?? 0 < Self.mostExamples, let id = request.id {
        rules[rule]?.examples.append(id)
      }
    }
    return (label, false)
  }

  // MARK: Figures

  /// By label; of labels that only rules say too.
  package var labels: [String: LabelCount] {
    var labels: [String: LabelCount] = [:]
    for (known, row) in matrix {
      for (predicted, count) in row {
        labels[known, default: LabelCount()].known += count
        guard let predicted else { continue }
        labels[predicted, default: LabelCount()].predicted += count
        if predicted == known { labels[known, default: LabelCount()].right += count }
      }
    }
    return labels
  }

  /// How many would be right if all were given the most frequent label.
  package var mostFrequent: (label: String, count: Int)? {
    labels.map { ($0.key, $0.value.known) }
      .max { ($0.1, $1.0) < ($1.1, $0.0) }
      .map { (label: $0.0, count: $0.1) }
  }

  /// The rules that are wrong most often first.
  package var worst: [(rule: Rule, count: RuleCount)] {
    rules.map { (rule: $0.key, count: $0.value) }.sorted {
      let (one, other) = ($0.count.total - $0.count.right, $1.count.total - $1.count.right)
      return (other, $0.rule.name) < (one, $1.rule.name)
    }
  }

  /// The pairs that are mistaken most often first.
  package var mistakes: [(known: String, predicted: String, count: Int)] {
    matrix.flatMap { known, row in
      row.compactMap { predicted, count in
        predicted.flatMap { $0 == known ? nil : (known: known, predicted: $0, count: count) }
      }
    }.sorted { ($1.count, $0.known, $0.predicted) < ($0.count, $1.known, $1.predicted) }
  }
}
