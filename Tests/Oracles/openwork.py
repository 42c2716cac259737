"""How many tickets of Examples/bench each group had open at once: counted minute by minute from the log alone.

Reads the log (argument 1) and the table `open_work` of a report as CSV (argument 2); prints each difference
and how many groups there are. Times of the log are the clock on the wall: the hour that is left out in March,
at night, is left out here, too. A ticket is open at a group until it is passed on or done, and waits for whoever
asked it without being closed.
"""
import csv, datetime, sys

LIMITS = {"campus/desk": 8, "printworks/field": 4}
SPRING = datetime.datetime(2026, 3, 29, 1)
ONE = datetime.timedelta(minutes=1)

steps = {}
for row in csv.DictReader(open(sys.argv[1])):
    at = datetime.datetime.fromisoformat(row["time"])
    if at >= SPRING:
        at -= datetime.timedelta(hours=1)
    steps.setdefault(row["ticket"], []).append((at, row["step"], row["provider"] + "/" + row["team"]))
first = min(all[0][0] for all in steps.values())
end = max(all[-1][0] for all in steps.values())

open_now = {group: {} for group in LIMITS}
for all in steps.values():
    for (at, step, group), (until, _, _) in zip(all, all[1:] + [(end, "", "")]):
        if step == "Done":
            break
        while at < until:
            open_now[group][at] = open_now[group].get(at, 0) + 1
            at += ONE

minutes = (end - first) / ONE
found = {}
for row in csv.DictReader(open(sys.argv[2])):
    at = datetime.datetime.fromisoformat(row["most_at"]).replace(tzinfo=None)
    if at >= SPRING:
        at -= datetime.timedelta(hours=1)
    found[row["group"]] = [float(row["mean"]), int(row["most"]), at, float(row["over"]) / 60]
for group, levels in open_now.items():
    most = max(levels.values())
    expected = [
        sum(levels.values()) / minutes, most, min(at for at, open in levels.items() if open == most),
        sum(open > LIMITS[group] for open in levels.values()),
    ]
    other = found.get(group)
    if other is None or abs(expected[0] - other[0]) > 1e-9 or expected[1:] != other[1:]:
        print(group, "counted", expected, "report", other)
print(len(open_now), "groups")
