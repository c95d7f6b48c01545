"""The shape of a calibration's load: it grows by the same share each second until the shop gives way.

Given to Locust beside a profile. It ends by itself at the first sign of saturation, before a liveness
probe (time-out 1 s, three times in a row) can fail.
"""

from common import everybody_came, lines
from locust import LoadTestShape

START_USERS = 200
# A third of the peak is 37 s before it: two of the kubelet's readings, which are up to 18 s apart.
GROWTH = 1.03
# 200 * 1.03 ** 108 is 4869 users, about as many as a load may have.
MAX_SECONDS = 108
# Twice in a row, since one slow line may be a hiccup of the machine.
SATURATED_P95_MS = 500

# There are ever more of them: nobody waits for the rest.
everybody_came.set()


class Ramp(LoadTestShape):
    def tick(self):
        seconds = self.get_run_time()
        last = [line["p95Ms"] or 0 for line in lines[-2:]]
        if seconds > MAX_SECONDS or (len(last) == 2 and min(last) > SATURATED_P95_MS):
            return None
        users = round(START_USERS * GROWTH**seconds)
        return users, users
