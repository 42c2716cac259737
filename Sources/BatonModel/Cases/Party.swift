/// Whose side somebody is on. Written as `customer`, `service_integrator` or a provider's name.
public enum Party: Sendable, Hashable {
  case customer
  case integrator
  case provider(String)

  public var name: String {
    switch self {
    case .customer: "customer"
    case .integrator: "service_integrator"
    case .provider(let name): name
    }
  }

  public init(named name: String) {
    switch name {
    case "customer": self = .customer
    case "service_integrator": self = .integrator
    default: self = .provider(name)
    }
  }
}

extension Party: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(named: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

extension Party: CustomStringConvertible {
  public var description: String { name }
}
