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

  /// Makes room for so many elements, what there is of it already being left as it is.
  mutating func reserve(_ room: Int, filling element: Element) {
    if elements.count < room {
      elements.append(contentsOf: repeatElement(element, count: room - elements.count))
    }
  }

  /// Lends all room and the count, to be changed together: that the room is the list's own is made
  /// sure of once.
  @inline(__always)
  mutating func fill(_ body: (inout MutableSpan<Element>, inout Int) -> Void) {
    var count = count
    var span = elements.mutableSpan
    body(&span, &count)
    self.count = count
  }

  /// Appends elements that are made by their number, from 0.
  @inline(__always)
  mutating func append(_ more: Int, _ element: (Int) -> Element) {
    let first = count
    while elements.count < first + more { elements.append(element(elements.count - first)) }
    var span = elements.mutableSpan
    for number in 0..<more { span[first &+ number] = element(number) }
    count = first + more
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

  @inline(__always)
  subscript(place: Int) -> Element { elements[place] }
}
