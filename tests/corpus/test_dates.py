"""Periods as newsletters write them."""

from datetime import date

import pytest

from corpus import find_periods

PUBLISHED = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("held on 11 December in Bangkok", "2024-12-11", "2024-12-11", "day"),
        ("from 22 August to 31 August", "2024-08-22", "2024-08-31", "day"),
        ("from 20 to 23 November in Budapest", "2024-11-20", "2024-11-23", "day"),
        ("from 17 to 19 December 2024", "2024-12-17", "2024-12-19", "day"),
        ("on 15 November 2024", "2024-11-15", "2024-11-15", "day"),
        ("in late October 2025", "2025-10-21", "2025-10-31", "month"),
        ("in September 2025", "2025-09-01", "2025-09-30", "month"),
        ("28 December to 3 January", "2024-12-28", "2025-01-03", "day"),
        ("December 30-January 2, 2024", "2023-12-30", "2024-01-02", "day"),
        ("March 3-5, 2021", "2021-03-03", "2021-03-05", "day"),
        ("on 2022-05-18", "2022-05-18", "2022-05-18", "day"),
        ("launched in 2023 by", "2023-01-01", "2023-12-31", "year"),
        ("in May the garden", "2025-05-01", "2025-05-31", "month"),
    ],
)
def test_finds(text: str, start: str, end: str, precision: str) -> None:
    period = next(find_periods(text, PUBLISHED))
    assert (period.start.isoformat(), period.end.isoformat(), period.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    ["the 2030 Agenda", "on 31 November", "you may come", "they march on", "No.16 Lincui Road", "Fifth World Congress"],
)
def test_false_friends_are_not_dates(text: str) -> None:
    assert list(find_periods(text, PUBLISHED)) == []
