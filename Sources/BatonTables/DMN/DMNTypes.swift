import BatonModel

/// The types of a model: those of FEEL, and its item definitions.
struct DMNTypes {
  /// What a name has.
  struct Resolved: Sendable {
    enum Base: Sendable, Equatable {
      case field(FieldType)
      /// A time of day or a duration, in words.
      case unheld(String)
      case structure
      case unknown
    }

    var base: Base
    /// How its values are limited, as it is written.
    var allowed: String?
    var isList = false
    var components: [Component] = []

    static let unknown = Resolved(base: .unknown)
  }

  struct Component: Sendable {
    let name: String
    let type: Resolved
  }

  private static let deepest = 20

  /// By name.
  private let definitions: [String: XMLElement]

  init(_ definitions: [XMLElement]) {
    self.definitions = Dictionary(
      definitions.compactMap { element in element["name"].map { ($0, element) } },
      uniquingKeysWith: { first, _ in first })
  }

  func type(_ reference: String?) -> Resolved { type(reference, depth: 0) }

  private func type(_ reference: String?, depth: Int) -> Resolved {
    guard let reference = reference?.trimmingBlanks, !reference.isEmpty, depth < Self.deepest
    else { return .unknown }
    if let definition = definitions[reference] { return type(definition, depth: depth + 1) }
    // DMN 1.1 writes a prefix: `feel:string`.
    let local = reference.split(separator: ":").last.map(String.init) ?? reference
    if let definition = definitions[local] { return type(definition, depth: depth + 1) }
    return Resolved(base: Self.builtIn(local))
  }

  private func type(_ definition: XMLElement, depth: Int) -> Resolved {
    let components = definition.children("itemComponent")
    var resolved: Resolved
    if components.isEmpty {
      let reference = definition.child("typeRef")?.trimmedText ?? definition["typeRef"]
      resolved = type(reference, depth: depth + 1)
    } else {
      resolved = Resolved(base: .structure)
      if depth < Self.deepest {
        resolved.components = components.map {
          Component(
            name: DMNReader.normalised($0["name"] ?? ""), type: type($0, depth: depth + 1))
        }
      }
    }
    if let allowed = definition.child("allowedValues")?.child("text")?.trimmedText,
      !allowed.isEmpty
    {
      resolved.allowed = allowed
    }
    if definition["isCollection"] == "true" { resolved.isList = true }
    return resolved
  }

  /// FEEL's own types, in the spellings of all versions, and those that tools write for them.
  private static func builtIn(_ name: String) -> Resolved.Base {
    switch name.lowercased().filter({ $0.isLetter }) {
    case "string": .field(.text)
    case "number", "integer", "long", "double", "decimal": .field(.number)
    case "boolean": .field(.yesNo)
    case "date", "datetime", "dateandtime": .field(.instant)
    case "time": .unheld("time of day")
    case "daysandtimeduration", "daytimeduration", "yearsandmonthsduration", "yearmonthduration",
      "duration":
      .unheld("duration")
    default: .unknown
    }
  }
}
