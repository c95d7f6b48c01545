"""Visitors who look around, look into the basket and log in (incidents 2, 4 and 7)."""

import random

from common import ONE_SOCK, PAGE, SOCK_LIST, SOCKS, Visitor
from locust import task


class MixedVisitor(Visitor):
    @task(5)
    def listing(self):
        self.ask("GET", "/catalogue", SOCK_LIST)

    @task(3)
    def detail(self):
        self.ask("GET", f"/catalogue/{random.choice(SOCKS[:4])}", ONE_SOCK, name="GET /catalogue/{id}")

    @task(2)
    def basket(self):
        self.ask("GET", "/basket.html", PAGE)

    @task(1)
    def log_in_again(self):
        self.log_in()
