// Runs the script of a report's page as a browser would, with as much of a document as it asks for.
//
// usage: node page.js FILE.html [ID ...]
//
// Presses each button of a table and leafs through what it shows, opens the first case of each list,
// and looks for the ids. Prints one JSON object: `lists` by "table:row" has the title and the rows of
// the list, `lives` by id the lines about a case, `found` by id what the search says.
"use strict";
const fs = require("fs");
const vm = require("vm");

class Node {
  constructor(tag) {
    Object.assign(this, { tag, children: [], attributes: {}, dataset: {}, own: "", hidden: true, open: false });
    this.listeners = {};
  }
  set textContent(text) { this.own = String(text); this.children = []; }
  get textContent() { return this.own + this.children.map(child => child.textContent).join(""); }
  appendChild(child) { this.children.push(child); return child; }
  replaceChildren(...children) { this.own = ""; this.children = children; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  getAttribute(name) { return this.attributes[name] ?? null; }
  addEventListener(name, listener) { this.listeners[name] = listener; }
  closest() { return this.dataset.table === undefined ? null : this; }
  showModal() { this.open = true; }
  focus() { focused = this; }
  *all() { for (const child of this.children) { yield child; yield* child.all(); } }
  find(tag) { return [...this.all()].filter(node => node.tag === tag); }
}

const unescaped = text => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, "\"")
  .replace(/&#39;/g, "'").replace(/&amp;/g, "&");
const page = fs.readFileSync(process.argv[2], "utf8");
const pieces = new Map([...page.matchAll(/<script type="application\/json" id="([^"]*)">([^]*?)<\/script>/g)]
  .map(found => [found[1], found[2]]));
const buttons = [...page.matchAll(/<button data-table="([^"]*)" data-row="(\d+)" aria-label="([^"]*)"/g)]
  .map(found => {
    const button = new Node("button");
    button.dataset = { table: found[1], row: found[2] };
    button.setAttribute("aria-label", unescaped(found[3]));
    return button;
  });
const [dialog, title, content, find, output, root] = ["dialog", "h2", "div", "form", "output", "html"]
  .map(tag => new Node(tag));
dialog.querySelector = query => query === "h2" ? title : content;
find.querySelector = () => output;
find.elements = { id: { value: "" } };
root.classList = { live: false, add(name) { if (name === "live") this.live = true; } };
let focused = null;
let asked = 0;
const document = {
  documentElement: root,
  listeners: {},
  getElementById(id) {
    asked += 1;
    return pieces.has(id) ? { textContent: pieces.get(id) } : null;
  },
  querySelector: query => query === "dialog" ? dialog : find,
  querySelectorAll: () => buttons,
  createElement: tag => new Node(tag),
  addEventListener(name, listener) { this.listeners[name] = listener; },
};
const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)];
if (scripts.length !== 1) throw new Error("the page has " + scripts.length + " scripts");
vm.runInNewContext(scripts[0][1], { document, Node, Math, Date, JSON, Map, Object });

const result = {
  live: root.classList.live && !find.hidden && buttons.every(button => !button.hidden),
  parsedAtFirst: asked, lists: {}, lives: {}, found: {},
};
const rows = () => content.find("tbody").flatMap(body => body.children)
  .map(row => row.children.map(cell => cell.textContent));
const press = name => {
  const button = content.find("button").find(one => one.textContent === name);
  if (button) button.onclick();
  return Boolean(button);
};
const life = id => {
  result.lives[id] = {
    title: title.textContent, about: content.find("p")[0].textContent, rows: rows(),
    widths: content.find("span").map(span => parseFloat(/width:([\d.e-]+)%/.exec(span.attributes.style)[1])),
  };
};
for (const button of buttons) {
  document.listeners.click({ target: button });
  const list = { title: title.textContent, focused: focused === title && dialog.open, rows: rows() };
  const first = content.find("button")[0].textContent;
  if (!result.lives[first]) {
    content.find("button")[0].onclick();
    life(first);
    press("Back");
    list.isBack = JSON.stringify(rows()) === JSON.stringify(list.rows);
  }
  while (press("Next")) list.rows = list.rows.concat(rows());
  result.lists[button.dataset.table + ":" + button.dataset.row] = list;
}
for (const id of process.argv.slice(3)) {
  find.elements.id.value = id;
  title.textContent = "";
  find.listeners.submit({ preventDefault() {} });
  result.found[id] = output.textContent || title.textContent;
}
console.log(JSON.stringify(result));
