"""What came to each group of Examples/bench, and was worked on, hour by hour: counted from the log alone.

Reads the log (argument 1) and the table `hours` of a forecast as CSV (argument 2); prints each difference
and how many rows there are. Times of the log are the clock on the wall, and no clock changes while anybody
is at work.
"""
import csv, datetime, sys

HOLIDAYS = {datetime.date(2026, 4, 3), datetime.date(2026, 4, 6), datetime.date(2026, 5, 4)}
OPEN = {"campus/desk": (8, 18), "printworks/field": (9, 17)}
FIRST, WEEKS = datetime.date(2026, 2, 2), 16
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

came, worked = {}, {}
steps = {}
for row in csv.DictReader(open(sys.argv[1])):
    at = datetime.datetime.fromisoformat(row["time"])
    steps.setdefault(row["ticket"], []).append((at, row["step"], row["provider"] + "/" + row["team"]))
end = max(at for all in steps.values() for at, _, _ in all)

for all in steps.values():
    for number, (at, step, group) in enumerate(all):
        if step in ("Logged", "Answered", "Passed"):
            key = (group, at.date(), at.hour)
            came[key] = came.get(key, 0) + 1
        if step == "Begun":
            until = all[number + 1][0] if number + 1 < len(all) else end
            opens, closes = OPEN[group]
            while at < until:
                if at.weekday() < 5 and at.date() not in HOLIDAYS and opens <= at.hour < closes:
                    key = (group, at.date(), at.hour)
                    worked[key] = worked.get(key, 0) + 1
                at += datetime.timedelta(minutes=1)

expected = {}
for group in OPEN:
    for day in range(7):
        dates = [FIRST + datetime.timedelta(days=week * 7 + day) for week in range(WEEKS)]
        dates = [date for date in dates if date not in HOLIDAYS]
        for hour in range(24):
            visits = [came.get((group, date, hour), 0) for date in dates]
            work = [worked.get((group, date, hour), 0) / 60 for date in dates]
            if any(visits) or any(work):
                rank = max(1, (len(dates) + 1) // 10)
                row = [len(dates)]
                for numbers in (visits, work):
                    numbers.sort()
                    row += [sum(numbers) / len(numbers), numbers[rank - 1], numbers[-rank]]
                expected[(group, DAYS[day], f"{hour:02}:00")] = row

found = {}
for row in csv.reader(open(sys.argv[2])):
    if row[0] != "group":
        found[tuple(row[:3])] = [float(cell) for cell in row[3:]]

for key in sorted(expected.keys() | found.keys()):
    one, other = expected.get(key), found.get(key)
    if one is None or other is None or any(abs(a - b) > 1e-9 for a, b in zip(one, other)):
        print(key, "counted", one, "forecast", other)
print(len(expected), "rows")
