"""A flash sale: visitors who look, put socks into a cart and log in, with little pause (incident 1).

The documented load puts an unknown sock, `test-item`, into the cart. Each is a failed look into the
catalogue, and six in a row open its breaker `Get`: a failure of the load's own making. So real socks.
"""

import random

from common import ONE_SOCK, SOCK_LIST, SOCKS, Visitor
from locust import task


class Shopper(Visitor):
    @task(3)
    def listing(self):
        self.ask("GET", "/catalogue", SOCK_LIST)

    @task(2)
    def detail(self):
        self.ask("GET", f"/catalogue/{random.choice(SOCKS[:3])}", ONE_SOCK, name="GET /catalogue/{id}")

    @task(2)
    def fill_cart(self):
        self.ask("POST", "/cart", status=201, json={"id": random.choice(SOCKS[:3])})

    @task(1)
    def log_in_elsewhere(self):
        """As from another device: in this session the cart would become that of the one account all share."""
        jar = self.client.cookiejar
        own = list(jar)
        jar.clear()
        self.log_in()
        jar.clear()
        for cookie in own:
            jar.set_cookie(cookie)

    def on_stop(self):
        """Leaves no cart behind, where the run waits for it: at the end of an overload nobody may still be asking."""
        if self.environment.stop_timeout:
            self.ask("DELETE", "/cart", status=202)
