"""Customers who buy: the nine steps of the documented load test (shop-api.md, section 9), each with an account of its own.

The documented one shares one account, and so one cart: its runs race, and totals hold another's items.
"""

import json
import random
import uuid

from common import LOGGED_IN, PAGE, SOCK_LIST, Visitor
from locust import task
from locust.exception import RescheduleTask


class Customer(Visitor):
    account = None

    @task
    def buy(self):
        """One pass; it ends at the first step that fails, so that one failure is counted as one."""
        if self.account is None:
            self.account = self.open_account()
        sock = random.choice(json.loads(self.must("GET", "/catalogue", SOCK_LIST))[:10])["id"]
        self.then("GET", "/", PAGE)
        self.then("GET", "/login", LOGGED_IN, auth=self.account)
        self.then("GET", "/category.html", PAGE)
        self.then("GET", f"/detail.html?id={sock}", PAGE, name="GET /detail.html?id=")
        self.then("DELETE", "/cart", status=202)
        self.then("POST", "/cart", status=201, json={"id": sock, "quantity": 1})
        self.then("GET", "/basket.html", PAGE)
        self.then("POST", "/orders", status=201)

    def open_account(self):
        """Registers under a name never used before: after a failure half-way the next try takes another."""
        name, password = f"load-{uuid.uuid4().hex}", uuid.uuid4().hex
        person = {"username": name, "password": password, "email": f"{name}@example.com"}
        self.must("POST", "/register", json={**person, "firstName": "Load", "lastName": "Test"})
        home = {"number": "246", "street": "Whitelees Road", "city": "Glasgow"}
        self.then("POST", "/addresses", json={**home, "postcode": "G67 3DL", "country": "United Kingdom"})
        self.then("POST", "/cards", json={"longNum": "4111111111111111", "expires": "12/30", "ccv": "123"})
        return name, password

    def then(self, *step, **options):
        self.wait()
        return self.must(*step, **options)

    def must(self, *step, **options):
        """Asks, and begins anew where the answer is no good one."""
        body = self.ask(*step, **options)
        if body is None:
            raise RescheduleTask()
        return body
