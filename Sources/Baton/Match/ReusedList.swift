/// A list that is filled for one request after another: emptying it sets a count and touches nothing,
/// and appending writes over what is left from before. So it is for elements without references. A
/// copy shares its room until one is changed.
struct ReusedList<Element: Sendable>: Sendable {
  private var elements: [Element] = []
  private(set) var count = 0

  mutating func removeAll() { count = 0 }

  mutating func append(_ element: Element) {
    if count < elements.count { elements[count] = element } else { elements.append(element) }
    count += 1
  }

  /// Puts an element before the one at a place; the last goes where there is room for no more.
  /// - Parameter most: how many there may be.
  mutating func insert(_ element: Element, at place: Int, upTo most: Int) {
    if count < most { append(element) }
    var free = count - 1
    while free > place {
      elements[free] = elements[free - 1]
      free -= 1
    }
    elements[place] = element
  }

  mutating func remove(at place: Int) {
    count -= 1
    for next in place..<count { elements[next] = elements[next + 1] }
  }
}

extension ReusedList: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(place: Int) -> Element { elements[place] }
}
