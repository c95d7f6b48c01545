"""Visitors who look through the catalogue and buy nothing (incident 8).

WAIT_MIN_S, WAIT_MAX_S: bounds of the pause between two requests of a visitor, in seconds.
"""

import json
import os
import random
from collections import Counter

from locust import FastHttpUser, between, events, task

SOCKS = (
    "03fef6ac-1896-4ce8-bd69-b798f85c6e0b",
    "510a0d7e-8e83-4193-b483-e27e09ddc34d",
    "808a2de1-1aaa-4c25-a9b9-6612e8f29a38",
    "d3588630-ad8e-49df-bbd7-3167f7efb246",
    "a0a4f044-b040-410d-8ead-4de0446aec7e",
)
TAGS = ("blue", "brown", "green", "red", "black", "formal", "sport", "action", "magic", "geek", "skin")


class Visitor(FastHttpUser):
    wait_time = between(float(os.environ.get("WAIT_MIN_S", "0.5")), float(os.environ.get("WAIT_MAX_S", "1.5")))

    @task(5)
    def listing(self):
        self.ask("/catalogue", "/catalogue", (b"[",))

    @task(2)
    def detail(self):
        self.ask(f"/catalogue/{random.choice(SOCKS)}", "/catalogue/{id}", (b'{"id":',))

    @task(1)
    def search(self):
        # No sock of that tag at all is the answer "null", not an error.
        self.ask(f"/catalogue?tags={random.choice(TAGS)}", "/catalogue?tags=", (b"[", b"null"))

    def ask(self, path, name, beginnings):
        """The front-end answers 200 around a failure of the catalogue, so the body decides."""
        with self.client.get(path, name=name, catch_response=True) as answer:
            body = answer.content or b""
            if answer.status_code != 200:
                answer.failure(f"HTTP {answer.status_code}")
            elif not body.startswith(beginnings):
                answer.failure(reason(body))
            else:
                answer.success()


def reason(body):
    try:
        return json.loads(body)["error"]
    except (ValueError, KeyError, TypeError):
        return "an answer that is neither socks nor an error"


def figures(entry):
    return {
        "requests": entry.num_requests,
        "failures": entry.num_failures,
        "requestsPerSecond": round(entry.total_rps, 2),
        "meanMs": round(entry.avg_response_time, 1),
        "p50Ms": entry.get_response_time_percentile(0.5),
        "p95Ms": entry.get_response_time_percentile(0.95),
        "maxMs": round(entry.max_response_time, 1),
    }


@events.quitting.add_listener
def summarise(environment, **_):
    stats = environment.stats
    errors = Counter()
    for error in stats.errors.values():
        errors[str(error.error)] += error.occurrences
    summary = {
        "total": figures(stats.total),
        "endpoints": {entry.name: figures(entry) for entry in stats.entries.values()},
        "errors": errors,
    }
    print(json.dumps(summary), flush=True)
    # Failed samples are what an incident is for; only a Locust that broke fails the Job.
    environment.process_exit_code = 0
