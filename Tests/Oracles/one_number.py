"""Compares the forms of one report cell by cell, without any of Baton's code.

usage: one_number.py FOLDER

The folder has report.json (with cases), report.csv (all tables in one), report.html, report.md and
report.txt. What JSON says counts; the others must say the same number, and in words what it rounds to.
Prints each difference on a line, and at the end how many cells were compared.
"""
import csv
import html
import json
import re
import sys
from html.parser import HTMLParser

SHOWN = 60  # rows of a table that people are shown


class Page(HTMLParser):
    """The tables of a page by their sections, and the JSON inside of it."""

    def __init__(self):
        super().__init__()
        self.sections, self.data = {}, {}
        self.section = self.cell = self.script = None
        self.row = self.buttons = None

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        if tag == "section":
            self.section = own.get("id")
            self.sections[self.section] = {"rows": [], "buttons": []}
        elif tag == "tr":
            self.row, self.buttons = [], []
        elif tag in ("td", "th"):
            self.cell = "" if "open" not in own.get("class", "").split() else None
        elif tag == "button" and "data-table" in own:
            self.buttons.append((own["data-table"], int(own["data-row"])))
        elif tag == "script" and own.get("id", "").startswith("data-"):
            self.script = own["id"][5:]
            self.data[self.script] = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.row.append(self.cell)
            self.cell = None
        elif tag == "tr" and self.section is not None:
            self.sections[self.section]["rows"].append(self.row)
            self.sections[self.section]["buttons"].append(self.buttons)
        elif tag == "section":
            self.section = None
        elif tag == "script":
            self.script = None

    def handle_data(self, text):
        if self.script is not None:
            self.data[self.script] += text
        elif self.cell is not None:
            self.cell += text

    def cases(self, table, row):
        """The ids that a button opens."""
        number, ids = 0, []
        for step in json.loads(self.data["rows-" + table])[row]:
            number += step
            piece = json.loads(self.data["cases-%d" % (number // 1000)])
            ids.append(piece[number % 1000][0])
        return ids


def seconds(words):
    """The time that "2 h 30 min" says."""
    units = {"h": 3600, "min": 60, "s": 1, "ms": 0.001}
    found = re.fullmatch(r"(?:\d+ (?:h|min|s|ms)(?: |$))+", words)
    if not found:
        return None
    return sum(int(n) * units[u] for n, u in re.findall(r"(\d+) (h|min|s|ms)(?= |$)", words))


def says(words, value, unit):
    """Whether people read what programs do."""
    if unit == "text" or unit == "instant":
        return words == value
    if unit == "yes_no":
        return words == ("yes" if value else "no")
    if unit == "count":
        return words == str(value)
    if unit == "number":
        return abs(float(words) - value) <= 0.005000001
    if unit == "seconds":
        said = seconds(words)
        near = 30 if value >= 360_000 else 1 if value >= 60 else 0.0005
        return said is not None and abs(said - value) <= near
    if unit == "share":
        if words == "< 0.1 %":
            return 0 < value < 0.0005
        if words == "> 99.9 %":
            return 0.9995 <= value < 1
        if words == "< 0.01 %":
            return 0 < value < 0.0001
        fine = re.fullmatch(r"\d+\.(\d\d+) %", words)
        if fine:
            # Cut off, not rounded: what is there is never less than it says.
            unit_of_last = 10.0 ** -(len(fine[1]) + 2)
            return -1e-9 <= value - float(words[:-2]) / 100 < unit_of_last * 1.001
        found = re.fullmatch(r"(\d+(?:\.\d)?) %", words)
        return bool(found) and abs(float(found[1]) / 100 - value) <= 0.00050001
    return False


def plain(text, value, unit):
    """Whether a cell of CSV is what JSON says."""
    if unit in ("text", "instant"):
        return text == value
    if unit == "yes_no":
        return text == ("true" if value else "false")
    return float(text) == value


def markdown(lines):
    """The tables by their titles."""
    tables, title = {}, None
    for line in lines:
        if line.startswith("### "):
            title = unescaped(line[4:])
            tables[title] = []
        elif line.startswith("| ") and title:
            cells = re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]
            tables[title].append([unescaped(cell.strip()) for cell in cells])
    return tables


def unescaped(text):
    return html.unescape(re.sub(r"\\(.)", r"\1", text))


def texts(lines):
    """The same of plain text, each row as the cells that have something in them."""
    tables, title = {}, None
    for place, line in enumerate(lines):
        if place and not lines[place - 1]:
            title = line
            tables[title] = []
        elif title:
            tables[title].append([cell for cell in re.split(r" {2,}", line.strip()) if cell])
    return tables


def compare(folder):
    def read(name):
        with open(folder + "/" + name, encoding="utf-8", newline="") as file:
            return file.read()

    report = json.loads(read("report.json"))
    rows = list(csv.DictReader(read("report.csv").splitlines()))
    long = {(r["table"], int(r["row"]), r["column"]): (r["value"], r["unit"]) for r in rows}
    page = Page()
    page.feed(read("report.html"))
    marked = markdown(read("report.md").splitlines())
    typed = texts(read("report.txt").splitlines())
    compared, wrong = 0, []
    if len(long) != len(rows):
        wrong.append("csv: a cell stands there twice")

    for table in report["tables"]:
        name, title = table["name"], table["title"]
        columns = [c for c in table["columns"] if any(c["name"] in r for r in table["rows"])]
        section = page.sections.get(name, {"rows": [], "buttons": []})
        forms = {"html": section["rows"], "markdown": marked.get(title, [])}
        for form, found in forms.items():
            if len(found) != 1 + min(len(table["rows"]), SHOWN):
                wrong.append("%s: %s has %d rows" % (form, name, len(found)))
            elif found[0] != [c["title"] for c in columns]:
                wrong.append("%s: %s has the head %s" % (form, name, found[0]))
        for number, row in enumerate(table["rows"]):
            words = {}
            for place, column in enumerate(columns):
                key = (name, number + 1, column["name"])
                value = row.get(column["name"])
                if value is None:
                    if key in long:
                        wrong.append("csv: %s is there" % (key,))
                    said = ""
                    unit = None
                else:
                    compared += 1
                    text, unit = long.pop(key, ("", ""))
                    if not plain(text, value, unit):
                        wrong.append("csv: %s is %s, not %s" % (key, text, value))
                for form, found in forms.items():
                    if number >= SHOWN or len(found) <= number + 1:
                        continue
                    said = found[number + 1][place]
                    words.setdefault(form, []).append(said)
                    if not (said == "" if value is None else says(said, value, unit)):
                        wrong.append("%s: %s says %s of %s" % (form, key, said, value))
            for form in forms:
                if words and words.get(form) != words["html"]:
                    wrong.append("%s: row %d of %s is otherwise" % (form, number + 1, name))
            lines = typed.get(title, [])
            if words and [cell for cell in words["html"] if cell] not in lines:
                wrong.append("text: row %d of %s is not there" % (number + 1, name))
            lists = {name: row.get("case_ids", []), name + ".before": row.get("case_ids_before", [])}
            if number < SHOWN:
                opened = dict.fromkeys(lists, [])
                for button, at in section["buttons"][number + 1] if section["rows"] else []:
                    if at != number or button not in lists:
                        wrong.append("html: a button of %s leads elsewhere" % name)
                    else:
                        opened[button] = page.cases(button, at)
                if opened != lists:
                    wrong.append("html: the cases of row %d of %s" % (number + 1, name))
    wrong += ["csv: %s is nowhere else" % (key,) for key in long]
    return compared, wrong


def main():
    compared, wrong = compare(sys.argv[1])
    for line in wrong[:20]:
        print(line)
    print("%d cells" % compared)


main()
