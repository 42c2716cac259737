package import BatonModel
package import BatonTime

/// Why members are no world.
package struct WorldFault: Error, Equatable {
  package let message: String
}

/// Reads the state of the world from its written form, as `--world` files and scenarios have it:
///
///     { "now": "2026-05-12T09:30:00+01:00", "load": { "acme/desk": 12 },
///       "requesters": { "c-9": { "segment": "gold", "open_requests": 2, "contacts": 3 } } }
///
/// An instant without an offset is read in the rule base's zone, as a request's is.
///
/// Unlike a request, a world is written for Baton: what it does not know is a mistake.
package enum WorldReader {
  package static func world(_ members: Members, in zone: Zone) throws(WorldFault) -> World {
    var world = World()
    for (name, value) in members {
      guard let value else { continue }
      switch name {
      case "now": world.now = try instant(value, name, in: zone)
      case "load": world.load = try table(value, name, count)
      case "counters": world.counters = try table(value, name, count)
      case "on_call": world.onCall = try table(value, name, text)
      case "requesters": world.requesters = try table(value, name, requester)
      case "breaches": world.breaches = BreachHistory(try breaches(value, in: zone))
      default:
        throw unknown(name, in: "a world", "now, load, on_call, counters, requesters, breaches")
      }
    }
    return world
  }

  /// Reads an instant; without an offset the zone's counts.
  package static func instant(_ text: String, in zone: Zone) throws(WorldFault) -> Instant {
    guard let parsed = ISO8601.parse(text, in: zone) else {
      throw WorldFault(
        message: "\"\(text)\" is no instant: write it as \"2026-05-08T16:00:00+02:00\"")
    }
    return parsed.instant
  }

  private static func instant(
    _ value: Value, _ name: String, in zone: Zone
  ) throws(WorldFault) -> Instant {
    if case .instant(let instant) = value { return instant }
    return try instant(text(value, name), in: zone)
  }

  private static func table<Item>(
    _ value: Value, _ name: String, _ read: (Value, String) throws(WorldFault) -> Item
  ) throws(WorldFault) -> [String: Item] {
    // An empty table in Lua may be either.
    if value == .list([]) { return [:] }
    guard case .object(let members) = value else {
      throw wrong(name, "names and values", value)
    }
    var items: [String: Item] = [:]
    for (key, value) in members {
      guard let value else { continue }
      items[key] = try read(value, "\(name).\(key)")
    }
    return items
  }

  private static func count(_ value: Value, _ name: String) throws(WorldFault) -> Int {
    guard case .integer(let number) = value else { throw wrong(name, "a whole number", value) }
    guard number >= 0 else {
      throw WorldFault(message: "\"\(name)\" is \(number): it counts from 0")
    }
    return number
  }

  private static func text(_ value: Value, _ name: String) throws(WorldFault) -> String {
    guard case .text(let text) = value else { throw wrong(name, "a text", value) }
    return text
  }

  private static func requester(
    _ value: Value, _ path: String
  ) throws(WorldFault) -> RequesterContext {
    if value == .list([]) { return RequesterContext() }
    guard case .object(let members) = value else {
      throw wrong(path, "names and values", value)
    }
    var context = RequesterContext()
    for (name, value) in members {
      guard let value else { continue }
      switch name {
      case "segment": context.segment = try text(value, "\(path).\(name)")
      case "open_requests": context.openRequests = try count(value, "\(path).\(name)")
      case "contacts": context.contacts = try count(value, "\(path).\(name)")
      default: throw unknown(name, in: path, "segment, open_requests, contacts")
      }
    }
    return context
  }

  /// `{ { agreement = "…", at = "…", customer = "…" }, … }`
  private static func breaches(_ value: Value, in zone: Zone) throws(WorldFault) -> [Breach] {
    guard case .list(let values) = value else {
      throw wrong("breaches", "a list of broken promises", value)
    }
    var breaches: [Breach] = []
    for (number, value) in values.enumerated() {
      let path = "breaches[\(number + 1)]"
      guard case .object(let members) = value else { throw wrong(path, "names and values", value) }
      var agreement: String?
      var at: Instant?
      var breach = Breach(agreement: "", at: Instant(milliseconds: 0))
      for (name, value) in members {
        guard let value else { continue }
        switch name {
        case "agreement": agreement = try text(value, "\(path).\(name)")
        case "at": at = try instant(value, "\(path).\(name)", in: zone)
        case "customer": breach.customer = try text(value, "\(path).\(name)")
        case "service": breach.service = try text(value, "\(path).\(name)")
        case "provider": breach.provider = try text(value, "\(path).\(name)")
        default: throw unknown(name, in: path, "agreement, at, customer, service, provider")
        }
      }
      guard let agreement, let at else {
        throw WorldFault(message: "\"\(path)\" does not say what was broken, or when")
      }
      breach.agreement = agreement
      breach.at = at
      breaches.append(breach)
    }
    return breaches
  }

  private static func wrong(_ name: String, _ wanted: String, _ value: Value) -> WorldFault {
    WorldFault(message: "\"\(name)\" takes \(wanted), found \(article(value.typeName))")
  }

  private static func article(_ type: String) -> String {
    guard let first = type.first else { return type }
    return ("aeio".contains(first) ? "an " : "a ") + type
  }

  private static func unknown(_ name: String, in place: String, _ known: String) -> WorldFault {
    WorldFault(message: "\"\(name)\" is no part of \(place): it has \(known)")
  }
}
