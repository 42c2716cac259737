import Baton

/// Where the states and ways of a process are drawn.
///
/// Each state is a row, in the order of their layers, so that no line can cross a box: a
/// way to the next row goes straight down, other ways down are lanes on the right, ways back up are
/// lanes on the left. Lanes of short ways are inside those of long ones, and ends at a box are ordered
/// so that ways of one side cross as seldom as they can.
struct ProcessLayout {
  struct Box {
    let state: Int
    let y: Double
    let height: Double
  }

  struct Line {
    let edge: ProcessEdge
    /// Nil: straight down.
    let lane: Lane?
  }

  struct Lane {
    let isRight: Bool
    let x: Double
    let start: Double
    let end: Double
  }

  static let boxWidth = 250.0
  static let gap = 44.0
  private static let laneWidth = 16.0
  private static let portHeight = 17.0
  private static let margin = 24.0
  private static let top = 64.0

  let boxLeft: Double
  let boxes: [Box]
  let lines: [Line]
  let width: Double
  let bottom: Double

  var boxRight: Double { boxLeft + Self.boxWidth }
  var center: Double { boxLeft + Self.boxWidth / 2 }

  /// - Parameters:
  ///   - lineCounts: how many lines of text there are in each state's box.
  ///   - isFinal: which states come last.
  ///   - labelRoom: how much room labels need at the sides.
  init(
    _ edges: [ProcessEdge], lineCounts: [Int], isFinal: [Bool],
    labelRoom: (left: Double, right: Double)
  ) {
    let order = Self.order(edges, isFinal)
    var rows = [Int](repeating: 0, count: order.count)
    for (row, state) in order.enumerated() { rows[state] = row }
    var left: [Route] = []
    var right: [Route] = []
    for (number, edge) in edges.enumerated() {
      let (from, target) = (rows[edge.from], rows[edge.target])
      if target == from + 1 { continue }
      let route = Route(edge: number, from: from, target: target)
      if target > from { right.append(route) } else { left.append(route) }
    }
    let leftLanes = Self.lanes(&left)
    let rightLanes = Self.lanes(&right)

    let (leftPorts, rightPorts) = (Self.ports(left, order.count), Self.ports(right, order.count))
    boxLeft = Self.margin + Double(leftLanes) * Self.laneWidth + labelRoom.left
    var boxes: [Box] = []
    var y = Self.top
    for (row, state) in order.enumerated() {
      let ports = max(leftPorts[row].count, rightPorts[row].count)
      let height = max(
        24 + Double(lineCounts[state]) * 16, Double(ports + 1) * Self.portHeight)
      boxes.append(Box(state: state, y: y, height: height))
      y += height + Self.gap
    }
    self.boxes = boxes
    bottom = y - Self.gap
    let (boxLeft, boxRight) = (self.boxLeft, self.boxLeft + Self.boxWidth)
    let (boxed, room) = (boxes, labelRoom)
    func port(_ row: Int, _ position: Int, of ports: [[Port]]) -> Double {
      boxed[row].y + boxed[row].height * Double(position + 1) / Double(ports[row].count + 1)
    }
    var lanes: [Int: Lane] = [:]
    for (routes, ports, isRight) in [(left, leftPorts, false), (right, rightPorts, true)] {
      for route in routes {
        func position(_ row: Int, leaves: Bool) -> Int {
          ports[row].firstIndex { $0.edge == route.edge && $0.leaves == leaves } ?? 0
        }
        let distance = Double(route.lane + 1) * Self.laneWidth
        lanes[route.edge] = Lane(
          isRight: isRight,
          x: isRight ? boxRight + room.right + distance : boxLeft - room.left - distance,
          start: port(route.from, position(route.from, leaves: true), of: ports),
          end: port(route.target, position(route.target, leaves: false), of: ports))
      }
    }
    lines = edges.indices.map { Line(edge: edges[$0], lane: lanes[$0]) }
    width = boxRight + labelRoom.right + Double(rightLanes) * Self.laneWidth + Self.margin
  }

  /// States in layers: as far from the first as the longest way that goes on as the states are
  /// written; final ones behind all others.
  private static func order(_ edges: [ProcessEdge], _ isFinal: [Bool]) -> [Int] {
    var layers = [Int](repeating: 0, count: isFinal.count)
    for state in isFinal.indices {
      for edge in edges
      where edge.from == state && edge.target > state && edge.kind != .illegal {
        layers[edge.target] = max(layers[edge.target], layers[state] + 1)
      }
    }
    for state in isFinal.indices where isFinal[state] { layers[state] += isFinal.count }
    return isFinal.indices.sorted { (layers[$0], $0) < (layers[$1], $1) }
  }

  // MARK: Lanes

  private struct Route {
    let edge: Int
    let from: Int
    let target: Int
    var lane = 0

    var top: Int { min(from, target) }
    var bottom: Int { max(from, target) }
    var isDown: Bool { target > from }
  }

  /// Gives each route the innermost lane that is free along it. Short ones first.
  private static func lanes(_ routes: inout [Route]) -> Int {
    routes.sort { ($0.bottom - $0.top, $0.top, $0.edge) < ($1.bottom - $1.top, $1.top, $1.edge) }
    var taken: [[(top: Int, bottom: Int)]] = []
    for position in routes.indices {
      let route = routes[position]
      let lane =
        taken.firstIndex { lane in
          lane.allSatisfy { route.bottom < $0.top || $0.bottom < route.top }
        } ?? taken.count
      if lane == taken.count { taken.append([]) }
      taken[lane].append((route.top, route.bottom))
      routes[position].lane = lane
    }
    return taken.count
  }

  // MARK: Ports

  private struct Port {
    let edge: Int
    let leaves: Bool
    let lane: Int
    /// Whether its lane goes up from here.
    let goesUp: Bool
  }

  /// Row by row from the top: first the lanes that come from above, the innermost first, then those
  /// that go below, the outermost first, so that none cuts another's end.
  private static func ports(_ routes: [Route], _ rows: Int) -> [[Port]] {
    var ports = [[Port]](repeating: [], count: rows)
    for route in routes {
      ports[route.from].append(
        Port(edge: route.edge, leaves: true, lane: route.lane, goesUp: !route.isDown))
      ports[route.target].append(
        Port(edge: route.edge, leaves: false, lane: route.lane, goesUp: route.isDown))
    }
    return ports.map { row in
      row.filter(\.goesUp).sorted { $0.lane < $1.lane }
        + row.filter { !$0.goesUp }.sorted { $0.lane > $1.lane }
    }
  }
}
