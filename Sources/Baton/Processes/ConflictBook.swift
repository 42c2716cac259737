import BatonDeclare
import Synchronization

/// Which constraints of a process can get into conflict, group by group: those whose product of
/// monitors is small enough to be looked at.
///
/// Made when somebody asks first, so that loading costs nothing. Most groups have no conflict and are
/// gone then; nothing is watched for them.
final class ConflictBook: Sendable {
  struct Contents: Sendable {
    var groups: [ConflictGroup] = []
    /// Constraints whose product has too many states.
    var undecided: [[Int]] = []
  }

  private let constraints: [ConstraintWatch]
  private let states: Int
  private let made = Mutex<Contents?>(nil)

  init(_ constraints: [ConstraintWatch], states: Int) {
    self.constraints = constraints
    self.states = states
  }

  var groups: [ConflictGroup] { contents.groups }

  var contents: Contents {
    made.withLock { made in
      if let made { return made }
      let contents = make()
      made = contents
      return contents
    }
  }

  // MARK: Groups

  private struct Member {
    let constraint: Int
    let monitor: Int
    let automaton: Monitor
  }

  /// Beyond so many rules that hold only where something is so, their combinations are too many.
  private static let mostChoices = 6

  private func make() -> Contents {
    var contents = Contents()
    for members in connected() {
      // What nobody waits for can be kept by doing nothing more.
      let waits = members.contains { $0.automaton.outlooks.contains(.possiblyViolated) }
      guard members.count > 1, waits else { continue }
      let numbers = members.map(\.constraint)
      guard let letters = symbols(members) else {
        contents.undecided.append(numbers)
        continue
      }
      switch ConflictGroup.make(
        members.map { ($0.constraint, $0.monitor) }, members.map(\.automaton), letters: letters)
      {
      case .none: break
      case .group(let group): contents.groups.append(group)
      case .undecided: contents.undecided.append(numbers)
      }
    }
    return contents
  }

  /// Constraints without times, values and dates, together with those that they share an event with.
  private func connected() -> [[Member]] {
    var groups: [(members: [Member], terms: Set<ActivityTerm>)] = []
    for (number, constraint) in constraints.enumerated() {
      guard case .monitor(let monitor, let position) = constraint.means,
        constraint.rule.judgement.head.isAlwaysInForce
      else { continue }
      var members = [Member(constraint: number, monitor: position, automaton: monitor)]
      var terms = Set(constraint.rule.first + constraint.rule.second)
      groups.removeAll { group in
        guard !group.terms.isDisjoint(with: terms) else { return false }
        members = group.members + members
        terms.formUnion(group.terms)
        return true
      }
      groups.append((members, terms))
    }
    return groups.map { $0.members.sorted { $0.constraint < $1.constraint } }
  }

  // MARK: Symbols

  /// What an event can be to all members at once, each once; nil if they are too many.
  private func symbols(_ members: [Member]) -> [[Int]]? {
    let rules = members.map { constraints[$0.constraint].rule }
    var events: [String?] = [nil]
    var entered: [Int?] = [nil]
    for term in rules.flatMap({ $0.first + $0.second }) {
      switch term {
      case .event(let name): if !events.contains(name) { events.append(name) }
      case .enter(let state): if !entered.contains(state) { entered.append(state) }
      }
    }
    let demands = rules.map { ProcessDemand($0) }
    var known: Set<[Int]> = []
    var letters: [[Int]] = []
    for event in events {
      for state in entered {
        let step = ProcessStep(event: event, state: state)
        guard let choices = Self.choices(demands.map { $0.letter(of: step) }, rules) else {
          return nil
        }
        for choice in choices where known.insert(choice).inserted {
          letters.append(choice)
        }
      }
    }
    return letters
  }

  /// The letters of one event, with each that depends on a condition there or not.
  static func choices(_ letters: [Int], _ rules: [ConstraintRule]) -> [[Int]]? {
    var open: [(member: Int, bit: Int)] = []
    for (member, letter) in letters.enumerated() {
      let constraint = rules[member]
      for bit in [1, 2] where letter & bit != 0 {
        let isActivation = Int(constraint.template.activation.rawValue) & bit != 0
        let condition =
          isActivation ? constraint.activationCondition : constraint.targetCondition
        if !condition.isAlways { open.append((member, bit)) }
      }
    }
    guard open.count <= mostChoices else { return nil }
    return (0..<(1 << open.count)).map { chosen in
      var choice = letters
      for (position, (member, bit)) in open.enumerated() where chosen & (1 << position) != 0 {
        choice[member] &= ~bit
      }
      return choice
    }
  }
}
