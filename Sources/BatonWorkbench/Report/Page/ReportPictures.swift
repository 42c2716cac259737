import BatonModel

/// The pictures of a report. Each says in words what it shows, and stands above the table that has the
/// numbers.
enum ReportPictures {
  private static let mostParties = 10
  private static let kinds = Stretch.Kind.allCases.map(\.rawValue)

  private struct Bar {
    let name: String
    var parts: [(kind: String, share: Double)] = []
    var total: Double { parts.reduce(0) { $0 + $1.share } }
  }

  // MARK: Where the time went

  /// For each party a bar of its parts by kind, as long as its share of all time.
  static func time(_ table: ReportTable) -> [String] {
    guard let party = table.column("party"), let kind = table.column("kind"),
      let share = table.column("share")
    else { return [] }
    var bars: [Bar] = []
    for row in table.rows {
      guard case .share(let part) = row.cells[share], case .text(let kind) = row.cells[kind] else {
        continue
      }
      let name: String
      if case .text(let text) = row.cells[party] { name = text } else { name = "not known" }
      if bars.last?.name != name { bars.append(Bar(name: name)) }
      bars[bars.count - 1].parts.append((kind, part))
    }
    guard let longest = bars.map(\.total).max(), longest > 0 else { return [] }
    let used = Set(bars.flatMap { $0.parts.map(\.kind) })
    var lines = [
      "<figure><figcaption>Each party's share of all time, by kind</figcaption>",
      "<ul class=\"legend\">",
    ]
    lines += kinds.filter(used.contains).map {
      "<li><span class=\"key \($0)\"></span>\($0.replacing("_", with: " "))</li>"
    }
    lines.append("</ul>")
    for bar in bars.prefix(mostParties) {
      let told = bar.parts.map {
        "\($0.kind.replacing("_", with: " ")) \(ReportCell.percent($0.share))"
      }.joined(separator: ", ")
      lines.append(
        "<div class=\"bar\" role=\"img\" aria-label=\"\(XMLText.escaped("\(bar.name): \(told)"))\">"
          + "<span class=\"name\">\(XMLText.escaped(bar.name))</span><span class=\"track\">"
          + bar.parts.map { part in
            let width = (part.share / longest * 1000).rounded() / 10
            return "<span class=\"part \(part.kind)\" style=\"width:\(width)%\" title=\""
              + "\(part.kind.replacing("_", with: " ")) \(ReportCell.percent(part.share))\"></span>"
          }.joined()
          + "</span><span class=\"sum\">\(ReportCell.percent(bar.total))</span></div>")
    }
    if bars.count > mostParties {
      lines.append("<p>and \(bars.count - mostParties) more parties in the table</p>")
    }
    return lines + ["</figure>"]
  }

  // MARK: Handoffs

  private struct Flow {
    let from: String
    let to: String
    let times: Int
  }

