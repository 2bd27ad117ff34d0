"""The last seconds of a signal as a line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.ui.live.sparkline import SPAN_S, Sample, trace

RISING: list[Sample] = [(t / 30, float(t)) for t in range(180)]


def test_the_newest_value_is_at_the_right_edge_and_high_is_up() -> None:
    lines = trace(RISING, 20, 4, 30.0, ascii_only=True)
    assert lines[0].rstrip().endswith("*")
    assert len(lines[0].rstrip()) == 20
    assert lines[-1].startswith("*")
    half = trace([(t + SPAN_S / 2, value) for t, value in RISING[:90]], 20, 4, 30.0, ascii_only=True)
    assert not any(line[:8].strip() for line in half)


def test_standing_still_looks_still() -> None:
    still: list[Sample] = [(t / 30, 170.0 + (t % 2) / 2) for t in range(180)]
    assert sum("*" in line for line in trace(still, 30, 5, 40.0, ascii_only=True)) == 1


def test_the_line_breaks_only_where_the_signal_is_unknown() -> None:
    lines = trace(
        [(t, value if t < 2 or t > 4 else None) for t, value in RISING], 60, 8, 30.0, ascii_only=True
    )
    known = ["*" in column for column in map("".join, zip(*lines, strict=True))]
    assert 12 <= known.count(False) <= 20
    assert known.index(False) > 15
    jumping: list[Sample] = [(t / 30, 180.0 * (t // 45 % 2)) for t in range(180)]
    columns = list(zip(*trace(jumping, 60, 8, 30.0, ascii_only=True), strict=True))
    assert max(column.count("*") for column in columns) >= 7


@given(
    st.lists(st.none() | st.floats(-200, 200), max_size=60),
    st.integers(1, 80),
    st.integers(1, 10),
    st.booleans(),
)
def test_it_never_leaves_its_space(
    values: list[float | None], columns: int, rows: int, ascii_only: bool
) -> None:
    lines = trace(
        [(t / 10, value) for t, value in enumerate(values)], columns, rows, 40.0, ascii_only=ascii_only
    )
    assert [len(line) for line in lines] == [columns] * rows
    assert not ascii_only or "".join(lines).isascii()
    if all(value is None for value in values):
        assert not "".join(lines).strip()
