"""The one client every contender is measured with: a closed loop of processes.

Each client is a process of its own (no shared interpreter lock), opens one connection, and asks the query set in
order from its own starting point, the next question when the answer is in its hands. `connect()` runs in the client
process and returns `ask(query)`, which returns the number of rows it decoded. Latency is measured around `ask`.
"""

import array
import gc
import json
import multiprocessing
import os
import time

START = "fork"


def measure(connect, queries, clients=50, seconds=15.0, warmup=3.0, per_second=None):
    """Percentiles in milliseconds. With `per_second` the clients keep that pace together instead of full speed."""
    context = multiprocessing.get_context(START)
    barrier = context.Barrier(clients + 1)
    pipes, workers = [], []
    for number in range(clients):
        mine, theirs = context.Pipe(duplex=False)
        shift = number * len(queries) // clients
        order = queries[shift:] + queries[:shift]
        pause = clients / per_second if per_second else 0.0
        offset = pause * number / clients
        worker = context.Process(
            target=client, args=(connect, order, barrier, theirs, warmup, seconds, pause, offset), daemon=True
        )
        worker.start()
        theirs.close()
        pipes.append(mine)
        workers.append(worker)
    barrier.wait(timeout=120)
    latencies, failures, rows = array.array("d"), [], 0
    for pipe in pipes:
        answer = pipe.recv()
        latencies.extend(answer["latencies"])
        failures.extend(answer["failures"])
        rows += answer["rows"]
    for worker in workers:
        worker.join(10)
    return summary(latencies, failures, rows, seconds, clients)


def client(connect, queries, barrier, pipe, warmup, seconds, pause, offset):
    latencies, failures, rows, turn = array.array("d"), [], 0, 0
    try:
        ask = connect()
        ask(queries[0])
    except Exception as problem:
        failures.append(f"connect: {problem!r}")
        ask = None
    gc.disable()
    barrier.wait(timeout=120)
    began = time.perf_counter()
    counted, ended, due = began + warmup, began + warmup + seconds, began + offset
    while ask is not None:
        if pause:
            time.sleep(max(0.0, due - time.perf_counter()))
            due += pause
        sent = time.perf_counter()
        if sent >= ended:
            break
        try:
            got = ask(queries[turn % len(queries)])
        except Exception as problem:
            failures.append(repr(problem)[:200])
            if len(failures) > 20:
                break
            continue
        turn += 1
        if sent >= counted:
            latencies.append(time.perf_counter() - sent)
            rows += got
    pipe.send({"latencies": latencies, "failures": failures, "rows": rows})
    pipe.close()
    os._exit(0)


def summary(latencies, failures, rows, seconds, clients):
    ordered = sorted(latencies)
    answer = {
        "clients": clients, "requests": len(ordered), "per_second": round(len(ordered) / seconds, 1),
        "rows_per_answer": round(rows / max(1, len(ordered)), 2), "failures": len(failures), "example": failures[:1],
    }  # fmt: skip
    for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0)):
        answer[name] = round(percentile(ordered, share) * 1000, 3)
    return answer


def percentile(ordered, share):
    """The smallest value that at least `share` of the values do not exceed."""
    if not ordered:
        return float("nan")
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 10000) * len(ordered) // 10000) - 1))]


def read_queries(folder):
    with open(os.path.join(folder, "queries.jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def time_alone(ask, queries, passes=3):
    """Milliseconds per query with one client, the best of a few passes: what a trial of variants compares."""
    best = float("inf")
    for _ in range(passes):
        began = time.perf_counter()
        for query in queries:
            ask(query)
        best = min(best, time.perf_counter() - began)
    return round(best * 1000 / len(queries), 3)
