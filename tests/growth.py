"""How the time that reading takes grows with what is read."""

import gc
import time
from collections.abc import Callable

QUADRATIC = 9
"""More than this, for four times as much, and each part is compared with every other."""

_ROUNDS = 8


def growth(read: Callable[[str], object], written: Callable[[int], str], size: int) -> float:
    """How many times longer `read` takes for `4 * size` parts of a text than for `size`.

    About 4 where each part is looked at once, and 16 where each is compared with every other. A busy
    machine makes single times longer, never shorter: so the shortest of several are compared, and
    more are taken only while they seem to grow too fast.
    """
    texts = written(size), written(4 * size)
    read(texts[0])  # whatever is made once is made now
    shortest = [float("inf"), float("inf")]
    for _ in range(_ROUNDS):
        shortest = [min(best, _seconds(read, text)) for best, text in zip(shortest, texts, strict=True)]
        if shortest[1] < QUADRATIC * shortest[0] * 0.7:
            break
    return shortest[1] / shortest[0]


def _seconds(read: Callable[[str], object], text: str) -> float:
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        read(text)
        return time.process_time() - begun
    finally:
        gc.enable()
