"""Visitors who look through the catalogue and buy nothing (incident 8)."""

import random

from common import ONE_SOCK, SOCK_LIST, SOCKS, Visitor
from locust import task

TAGS = ("blue", "brown", "green", "red", "black", "formal", "sport", "action", "magic", "geek", "skin")


class Browser(Visitor):
    @task(5)
    def listing(self):
        self.ask("GET", "/catalogue", SOCK_LIST)

    @task(2)
    def detail(self):
        self.ask("GET", f"/catalogue/{random.choice(SOCKS)}", ONE_SOCK, name="GET /catalogue/{id}")

    @task(1)
    def search(self):
        # No sock of that tag at all is the answer "null", not an error.
        tag = random.choice(TAGS)
        self.ask("GET", f"/catalogue?tags={tag}", (*SOCK_LIST, b"null"), name="GET /catalogue?tags=")
