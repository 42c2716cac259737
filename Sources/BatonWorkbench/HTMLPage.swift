/// The pages that the tools write: one file each, with nothing fetched, light or dark as the reader is, to
/// be read, printed and sent. None needs a script to be read.
enum HTMLPage {
  /// - Parameter hasScript: whether one in the body may run; browsers are told to run no other.
  static func text(
    title: String, style more: String = "", hasScript: Bool = false, _ body: [String]
  ) -> String {
    let title = XMLText.escaped(title)
    let lines =
      [
        "<!doctype html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          + "style-src 'unsafe-inline'\(hasScript ? "; script-src 'unsafe-inline'" : "")\">",
        "<title>\(title)</title>", "<style>\(style + more)</style>", "</head>", "<body>", "<main>",
        "<h1>\(title)</h1>",
      ] + body + ["</main>", "</body>", "</html>", ""]
    return lines.joined(separator: "\n")
  }

  /// A table that scrolls by itself where it is too wide, and can be reached with the keyboard.
  /// - Parameters:
  ///   - rows: as many cells as the head has, as HTML.
  ///   - numbers: columns of numbers, which stand to the right.
  static func table(
    _ label: String, head: [String], rows: [[String]], numbers: Set<Int> = []
  ) -> [String] {
    func cells(_ row: [String], _ start: String, _ end: String) -> String {
      row.enumerated().map { index, cell in
        "<\(start)\(numbers.contains(index) ? " class=\"number\"" : "")>\(cell)</\(end)>"
      }.joined()
    }
    return [
      "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"\(XMLText.escaped(label))\">",
      "<table>",
      "<thead><tr>" + cells(head.map { XMLText.escaped($0) }, "th scope=\"col\"", "th")
        + "</tr></thead>", "<tbody>",
    ] + rows.map { "<tr>" + cells($0, "td", "td") + "</tr>" } + ["</tbody></table></div>"]
  }

  /// What stands in a file, word by word; it can be folded, and is not when it is printed at once.
  static func quote(_ quote: Page.Quote) -> [String] {
    [
      "<details open><summary>\(XMLText.escaped(quote.title))</summary>",
      "<pre tabindex=\"0\"><code>\(XMLText.escaped(quote.text))</code></pre></details>",
    ]
  }

  static func list(_ items: [String]) -> [String] {
    items.isEmpty ? [] : ["<ul>"] + items.map { "<li>\($0)</li>" } + ["</ul>"]
  }

  private static let style = """
    :root{color-scheme:light dark;--line:#c8ccd2;--soft:#f2f4f7;--text:#1a1d21;--page:#fff;--link:#0b57d0;--faint:#5b6470}
    @media (prefers-color-scheme:dark){:root{--line:#454b54;--soft:#23272d;--text:#e8eaed;--page:#15181c;--link:#8ab4f8;--faint:#a3abb6}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
    main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    a{color:var(--link)}
    h1{font-size:1.5rem;overflow-wrap:anywhere}h2{font-size:1.2rem;margin-top:2.2rem}h3{font-size:1.05rem}
    .table{overflow-x:auto}.table:focus-visible{outline:3px solid var(--link)}
    table{border-collapse:collapse;width:100%}
    th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}
    th{background:var(--soft)}.number{text-align:right;font-variant-numeric:tabular-nums}
    p,li{overflow-wrap:anywhere}
    code{font:.9em/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
    pre{overflow-x:auto;background:var(--soft);padding:.6rem}pre code{white-space:pre-wrap}
    pre:focus-visible,summary:focus-visible{outline:3px solid var(--link)}
    @media print{body{font-size:11pt}.table{overflow:visible}tr{break-inside:avoid}}

    """
}
