"""What all profiles share: how an answer is judged, and the figures on stdout.

WAIT_MIN_S, WAIT_MAX_S: bounds of the pause between two requests of a visitor, in seconds.
RAMP_UP_S: the time over which visitors begin once all have come, in seconds.
"""

import json
import os
import random
import time
from collections import Counter

import gevent
import gevent.event
from locust import FastHttpUser, between, events, runners
from locust.stats import calculate_response_time_percentile, diff_response_time_dicts

# The socks that the documented loads ask for one by one.
SOCKS = (
    "03fef6ac-1896-4ce8-bd69-b798f85c6e0b",
    "510a0d7e-8e83-4193-b483-e27e09ddc34d",
    "808a2de1-1aaa-4c25-a9b9-6612e8f29a38",
    "d3588630-ad8e-49df-bbd7-3167f7efb246",
    "a0a4f044-b040-410d-8ead-4de0446aec7e",
)
# An account that the shop is born with: the documented log-ins had none and failed at every load.
ACCOUNT = ("user", "password")

# How the answer of a good request begins.
SOCK_LIST = (b"[",)
ONE_SOCK = (b'{"id":',)
PAGE = (b"<!",)
LOGGED_IN = (b"Cookie is set",)

# Seconds between two lines of figures.
TICK_S = 2
# Debian's Locust has no version, and a master takes a worker without one for too old.
runners.__version__ = runners.__version__ or "unknown"
# A worker tells the master its figures in this rhythm, in seconds: Locust's own 3 would leave every
# third line without a request.
runners.WORKER_REPORT_INTERVAL = 0.5
# The marks above which the documented loads called an answer slow, in milliseconds.
SLOW_MS = (2000, 3000, 5000)


# Set once all have come and each has had its first answer.
everybody_came = gevent.event.Event()
# Visitors of this process that wait for their first answer.
arriving = 0
# Seconds after which those that are in begin without the rest.
ARRIVAL_LIMIT_S = 60
RAMP_UP_S = float(os.environ.get("RAMP_UP_S", "0"))


def begin():
    deadline = time.monotonic() + ARRIVAL_LIMIT_S
    while arriving > 0 and time.monotonic() < deadline:
        gevent.sleep(0.1)
    everybody_came.set()


@events.init.add_listener
def agree_on_the_begin(environment, **_):
    runner = environment.runner
    if isinstance(runner, runners.WorkerRunner):
        # Not in the loop that hears the next message too.
        runner.register_message("begin", lambda **_: gevent.spawn(begin))
    elif isinstance(runner, runners.MasterRunner):
        # A worker calls each portion of visitors that it is given complete; the master the whole.
        environment.events.spawning_complete.add_listener(lambda **_: runner.send_message("begin"))


class Visitor(FastHttpUser):
    """Comes, and begins some time after all have come.

    A busy Node.js takes one new connection in each turn of its loop: who came after the shop had become
    slow would stay outside, and the overload would limit itself.
    """

    abstract = True
    wait_time = between(float(os.environ.get("WAIT_MIN_S", "0.5")), float(os.environ.get("WAIT_MAX_S", "1.5")))

    def on_start(self):
        global arriving
        arriving += 1
        try:
            self.ask("GET", "/", PAGE, name="GET / (arrival)")
        finally:
            arriving -= 1
        everybody_came.wait()
        # All at the same time would be a wave, which the shop answers after seconds whatever follows.
        gevent.sleep(random.uniform(0, RAMP_UP_S))
        self.wait()

    def ask(self, method, path, begins=None, status=200, name=None, **options):
        """Asks, and gives the body of a good answer, else None.

        The front-end answers 200 around a failure of a backend, so the body decides as well. A slow
        answer is not a failed one: how many were slow is in the report.
        """
        name = name or f"{method} {path}"
        with self.client.request(method, path, name=name, catch_response=True, **options) as answer:
            body = answer.content or b""
            wrong = reason(body)
            if answer.status_code != status:
                answer.failure(f"HTTP {answer.status_code}" + (f": {wrong}" if wrong else ""))
            elif wrong is not None:
                answer.failure(wrong)
            elif begins is not None and not body.startswith(begins):
                answer.failure("an answer that is neither what was asked for nor an error")
            else:
                answer.success()
                return body
        return None

    def log_in(self):
        self.ask("GET", "/login", LOGGED_IN, auth=ACCOUNT)


def reason(body):
    """What an error body says is wrong."""
    if not body.startswith(b"{"):
        return None
    try:
        said = json.loads(body)
    except ValueError:
        return None
    if "error" in said or said.get("status_code", 0) >= 400:
        return str(said.get("message") or said.get("error") or said)
    return None


def figures(entry):
    return {
        "requests": entry.num_requests,
        "failures": entry.num_failures,
        "requestsPerSecond": round(entry.total_rps, 2),
        "meanMs": round(entry.avg_response_time, 1),
        "p50Ms": entry.get_response_time_percentile(0.5),
        "p95Ms": entry.get_response_time_percentile(0.95),
        "maxMs": round(entry.max_response_time, 1),
        "slow": {f"over{mark // 1000}s": slower(entry, mark) for mark in SLOW_MS},
    }


def slower(entry, mark):
    """Answers above the mark; Locust keeps times of a second and more to a tenth of one."""
    return sum(count for ms, count in entry.response_times.items() if ms > mark)


# The lines of figures so far, for a shape that goes by them.
lines = []


def say(line):
    print(json.dumps(line), flush=True)


class Ticker:
    """A line of figures every few seconds, over those seconds only."""

    def __init__(self, environment):
        self.environment = environment
        self.requests = self.failures = self.time_ms = 0
        self.times = {}
        self.last = time.monotonic()

    def run(self):
        while True:
            gevent.sleep(TICK_S)
            lines.append(self.tick())
            say(lines[-1])

    def tick(self):
        total = self.environment.stats.total
        now, seconds = time.time(), time.monotonic() - self.last
        times = dict(total.response_times)
        new = diff_response_time_dicts(times, self.times)
        count = sum(new.values())
        line = {
            "t": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now * 1000) % 1000:03d}Z",
            "users": self.environment.runner.user_count,
            "rps": round((total.num_requests - self.requests) / seconds, 1),
            "failuresPerSecond": round((total.num_failures - self.failures) / seconds, 1),
            "meanMs": round((total.total_response_time - self.time_ms) / count, 1) if count else None,
            "p50Ms": calculate_response_time_percentile(new, count, 0.5) if count else None,
            "p95Ms": calculate_response_time_percentile(new, count, 0.95) if count else None,
        }
        self.requests, self.failures = total.num_requests, total.num_failures
        self.times, self.time_ms = times, total.total_response_time
        self.last += seconds
        return line


@events.test_start.add_listener
def start_ticking(environment, **_):
    if not isinstance(environment.runner, runners.WorkerRunner):
        gevent.spawn(Ticker(environment).run)


@events.quitting.add_listener
def report(environment, **_):
    # Failed samples are what an incident is for; only a Locust that broke fails the Job.
    environment.process_exit_code = 0
    if isinstance(environment.runner, runners.WorkerRunner):
        return
    stats = environment.stats
    errors = Counter()
    for error in stats.errors.values():
        errors[f"{error.name}: {error.error}"] += error.occurrences
    summary = {
        "total": figures(stats.total),
        "endpoints": {entry.name: figures(entry) for entry in stats.entries.values()},
        "errors": errors,
    }
    orders = summary["endpoints"].get("POST /orders")
    if orders is not None:
        # Every one of them was answered with 201: the rest failed.
        summary["orders"] = orders["requests"] - orders["failures"]
    say({"report": summary})
