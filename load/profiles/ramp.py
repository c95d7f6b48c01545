"""The shape of a calibration's load: it grows by the same share each second until the shop gives way.

Given to Locust beside a profile. It ends by itself at the first sign of saturation, before a liveness
probe (time-out 1 s, three times in a row) can fail.
"""

from common import everybody_came, lines
from locust import LoadTestShape

START_USERS = 200
GROWTH = 1.03
# 200 * 1.03 ** 108 is 4869 users, about as many as a load may have.
MAX_SECONDS = 108
# In so many lines in a row, two seconds each, since one or two may be a hiccup of the machine.
SLOW_LINES = 3
SATURATED_P95_MS = 500

# There are ever more of them: nobody waits for the rest.
everybody_came.set()


class Ramp(LoadTestShape):
    def tick(self):
        seconds = self.get_run_time()
        last = [line["p95Ms"] or 0 for line in lines[-SLOW_LINES:]]
        if seconds > MAX_SECONDS or (len(last) == SLOW_LINES and min(last) > SATURATED_P95_MS):
            return None
        users = round(START_USERS * GROWTH**seconds)
        return users, users
