"""Confidence is measured by what it promised."""

import pytest

from assistant.calibration import calibration_error, reliability, risk_coverage_area


def test_confidence_that_holds_has_no_error() -> None:
    confidence = [0.8] * 10 + [0.2] * 10
    answerable = [True] * 8 + [False] * 2 + [True] * 2 + [False] * 8
    assert calibration_error(confidence, answerable) == pytest.approx(0)
    low, high = reliability(confidence, answerable)
    assert (low.low, low.questions, low.confidence) == (0.2, 10, pytest.approx(0.2))
    assert (high.questions, high.answerable) == (10, pytest.approx(0.8))


def test_confidence_that_was_too_high_is_off_by_how_much() -> None:
    assert calibration_error([0.9, 0.9], [True, False]) == pytest.approx(0.4)


def test_the_area_is_small_when_the_sure_ones_are_right() -> None:
    right = [True, True, False, False]
    assert risk_coverage_area([0.9, 0.8, 0.2, 0.1], right) == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)
    assert risk_coverage_area([0.1, 0.2, 0.8, 0.9], right) == pytest.approx((1 + 1 + 2 / 3 + 1 / 2) / 4)
    assert risk_coverage_area([0.5, 0.4], [True, True]) == 0
