"""The shape of a calibration's load: it grows by the same share each second until the shop gives way.

Given to Locust beside a profile. It ends by itself at the first sign of saturation, and grows no further
while it looks for it: a front-end that fails three probes in a row (time-out 1 s, every 3 s) is killed.
"""

from common import everybody_came, lines
from locust import LoadTestShape

START_USERS = 200
GROWTH = 1.03
# 200 * 1.03 ** 108 is 4869 users, about as many as a load may have.
MAX_SECONDS = 108
# In so many lines in a row, two seconds each: one may be a hiccup of the machine, three cost the front-end its life
# in two of five ramps.
SLOW_LINES = 2
SATURATED_P95_MS = 500

# There are ever more of them: nobody waits for the rest.
everybody_came.set()


class Ramp(LoadTestShape):
    def __init__(self):
        super().__init__()
        self.asked_at = 0
        self.growing_seconds = 0

    def tick(self):
        seconds = self.get_run_time()
        slow = [(line["p95Ms"] or 0) > SATURATED_P95_MS for line in lines[-SLOW_LINES:]]
        if seconds > MAX_SECONDS or (len(slow) == SLOW_LINES and all(slow)):
            return None
        if not any(slow[-1:]):
            self.growing_seconds += seconds - self.asked_at
        self.asked_at = seconds
        users = round(START_USERS * GROWTH**self.growing_seconds)
        return users, users
