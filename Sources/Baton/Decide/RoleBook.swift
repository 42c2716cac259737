import BatonModel
import BatonRecords

/// The roles that can answer for a request, and which does for each service.
struct RoleBook: Sendable {
  private(set) var names: [String] = []
  private(set) var pieces: [Piece] = []
  /// Nil for a role that is not declared.
  private(set) var symbols: [Symbol?] = []
  /// The role that answers for requests whose service names none: the first role that was
  /// declared for the service integrator.
  private(set) var integrator = RoleNumber.none
  private var numbers: [String: RoleNumber] = [:]
  /// By the number of a service's symbol.
  private var ofService: [RoleNumber] = []

  init(_ catalogue: Catalogue, _ schema: FactSchema, _ arena: inout PieceArena) {
    let roles = catalogue.records(of: .role)
    for role in roles { add(role.name, schema, &arena) }
    if let first = roles.first(where: { $0["party"] == .text("service_integrator") }) {
      integrator = number(of: first.name)
    }
    for service in catalogue.records(of: .service) {
      guard let role = service["accountable"]?.asReference.name,
        let symbol = schema.symbol(service.name)
      else { continue }
      add(role, schema, &arena)
      let index = Int(symbol.number)
      while ofService.count <= index { ofService.append(.none) }
      ofService[index] = number(of: role)
    }
  }

  private mutating func add(
    _ name: String, _ schema: FactSchema, _ arena: inout PieceArena
  ) {
    guard numbers[name] == nil else { return }
    numbers[name] = RoleNumber(names.count)
    names.append(name)
    pieces.append(arena.add(name))
    symbols.append(schema.symbol(name))
  }

  /// None for a name that is no role.
  func number(of name: String) -> RoleNumber { numbers[name] ?? .none }

  /// Who answers for a service; none if it does not say.
  func accountable(for service: Symbol) -> RoleNumber {
    let index = Int(service.number)
    return index < ofService.count ? ofService[index] : .none
  }
}
