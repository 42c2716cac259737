import BatonModel

extension Gate {
  /// What is to be said of those who must agree; nil if nothing is.
  var doubt: ProofFinding? {
    agreedBy.isEmpty || agreedBy.contains { $0.party == Self.customer }
      ? nil : .noCustomerAgrees(self)
  }

  private static let customer = "customer"
}

extension ProofWording {
  static func noCustomerAgrees(_ gate: Gate) -> Wording {
    let roles = gate.agreedBy.map(\.role)
    return Wording(
      "no-customer-agrees",
      "rules go live without any customer: "
        + (roles.count == 1
          ? "\(list(roles)) is no role of a customer" : "none of \(list(roles)) is of a customer"),
      help: "add a role with party = \"customer\" to agreed_by")
  }
}
