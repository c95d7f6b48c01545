"""Both at once: four customers who buy, all others browse (combination 5A+8)."""

from browse import Browser  # noqa: F401 - Locust takes every kind of visitor that it finds here
from checkout import Customer

# As many as the incidents of the queue have; however many others there are.
Customer.fixed_count = 4
