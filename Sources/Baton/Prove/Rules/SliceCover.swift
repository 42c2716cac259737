import BatonModel
import BatonTime

/// Kinds and priorities of requests about a service for which, at some time in the service's hours, no
/// group is open to which routes may lead them; where others of its requests do reach one.
///
/// ``GroupCover`` looks at all requests about a service at once. Here each kind and priority is a box of
/// its own, and the rows that may take one are those before the first that takes all of it. What a
/// function chooses is left out, and said there not to be decided.
struct SliceCover {
  let space: RequestSpace
  let field: RowField
  let hidden: Set<Int>
  let cover: GroupCover

  /// A kind and a priority, where rules tell them apart.
  private struct Slice {
    let words: String
    let box: RequestBox
  }

  func findings() -> [RuleFinding] {
    let slices = slices
    guard slices.count > 1 else { return [] }
    let rules = space.bases[0].rules
    let serviceAxis = space.axis(ofField: "service")
    return rules.catalogue.records(of: .service).compactMap { service in
      guard case .text(let hours)? = service["hours"], let place = service.place else { return nil }
      var box = RequestBox.everything
      if let serviceAxis {
        guard let number = space.number(ofRecord: service.name, onAxis: serviceAxis) else {
          return nil
        }
        box = RequestBox(serviceAxis, ClassSet(number))
      }
      var found: [(words: String, stretch: GroupCover.Stretch)] = []
      for slice in slices {
        guard let whole = box.intersection(slice.box), comes(whole), let groups = groups(whole),
          let stretch = cover.thinnest(groups: groups, in: hours), stretch.groups == 0
        else { continue }
        found.append((slice.words, stretch))
      }
      // What is so for all of them is told of the service.
      guard let first = found.first, found.count < slices.count else { return nil }
      let zone = rules.calendars[hours]?.hours.zone ?? rules.zone
      return .nobodyOpen(
        service.name, place: place, slices: found.map(\.words), hours: hours, first.stretch, zone)
    }
  }

  /// Whether some request comes to be so.
  private func comes(_ box: RequestBox) -> Bool {
    var search = BoxSearch(space, budget: StageDoubts.mostForOne)
    if case .none = search.search(box, [], restIsRight: false) { return false }
    return true
  }

  private var slices: [Slice] {
    var slices = [Slice(words: "", box: .everything)]
    for name in ["kind", "priority"] {
      guard let axis = space.axis(ofField: name),
        case .values(let values) = space.axes[axis].content
      else { continue }
      slices = slices.flatMap { slice in
        (1..<values.count).compactMap { number -> Slice? in
          guard let value = values.example(number),
            let box = slice.box.intersection(RequestBox(axis, ClassSet(number)))
          else { return nil }
          let words = "\(name) = \(ConditionWording.words(value))"
          return Slice(words: slice.words.isEmpty ? words : "\(slice.words), \(words)", box: box)
        }
      }
    }
    return slices
  }

  /// The calendars of the groups to which rows may lead requests of a box, nil for always; nil where a
  /// function chooses, or where they lead to no group.
  private func groups(_ box: RequestBox) -> [String?]? {
    let catalogue = space.bases[0].rules.catalogue
    var names: Set<String> = []
    for (row, outer) in field.taking(box) where !hidden.contains(row) {
      guard let targets = field.rows[row].targets else { return nil }
      names.formUnion(targets.map(\.name))
      let isLasting = field.rows[row].head.from == nil && field.rows[row].head.until == nil
      if outer.isExact, isLasting, field.rows[row].isSure, outer.contains(box) { break }
    }
    let groups = names.compactMap { catalogue.record(.group, $0) }
    // Whoever is told is there at all times.
    guard groups.count == names.count, !groups.isEmpty else { return nil }
    return groups.map { if case .text(let hours)? = $0["hours"] { hours } else { nil } }
  }
}

extension RequestSpace {
  /// The class of a declared record on an axis of records; nil on another axis.
  func number(ofRecord name: String, onAxis axis: Int) -> Int? {
    guard case .records = axes[axis].content, let kind = axes[axis].place.records else {
      return nil
    }
    return recordNumbers[axis]?[name]
      ?? (bases[0].rules.catalogue.record(kind, name) == nil ? nil : 0)
  }
}
