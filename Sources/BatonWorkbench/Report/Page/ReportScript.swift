/// How the page of a report looks beyond other pages, and what opens its cases.
enum ReportScript {
  static let style = """
    .links{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;list-style:none}
    section{scroll-margin-top:1rem}tr:target{outline:3px solid var(--link);outline-offset:-3px}
    .legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;list-style:none;font-size:.9rem}
    .key{display:inline-block;width:.9em;height:.9em;margin-right:.35em;border:1px solid var(--text)}
    figure{margin:1rem 0}figcaption{color:var(--faint)}
    .bar{display:grid;grid-template-columns:minmax(6rem,12rem) 1fr 4.5rem;gap:.6rem;align-items:center;margin:.25rem 0}
    .name{overflow-wrap:anywhere;line-height:1.2}.track{display:flex;height:1.3rem}
    .part{border-right:1px solid var(--page)}.sum{text-align:right;font-variant-numeric:tabular-nums}
    .working{background:#2f7d4f}.waiting{background:#d08700}.handoff{background:#b4437c}
    .customer{background:#3b74c9}.third_party{background:#7a5bc2}.dispute{background:#c23b3b}
    .closed_hours{background:#8a929e}.unknown{background:repeating-linear-gradient(45deg,#8a929e 0 4px,transparent 4px 8px)}
    .picture{overflow-x:auto}.picture svg{min-width:36rem;width:100%;max-width:56rem;height:auto;font:13px system-ui,sans-serif}
    .picture:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid var(--link)}
    svg text{fill:var(--text)}.end{fill:var(--faint)}.band{fill:var(--link);opacity:.35}.band:hover{opacity:.7}
    button{font:inherit;color:var(--link);background:var(--page);border:1px solid var(--link);border-radius:.3rem;padding:.1rem .6rem;cursor:pointer}
    input{font:inherit;color:inherit;background:var(--page);border:1px solid var(--faint);border-radius:.3rem;padding:.15rem .4rem}
    td.open{text-align:right;white-space:nowrap}td.number{white-space:nowrap}html:not(.live) .open{display:none}
    dialog{width:min(70rem,96vw);max-height:92vh;color:var(--text);background:var(--page);border:1px solid var(--faint);border-radius:.5rem}
    dialog form{text-align:right}dialog::backdrop{background:rgb(0 0 0/.5)}
    .life{display:flex;height:1.6rem;margin:.6rem 0}.life .part{min-width:1px}
    @media (max-width:40rem){.bar{grid-template-columns:5.5rem 1fr 3.6rem}}
    @media print{nav,.find,.open,dialog{display:none!important}.part,.key,.band{print-color-adjust:exact}}

    """

