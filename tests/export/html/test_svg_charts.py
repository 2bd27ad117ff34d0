"""Charts and elements: values stand where they belong, and text is escaped."""

from __future__ import annotations

import re

import pytest

from coach.export.html.elements import element, html_text
from coach.export.html.svg_charts import Point, bars, trend


def test_what_people_type_is_escaped() -> None:
    made = html_text(element("p", "<script>alert('&')</script>", title='"><script>'))
    assert "<script>" not in made.replace("&lt;script&gt;", "")
    assert "&lt;script&gt;" in made


def test_values_stand_where_they_belong() -> None:
    low, high = Point("1", 10.0, 5.0), Point("2", 40.0, None, is_full=False)
    drawn = html_text(bars([low, Point("gap", None), high], "°", "What it shows."))
    heights = [float(each) for each in re.findall(r'height="([\d.]+)" class="bar', drawn)]
    assert len(heights) == 2 and heights[1] == pytest.approx(4 * heights[0], rel=0.02)
    assert drawn.count('class="error"') == 1
    line = html_text(trend([low, Point("gap", None), high], "°", "What it shows."))
    assert line.count('class="dot"') == 2
    across = [float(each) for each in re.findall(r'cx="([\d.]+)"', line)]
    down = [float(each) for each in re.findall(r'cy="([\d.]+)"', line)]
    assert across[0] < across[1] and down[0] > down[1]
