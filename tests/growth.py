"""How the time that reading takes grows with what is read."""

import time
from collections.abc import Callable


def growth(read: Callable[[str], object], written: Callable[[int], str], size: int) -> float:
    """How many times longer `read` takes for `4 * size` parts of a text than for `size`.

    About 4 where each part is looked at once, and 16 where each is compared with every other.
    """
    short, long = written(size), written(4 * size)
    read(short)  # whatever is made once is made now
    return min(_seconds(read, long) for _ in range(2)) / min(_seconds(read, short) for _ in range(3))


def _seconds(read: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    read(text)
    return time.process_time() - begun