  /// Opens the cases of a row, and the life of a case. Pieces of data are parsed when they are needed.
  static let script = """
    (() => {
      const parsed = new Map();
      const data = id => {
        if (!parsed.has(id)) {
          const element = document.getElementById("data-" + id);
          parsed.set(id, element && JSON.parse(element.textContent));
        }
        return parsed.get(id);
      };
      const piece = \(ReportData.piece), page = 100;
      const caseAt = number => data("cases-" + Math.floor(number / piece))[number % piece];
      const name = number => number === null ? "not known" : data("names")[number];
      const dialog = document.querySelector("dialog");
      const title = dialog.querySelector("h2"), content = dialog.querySelector(".content");
      const time = at => at === null ? "" : new Date(at).toISOString().slice(0, 16).replace("T", " ");
      const length = ms => {
        const minutes = Math.round(ms / 60000);
        if (ms > 0 && minutes === 0) return "< 1 min";
        const parts = [[Math.floor(minutes / 1440), "d"], [Math.floor(minutes / 60) % 24, "h"], [minutes % 60, "min"]];
        return parts.filter(p => p[0] > 0).map(p => p[0] + " " + p[1]).join(" ") || "0 min";
      };
      const make = (tag, text, attributes) => {
        const element = document.createElement(tag);
        if (text !== undefined) element.textContent = text;
        for (const key in attributes || {}) element.setAttribute(key, attributes[key]);
        return element;
      };
      const table = (label, head, rows) => {
        const region = make("div", undefined, {class: "table", tabindex: "0", role: "region", "aria-label": label});
        const table = region.appendChild(make("table"));
        const row = table.appendChild(make("thead")).appendChild(make("tr"));
        for (const text of head) row.appendChild(make("th", text, {scope: "col"}));
        const body = table.appendChild(make("tbody"));
        for (const cells of rows) {
          const row = body.appendChild(make("tr"));
          for (const cell of cells) {
            const td = row.appendChild(make("td"));
            if (cell instanceof Node) td.appendChild(cell); else td.textContent = cell;
          }
        }
        return region;
      };
      const show = (text, ...nodes) => {
        title.textContent = text;
        content.replaceChildren(...nodes);
        if (!dialog.open) dialog.showModal();
        title.focus();
      };
      const life = (number, back) => {
        const [id, opened, end, ending, party, priority, spans] = caseAt(number);
        const nodes = [];
        if (back) {
          const button = make("button", "Back");
          button.onclick = back;
          nodes.push(button);
        }
        nodes.push(make("p", opened === null ? "nobody knows when it opened" :
          time(opened) + " to " + time(end) + " UTC, " + length(end - opened) + ", " + ending +
          (priority ? ", P" + priority : "") + (party === null ? "" : ", at " + name(party))));
        const kinds = data("kinds"), reasons = data("reasons"), whole = Math.max(1, end - opened);
        const bar = make("div", undefined, {class: "life", role: "img", "aria-label": "its time from left to right; the table says it in words"});
        for (const span of spans) bar.appendChild(make("span", undefined, {
          class: "part " + kinds[span[4]], style: "width:" + span[1] / whole * 100 + "%",
          title: kinds[span[4]] + " " + length(span[1])}));
        nodes.push(bar, table("the life of " + id,
          ["from", "for", "working time", "who", "unit", "what", "accountable", "paused by", "why"],
          spans.map(s => [time(opened + s[0]), length(s[1]), length(s[5]), name(s[2]), s[3] === null ? "" : name(s[3]),
            kinds[s[4]].replace("_", " "), s[6] === null ? "" : name(s[6]), s[7] === null ? "" : name(s[7]),
            s[8] === null ? "" : reasons[s[8]].replace("_", " ")])));
        show("Case " + id, ...nodes);
      };
      const list = (text, numbers, from) => {
        const shown = numbers.slice(from, from + page);
        const again = () => list(text, numbers, from);
        const rows = shown.map(number => {
          const [id, opened, end, ending, party] = caseAt(number);
          const button = make("button", id);
          button.onclick = () => life(number, again);
          return [button, time(opened), opened === null ? "" : length(end - opened), ending, party === null ? "" : name(party)];
        });
        const nodes = [make("p", numbers.length > page ?
          (from + 1) + " to " + (from + shown.length) + " of " + numbers.length : numbers.length + (numbers.length === 1 ? " case" : " cases")),
          table("cases", ["case", "opened (UTC)", "time", "ending", "had it last"], rows)];
        for (const [label, next] of [["Before", from - page], ["Next", from + page]]) {
          if (next < 0 || next >= numbers.length) continue;
          const button = make("button", label);
          button.onclick = () => list(text, numbers, next);
          nodes.push(button);
        }
        show(text, ...nodes);
      };
      const button = target => target.closest("button[data-table]");
      document.addEventListener("click", event => {
        const pressed = button(event.target);
        if (!pressed) return;
        let last = 0;
        const steps = data("rows-" + pressed.dataset.table)[pressed.dataset.row];
        list(pressed.getAttribute("aria-label"), steps.map(step => last += step), 0);
      });
      const find = document.querySelector(".find");
      find.addEventListener("submit", event => {
        event.preventDefault();
        const id = find.elements.id.value.trim(), output = find.querySelector("output");
        output.textContent = "";
        for (let number = 0; data("cases-" + number / piece); number += piece) {
          const index = data("cases-" + number / piece).findIndex(one => one[0] === id);
          if (index >= 0) return life(number + index);
        }
        output.textContent = "no case has this id";
      });
      find.hidden = false;
      for (const one of document.querySelectorAll("button[data-table]")) one.hidden = false;
      document.documentElement.classList.add("live");
    })();
    """
}
