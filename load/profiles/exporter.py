"""Figures of a load for Prometheus, at its master. Locust is started with this file beside the profile."""

from gevent.pywsgi import WSGIServer
from locust import events, runners

PORT = 9646
QUANTILES = (0.5, 0.95, 0.99)


def exposition(environment):
    """The figures so far; times of answers are those of the last ten seconds, as Locust keeps them."""
    total = environment.stats.total
    yield "# TYPE locust_users gauge"
    yield f"locust_users {environment.runner.user_count}"
    yield "# TYPE locust_requests_total counter"
    yield f"locust_requests_total {total.num_requests}"
    yield "# TYPE locust_failures_total counter"
    yield f"locust_failures_total {total.num_failures}"
    yield "# TYPE locust_response_seconds gauge"
    for quantile in QUANTILES:
        milliseconds = total.get_current_response_time_percentile(quantile)
        if milliseconds is not None:
            yield f'locust_response_seconds{{quantile="{quantile}"}} {milliseconds / 1000}'


@events.init.add_listener
def serve(environment, **_):
    if not isinstance(environment.runner, runners.MasterRunner):
        return

    def answer(_request, start):
        start("200 OK", [("Content-Type", "text/plain; version=0.0.4; charset=utf-8")])
        return ["".join(f"{line}\n" for line in exposition(environment)).encode()]

    WSGIServer(("", PORT), answer, log=None).start()
