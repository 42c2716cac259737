import BatonModel

/// The words for what came near in one decision, made when they are read.
///
/// Holds on to what the stages saw of the request: most readers want the words of few decisions, and
/// making them costs more than deciding.
final class NearnessWords: NearRuleWords {
  private let stages: [StageNearness]
  private let offset: Int
  private let decider: Decider

  init(_ stages: [StageNearness], offset: Int, _ decider: Decider) {
    self.stages = stages
    self.offset = offset
    self.decider = decider
  }

  var outranked: [Verdict] { stages.flatMap { decider.outranked($0) } }
  var nearest: [Verdict] { stages.flatMap { decider.nearest($0, offset: offset) } }
}
