"""What the routing workload costs GoRules ZEN: one decision table, first hit, batches of requests.

usage: zen-table.py rb-N.json        prints one JSON object: engine, n, load_s, rps (per CPU second), mismatch
"""
import json
import sys
import time

import zen

BATCH = 500
COLUMNS = ["service", "kind", "region", "priority", "risk", "users"]


def cells(number, rule):
    row = {"_id": str(number), "id": json.dumps(rule["id"])}
    row |= {column: json.dumps(value) for column, value in rule["eq"].items()}
    for column, bounds in rule["range"].items():
        if bounds:
            lower, upper = bounds
            row[column] = f">= {lower}" if upper is None else f"[{lower}..{upper})"
    return row


def table(rules):
    inputs = [{"id": column, "name": column, "field": column} for column in COLUMNS]
    content = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "id", "name": "id", "field": "id"}],
        "rules": [cells(number, rule) for number, rule in enumerate(rules)],
    }
    nodes = [("in", "inputNode", None), ("table", "decisionTableNode", content), ("out", "outputNode", None)]
    return {
        "nodes": [
            {"id": id, "name": id, "type": type, "position": {"x": 0, "y": 0}, **({"content": content} if content else {})}
            for id, type, content in nodes
        ],
        "edges": [
            {"id": a + b, "sourceId": a, "targetId": b, "type": "edge"} for a, b in [("in", "table"), ("table", "out")]
        ],
    }


def main():
    with open(sys.argv[1]) as file:
        workload = json.load(file)
    start = time.process_time()
    content = {"type": "static", "content": {"routing": table(workload["rules"])}}
    engine = zen.ZenEngine({"loader": content})
    requests = [{"key": "routing", "context": request} for request in workload["requests"]]
    batches = [requests[first : first + BATCH] for first in range(0, len(requests), BATCH)]

    def decide():
        return [answer["data"]["result"].get("id") for batch in batches for answer in engine.evaluate_batch(batch)]

    found = decide()
    load = time.process_time() - start
    mismatch = sum(a != b for a, b in zip(found, workload["answers"], strict=True))
    best, spent = float("inf"), 0.0
    while spent < 2:
        start = time.process_time()
        decide()
        seconds = time.process_time() - start
        best, spent = min(best, seconds), spent + seconds
    print(json.dumps({"engine": "zen", "n": len(workload["rules"]), "load_s": round(load, 3), "rps": round(len(requests) / best, 1), "mismatch": mismatch}))


main()
