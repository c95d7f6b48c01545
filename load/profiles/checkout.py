"""Customers who buy: the nine steps of the documented load test (shop-api.md, section 9), each with an account of its own.

The documented one shares one account, and so one cart: its runs race, and totals hold another's items.
WAIT_MIN_S, WAIT_MAX_S: bounds of the pause between two requests of a customer, in seconds.
"""

import json
import os
import random
import uuid
from collections import Counter

from locust import FastHttpUser, between, events, task
from locust.exception import RescheduleTask

placed = Counter()


class Customer(FastHttpUser):
    wait_time = between(float(os.environ.get("WAIT_MIN_S", "0.5")), float(os.environ.get("WAIT_MAX_S", "1.5")))
    account = None

    @task
    def buy(self):
        """One pass; it ends at the first step that fails, so that one failure is counted as one."""
        if self.account is None:
            self.account = self.open_account()
        sock = random.choice(self.ask("GET", "/catalogue", 200)[:10])["id"]
        self.then("GET", "/", 200)
        self.then("GET", "/login", 200, auth=self.account)
        self.then("GET", "/category.html", 200)
        self.then("GET", f"/detail.html?id={sock}", 200, name="GET /detail.html?id=")
        self.then("DELETE", "/cart", 202)
        self.then("POST", "/cart", 201, json={"id": sock, "quantity": 1})
        self.then("GET", "/basket.html", 200)
        self.then("POST", "/orders", 201)
        placed["orders"] += 1

    def open_account(self):
        """Registers under a name never used before: after a failure half-way the next try takes another."""
        name, password = f"load-{uuid.uuid4().hex}", uuid.uuid4().hex
        person = {"username": name, "password": password, "email": f"{name}@example.com"}
        self.ask("POST", "/register", 200, json={**person, "firstName": "Load", "lastName": "Test"})
        home = {"number": "246", "street": "Whitelees Road", "city": "Glasgow"}
        self.then("POST", "/addresses", 200, json={**home, "postcode": "G67 3DL", "country": "United Kingdom"})
        self.then("POST", "/cards", 200, json={"longNum": "4111111111111111", "expires": "12/30", "ccv": "123"})
        return name, password

    def then(self, *step, **options):
        self.wait()
        return self.ask(*step, **options)

    def ask(self, method, path, status, name=None, **options):
        """The front-end answers 200 around a failure of a backend, so the body decides as well."""
        name = name or f"{method} {path}"
        with self.client.request(method, path, name=name, catch_response=True, **options) as answer:
            body = parsed(answer.content)
            if answer.status_code != status:
                answer.failure(f"HTTP {answer.status_code}: {reason(body)}")
            elif reason(body) is not None:
                answer.failure(reason(body))
            else:
                answer.success()
                return body
        raise RescheduleTask()


def parsed(body):
    """The value of a JSON body; pages and empty answers have none."""
    try:
        return json.loads(body)
    except (ValueError, TypeError):
        return None


def reason(body):
    """What an error body says is wrong."""
    if isinstance(body, dict) and ("error" in body or body.get("status_code", 0) >= 400):
        return str(body.get("message") or body.get("error") or body)
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
    }


@events.quitting.add_listener
def summarise(environment, **_):
    stats = environment.stats
    errors = Counter()
    for error in stats.errors.values():
        errors[f"{error.name}: {error.error}"] += error.occurrences
    summary = {
        "total": figures(stats.total),
        "orders": placed["orders"],
        "endpoints": {entry.name: figures(entry) for entry in stats.entries.values()},
        "errors": errors,
    }
    print(json.dumps(summary), flush=True)
    # Failed samples are what an incident is for; only a Locust that broke fails the Job.
    environment.process_exit_code = 0