  /// Bands from the parties that hand over to those that get it, as wide as how often.
  static func handoffs(_ table: ReportTable) -> [String] {
    guard let from = table.column("from"), let to = table.column("to"),
      let times = table.column("times")
    else { return [] }
    var flows = table.rows.compactMap { row -> Flow? in
      guard case .count(let times) = row.cells[times], times > 0 else { return nil }
      return Flow(from: name(row.cells[from]), to: name(row.cells[to]), times: times)
    }
    flows = gathered(flows)
    if flows.isEmpty { return [] }
    let all = flows.reduce(0) { $0 + $1.times }
    let (sources, targets) = (ends(flows, \.from), ends(flows, \.to))
    let height = 360.0
    let gap = 13.0
    let rows = Double(max(sources.count, targets.count))
    let scale = max(0.01, (height - gap * (rows - 1)) / Double(all))
    let total = Double(all) * scale + gap * (rows - 1)
    var left = starts(sources, scale, gap)
    var right = starts(targets, scale, gap)
    var bands: [String] = []
    for flow in flows {
      let width = Double(flow.times) * scale
      let (one, other) = (left[flow.from] ?? 0, right[flow.to] ?? 0)
      left[flow.from] = one + width
      right[flow.to] = other + width
      let told = XMLText.escaped("\(flow.from) to \(flow.to): \(flow.times)")
      bands.append(
        "<path class=\"band\" d=\"M210 \(n(one)) C360 \(n(one)) 360 \(n(other)) 510 \(n(other)) "
          + "L510 \(n(other + width)) C360 \(n(other + width)) 360 \(n(one + width)) 210 "
          + "\(n(one + width)) Z\"><title>\(told)</title></path>")
    }
    let most = flows.prefix(3).map { "\($0.from) to \($0.to) \($0.times)" }.joined(separator: ", ")
    return [
      "<figure><figcaption>From whom to whom cases were handed over</figcaption>",
      "<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"handovers as a picture\">",
      "<svg viewBox=\"0 -14 720 \(n(total + 28))\" role=\"img\" aria-label=\""
        + XMLText.escaped("\(all) handovers; most: \(most)") + "\">",
    ] + bands + labels(sources, starts(sources, scale, gap), scale, isLeft: true)
      + labels(targets, starts(targets, scale, gap), scale, isLeft: false)
      + ["</svg></div></figure>"]
  }

  private static func name(_ cell: ReportTable.Cell) -> String {
    if case .text(let text) = cell { text } else { "not known" }
  }

  private typealias End = (name: String, times: Int)

  private static func ends(_ flows: [Flow], _ end: (Flow) -> String) -> [End] {
    var sums: [String: Int] = [:]
    for flow in flows { sums[end(flow), default: 0] += flow.times }
    return sums.map { (name: $0.key, times: $0.value) }
      .sorted { ($1.times, $0.name) < ($0.times, $1.name) }
  }

  private static let others = "others"

  /// Of many parties those that hand over least become one.
  private static func gathered(_ flows: [Flow]) -> [Flow] {
    let kept = Set(ends(flows, \.from).prefix(mostParties).map(\.name))
    let got = Set(ends(flows, \.to).prefix(mostParties).map(\.name))
    var sums: [[String]: Int] = [:]
    for flow in flows {
      let key = [
        kept.contains(flow.from) ? flow.from : others, got.contains(flow.to) ? flow.to : others,
      ]
      sums[key, default: 0] += flow.times
    }
    return sums.map { Flow(from: $0.key[0], to: $0.key[1], times: $0.value) }
      .sorted { ($1.times, $0.from, $0.to) < ($0.times, $1.from, $1.to) }
  }

  private static func starts(_ ends: [End], _ scale: Double, _ gap: Double) -> [String: Double] {
    var starts: [String: Double] = [:]
    var y = 0.0
    for end in ends {
      starts[end.name] = y
      y += Double(end.times) * scale + gap
    }
    return starts
  }

  private static func labels(
    _ ends: [End], _ starts: [String: Double], _ scale: Double, isLeft: Bool
  ) -> [String] {
    ends.flatMap { end -> [String] in
      let y = starts[end.name] ?? 0
      let height = max(1, Double(end.times) * scale)
      let x = isLeft ? 198.0 : 510.0
      return [
        "<rect class=\"end\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"12\" height=\"\(n(height))\"/>",
        "<text x=\"\(isLeft ? 192 : 528)\" y=\"\(n(y + height / 2 + 4))\""
          + (isLeft ? " text-anchor=\"end\"" : "")
          + ">\(XMLText.escaped(shortened(end.name))) \(end.times)</text>",
      ]
    }
  }

  private static func shortened(_ name: String) -> String {
    name.count > 20 ? name.prefix(19) + "…" : name
  }

  private static func n(_ number: Double) -> String {
    let tenths = (number * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }
}

extension ReportTable {
  /// The position of a column by its name.
  func column(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
}
