"""Counts what a report must say, from the raw log and without any of Baton's code.

usage: measured.py xes|csv FILE [ROWS [INSTANT]]

Prints one JSON object: cases, events, closed, open, reopened; total is the time from each case's first
event to its closing or to the end of the log, in seconds, and kinds is the same by what was done, parties
by who had it; a case of which nothing says whether it is done ends with its last event; handovers and returns are counted between neighbouring events of other groups. `lead` are
the times of the closed cases in order. With an instant (and 0 rows for all) `sides` has the same of the cases
opened before it and from it on; `half` is when half of a side is closed, open cases counted as longer than
they have lasted, or null.
"""
import csv
import gzip
import json
import sys
import xml.etree.ElementTree as tree
from bisect import bisect_left
from collections import Counter
from datetime import datetime, timezone

# What the words of each log mean: the kind of time, and whether the case is open, resolved or closed.
VOLVO = {
    "Accepted/In Progress": ("working", "open"), "Accepted/Assigned": ("waiting", "open"),
    "Queued/Awaiting Assignment": ("handoff", "open"), "Accepted/Wait": ("waiting", "open"),
    "Accepted/Wait - Customer": ("customer", "open"),
    "Accepted/Wait - Implementation": ("waiting", "open"),
    "Accepted/Wait - User": ("customer", "open"), "Accepted/Wait - Vendor": ("third_party", "open"),
    "Completed/In Call": ("waiting", "resolved"), "Completed/Resolved": ("waiting", "resolved"),
    "Completed/Cancelled": ("waiting", "closed"), "Completed/Closed": ("waiting", "closed"),
}
SERVICENOW = {
    "New": ("waiting", "open"), "Active": ("working", "open"),
    "Awaiting User Info": ("customer", "open"), "Awaiting Vendor": ("third_party", "open"),
    "Awaiting Problem": ("waiting", "open"), "Awaiting Evidence": ("waiting", "open"),
    "Resolved": ("waiting", "resolved"), "Closed": ("waiting", "closed"),
}


def opened(path):
    return gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")


def xes(path):
    """Events of a log as (case, word, milliseconds, group, party), in its order."""
    with opened(path) as file:
        for trace in tree.parse(file).getroot().iter():
            if not trace.tag.endswith("trace"):
                continue
            of = lambda node: {c.get("key"): c.get("value") for c in node if c.get("key")}
            case = of(trace).get("concept:name")
            for event in trace:
                if not event.tag.endswith("event"):
                    continue
                own = of(event)
                at = datetime.fromisoformat(own["time:timestamp"].replace("Z", "+00:00"))
                word = own.get("concept:name", "") + "/" + own.get("lifecycle:transition", "")
                yield (case, word, round(at.timestamp() * 1000), own.get("org:group"),
                       own.get("organization involved"))


def rows(path, most):
    """The same of the ServiceNow log; its times are taken as UTC."""
    with opened(path) as file:
        lines = (line.decode("utf-8") for line in file)
        for number, row in enumerate(csv.DictReader(lines)):
            if most and number >= most:
                return
            at = datetime.strptime(row["sys_updated_at"], "%d/%m/%Y %H:%M")
            group = row["assignment_group"]
            yield (row["number"], row["incident_state"],
                   round(at.replace(tzinfo=timezone.utc).timestamp() * 1000),
                   None if group in ("?", "") else group, None)


class Case:
    def __init__(self):
        self.first = self.last = self.closed = None
        self.phase, self.kind, self.party = "open", "unknown", None
        self.steps = []  # (at, kind, party): what holds from then on
        self.groups = []
        self.reopened = self.events = 0
        self.told = False  # whether anything says if it is done


def side(cases, ends):
    counts = [len(c.groups) - 1 if c.groups else 0 for c in cases]
    backs = [sum(a == b for a, b in zip(c.groups, c.groups[2:])) for c in cases]
    told = [c for c in cases if c.told]
    times = [((c.closed or ends) - c.first, c.closed is not None) for c in told]
    return {"cases": len(cases), "handovers": sum(counts), "returns": sum(backs),
            "told": len(told), "reopened": sum(c.reopened > 0 for c in told),
            "closed": sum(done for _, done in times), "half": half(times)}


def half(times):
    """By the definition of Kaplan and Meier: the first time after which at most half are left."""
    left, all = 1.0, sorted(time for time, _ in times)
    for at, count in sorted(Counter(time for time, done in times if done).items()):
        left *= 1 - count / (len(all) - bisect_left(all, at))
        if left <= 0.5 + 1e-12:
            return at / 1000
    return None


def measure(events, words, border=None):
    cases, ends, count = {}, None, 0
    for name, word, at, group, party in events:
        count += 1
        case = cases.setdefault(name, Case())
        case.events += 1
        at = at if case.last is None else max(at, case.last)
        case.last = at
        case.first = at if case.first is None else case.first
        ends = at if ends is None else max(ends, at)
        if group is not None and (not case.groups or case.groups[-1] != group):
            case.groups.append(group)
        if party is not None:
            case.party = party
        if word in words:
            kind, phase = words[word]
            case.kind, case.told = kind, True
            if phase != case.phase:
                case.reopened += phase == "open"
                case.closed = at if phase == "closed" else None
                case.phase = phase
        case.steps.append((at, case.kind, case.party))
    result = {"cases": len(cases), "events": count, "closed": 0, "open": 0, "reopened": 0,
              "total": 0, "kinds": {}, "parties": {}, "lead": [], "handovers": 0, "returns": 0,
              "handedOver": 0, "returned": 0}
    for case in cases.values():
        end = case.closed if case.closed is not None else ends if case.told else case.last
        if case.told:
            result["closed" if case.closed is not None else "open"] += 1
        result["reopened"] += case.reopened > 0
        length = end - case.first
        result["total"] += length
        if case.closed is not None:
            result["lead"].append(length / 1000)
        for (at, kind, party), after in zip(case.steps, case.steps[1:] + [(end, None, None)]):
            time = min(after[0], end) - at
            if time <= 0:
                continue
            for table, key in (("kinds", kind), ("parties", party or "not known")):
                result[table][key] = result[table].get(key, 0) + time
        hands = len(case.groups) - 1 if case.groups else 0
        backs = sum(a == b for a, b in zip(case.groups, case.groups[2:]))
        result["handovers"] += hands
        result["returns"] += backs
        result["handedOver"] += hands > 0
        result["returned"] += backs > 0
    if border is not None:
        result["sides"] = [
            side([c for c in cases.values() if (c.first >= border) == later], ends)
            for later in (False, True)]
    result["lead"].sort()
    result["total"] /= 1000
    for table in ("kinds", "parties"):
        result[table] = {key: time / 1000 for key, time in result[table].items()}
    return result


def main():
    form, path = sys.argv[1], sys.argv[2]
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    events = xes(path) if form == "xes" else rows(path, most)
    border = None
    if len(sys.argv) > 4:
        border = round(datetime.fromisoformat(sys.argv[4]).timestamp() * 1000)
    json.dump(measure(events, VOLVO if form == "xes" else SERVICENOW, border), sys.stdout)


main()
