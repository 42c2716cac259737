import BatonModel

/// Promises of availability that those behind them do not make sure.
///
/// O(what they stand on) for each service with a promise; nothing depends on the day.
struct AvailabilityDoubts {
  let rules: CompiledRuleBase

  func findings() -> [ProofFinding] {
    let catalogue = rules.catalogue
    return catalogue.records(of: .service).compactMap { service in
      guard service[FieldTable.promisedAvailability] != nil, let place = service.place else {
        return nil
      }
      let whole = EndToEnd(of: service.name, in: catalogue)
      guard let promised = whole.promised else { return nil }
      if whole.leftByDeclared < promised { return .availabilityShort(whole, place: place) }
      return whole.withoutAvailability.isEmpty
        ? nil : .availabilityNotDecided(whole, place: place)
    }
  }
}
