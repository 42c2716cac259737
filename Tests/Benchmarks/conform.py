#!/usr/bin/env python3
"""Workloads for `baton conform`, and the same work done by pm4py and Declare4Py.

conform.py make DATA FOLDER COPIES   the 816 constraints of the receipt log as a rule base, and the log
                                     as often as that, with other ids
conform.py online FOLDER EVENTS      50 constraints with windows and conditions, and events for them
conform.py open FOLDER CASES         the events of so many of these cases, the first of all of them, then
                                     the second of all, so that all are open together
conform.py pm4py DATA                prints events a second and deviations, by pm4py
conform.py declare4py DATA           prints events a second, how many of the constraints Declare4Py has a
                                     checker for, and how many of those counts are not as expected
"""
import csv
import gzip
import json
import random
import sys
import time
import warnings

WORDS = {
    "altprecedence": "alternate_precedence", "altresponse": "alternate_response",
    "altsuccession": "alternate_succession", "chainprecedence": "chain_precedence",
    "chainresponse": "chain_response", "chainsuccession": "chain_succession",
    "nonchainsuccession": "not_chain_succession", "noncoexistence": "not_coexistence",
    "nonsuccession": "not_succession",
}
# What Declare4Py has a checker for.
CHECKERS = {
    "existence": "Existence1", "absence": "Absence1", "exactly_one": "Exactly1", "init": "Init",
    "responded_existence": "Responded Existence", "response": "Response",
    "altresponse": "Alternate Response", "chainresponse": "Chain Response",
    "precedence": "Precedence", "altprecedence": "Alternate Precedence",
    "chainprecedence": "Chain Precedence",
}
HEAD = """rulebase { name = "bench" }
provider "p" { default = "g", groups = { g = {} } }
route "all" { to = "p/g" }
"""


def expected(data):
    return list(csv.DictReader(open(f"{data}/declare/receipt_expected.csv")))


def make(data, folder, copies):
    with open(f"{folder}/receipt.lua", "w") as out:
        out.write(HEAD + 'process "it" {\n')
        for number, row in enumerate(expected(data)):
            names = [json.dumps(row[key], ensure_ascii=False) for key in "ab" if row[key]]
            word = WORDS.get(row["template"], row["template"])
            out.write(f'  constraint "c{number}" {{ {word}({", ".join(names)}) }},\n')
        out.write("}\n")
    lines = gzip.open(f"{data}/declare/receipt.jsonl.gz", "rt").read().splitlines()
    with open(f"{folder}/receipt.jsonl", "w") as out:
        for copy in range(copies):
            for line in lines:
                out.write(line.replace('{"case": "', f'{{"case": "{copy}-', 1) + "\n")


def online(folder, events):
    numbers = random.Random(5)
    activities = [f"a{number}" for number in range(20)]
    words = ["response", "precedence", "succession", "responded_existence", "alternate_response",
             "chain_response", "not_succession", "coexistence", "alternate_precedence",
             "not_coexistence"]
    with open(f"{folder}/online.lua", "w") as out:
        out.write(HEAD + 'source "s" { log = { sorted = true, unit = path "by.group" },\n'
                  '  fields = { impact = path "set.impact" } }\nprocess "it" {\n')
        for number in range(50):
            pair = '", "'.join(numbers.sample(activities, 2))
            more = ""
            word = words[number % 10]
            if 30 <= number < 40:
                word = words[number % 4 if number % 4 != 2 else 0]
                more = f", within = hours({numbers.randint(1, 48)})"
            elif number >= 40:
                more = ', when = { impact = "high" }'
            out.write(f'  constraint "c{number}" {{ {word}("{pair}"){more} }},\n')
        out.write("}\n")
    with open(f"{folder}/online.ndjson", "w") as out:
        for case in range(events // 25):
            now = 1772400000 + case * 60
            for _ in range(25):
                now += numbers.randint(60, 7200)
                out.write(json.dumps({
                    "case": f"INC{case:07d}",
                    "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now)),
                    "event": numbers.choice(activities),
                    "by": {"party": numbers.choice(["acme", "fuji", "bull"]),
                           "group": f"g{numbers.randint(1, 50)}",
                           "person": f"u{numbers.randint(1, 500)}"},
                    "set": {"impact": numbers.choice(["high", "low", "medium"])},
                }, separators=(",", ":")) + "\n")


def interleave(folder, cases):
    with open(f"{folder}/online.lua") as rules, open(f"{folder}/open.lua", "w") as out:
        out.write(rules.read().replace("sorted = true, ", ""))
    with open(f"{folder}/online.ndjson") as log:
        lines = [log.readline() for _ in range(25 * cases)]
    with open(f"{folder}/open-{cases}.ndjson", "w") as out:
        for event in range(25):
            out.writelines(lines[event::25])


def frame(data):
    import pandas

    rows = []
    for line in gzip.open(f"{data}/declare/receipt.jsonl.gz", "rt"):
        case = json.loads(line)
        for event in case["events"]:
            at = pandas.Timestamp(event["t"], unit="ms", tz="UTC")
            rows.append((case["case"], event["a"], at))
    return pandas.DataFrame(rows, columns=["case:concept:name", "concept:name", "time:timestamp"])


def pm4py_check(data):
    import pm4py

    log = frame(data)
    model = {}
    for row in expected(data):
        key = row["a"] if not row["b"] else (row["a"], row["b"])
        model.setdefault(row["template"], {})[key] = {"support": 1.0, "confidence": 1.0}
    start = time.process_time()
    found = pm4py.conformance_declare(log, model)
    seconds = time.process_time() - start
    violated = sum(len(case["deviations"]) for case in found)
    print(round(len(log) / seconds), violated)


def declare4py_check(data):
    warnings.filterwarnings("ignore")
    import pm4py
    from Declare4Py.D4PyEventLog import D4PyEventLog
    from Declare4Py.ProcessMiningTasks.ConformanceChecking.MPDeclareAnalyzer import (
        MPDeclareAnalyzer)
    from Declare4Py.ProcessModels.DeclareModel import DeclareModel

    table = frame(data)
    log = pm4py.convert_to_event_log(table)
    log._properties["pm4py:param:timestamp_key"] = "time:timestamp"
    log._properties["pm4py:param:activity_key"] = "concept:name"
    rows = [row for row in expected(data) if row["template"] in CHECKERS]
    text = "".join(f"activity {name}\n" for name in sorted(set(table["concept:name"])))
    for row in rows:
        names = row["a"] if not row["b"] else f"{row['a']}, {row['b']}"
        text += f"{CHECKERS[row['template']]}[{names}] | |{' |' if row['b'] else ''}\n"
    model = DeclareModel().parse_from_string(text)
    check = MPDeclareAnalyzer(
        log=D4PyEventLog(log=log), declare_model=model, consider_vacuity=True)
    start = time.process_time()
    found = check.run()
    seconds = time.process_time() - start
    violated = (found.get_metric(metric="state") == 0).sum(axis=0)
    wrong = sum(int(found) != int(row["violated_traces"]) for found, row in zip(violated, rows))
    print(round(len(table) / seconds), len(rows), wrong)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    elif sys.argv[1] == "online":
        online(sys.argv[2], int(sys.argv[3]))
    elif sys.argv[1] == "open":
        interleave(sys.argv[2], int(sys.argv[3]))
    elif sys.argv[1] == "declare4py":
        declare4py_check(sys.argv[2])
    else:
        pm4py_check(sys.argv[2])
