public import BatonTime

/// What a decision may know besides the request: the state of the world at one instant.
///
/// All of it comes in as an argument, so that deciding live, testing and replaying are the same
/// code. What is absent here is missing, never guessed.
public struct World: Sendable, Hashable {
  /// Decides which rules are in force. Nil: the request's `opened_at`.
  public var now: Instant?
  /// The wall clock, read once by whoever asks. Decides which rules are in force where there is no
  /// `now` and the request's `opened_at` is missing or cannot be read.
  public var clock: Instant?
  /// Open work per group, by `provider/group`. A group that is not listed has none.
  public var load: [String: Int]
  /// Who is on call, by rota.
  public var onCall: [String: String]
  /// Turns taken so far, by the name of the rule that takes turns.
  public var counters: [String: Int]
  /// What is known about requesters, by their id.
  public var requesters: [String: RequesterContext]
  /// The promises that were not kept: those before a request decide which times after broken promises
  /// are in force for it.
  public var breaches: BreachHistory

  public init(
    now: Instant? = nil, clock: Instant? = nil, load: [String: Int] = [:],
    onCall: [String: String] = [:], counters: [String: Int] = [:],
    requesters: [String: RequesterContext] = [:], breaches: BreachHistory = BreachHistory()
  ) {
    self.now = now
    self.clock = clock
    self.load = load
    self.onCall = onCall
    self.counters = counters
    self.requesters = requesters
    self.breaches = breaches
  }

  /// What the world must change once a decision is applied.
  public enum Effect: Sendable, Hashable, Codable {
    /// One more open request for this group (`provider/group`).
    case load(String)
    /// One more turn taken by this rule.
    case counter(String)

    private enum CodingKeys: String, CodingKey {
      case load, counter
    }

    /// Reads `{"counter":"Printers in turn"}`.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      if let group = try values.decodeIfPresent(String.self, forKey: .load) {
        self = .load(group)
      } else {
        self = .counter(try values.decode(String.self, forKey: .counter))
      }
    }

    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .load(let group): try values.encode(group, forKey: .load)
      case .counter(let rule): try values.encode(rule, forKey: .counter)
      }
    }
  }

  /// Applies the effects of a decision, in order. What cannot grow any more stays as it is.
  public mutating func apply(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .load(let group): Self.increase(&load[group, default: 0])
      case .counter(let name): Self.increase(&counters[name, default: 0])
      }
    }
  }

  private static func increase(_ count: inout Int) {
    if count < .max { count += 1 }
  }
}
