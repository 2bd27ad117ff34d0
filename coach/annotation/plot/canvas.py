"""What a plot is drawn on: an SVG, or a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol
from xml.etree.ElementTree import Element, SubElement, tostring

import numpy as np

from coach.body.crop import Pixels
from coach.drawing.colours import Colour, bgr
from coach.drawing.lettering import BOLD, REGULAR, draw_text, text_width
from coach.opencv import cv2

Anchor = Literal["start", "middle", "end"]
Place = tuple[float, float]
_SVG = "http://www.w3.org/2000/svg"
_FONT = "system-ui, sans-serif"
_FINER = 4


class Canvas(Protocol):
    """Draws in units of a pixel, from the top left corner."""

    def box(self, at: Place, size: Place, colour: Colour, opacity: float = 1.0) -> None: ...

    def line(self, places: Sequence[Place], colour: Colour, width: float) -> None: ...

    def text(
        self,
        text: str,
        at: Place,
        height: float,
        colour: Colour,
        anchor: Anchor = "start",
        *,
        bold: bool = False,
    ) -> None: ...

    def content(self) -> Pixels | bytes:
        """The picture, or the text of the file."""


class SvgCanvas:
    """Draws an SVG."""

    def __init__(self, size: tuple[int, int], sentence: str) -> None:
        """Begin a plot.

        Args:
            size: Width and height.
            sentence: What it shows, for people who can't see it.
        """
        width, height = size
        facts = {
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
        }
        self._root = Element("svg", {"xmlns": _SVG, **facts, "aria-label": sentence})
        SubElement(self._root, "title").text = sentence

    def box(self, at: Place, size: Place, colour: Colour, opacity: float = 1.0) -> None:
        """A filled box."""
        facts = {"x": _n(at[0]), "y": _n(at[1]), "width": _n(size[0]), "height": _n(size[1])}
        SubElement(self._root, "rect", {**facts, "fill": _hex(colour), "fill-opacity": f"{opacity:g}"})

    def line(self, places: Sequence[Place], colour: Colour, width: float) -> None:
        """A line through places."""
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in places)
        facts = {"points": points, "fill": "none", "stroke": _hex(colour), "stroke-width": f"{width:g}"}
        SubElement(self._root, "polyline", {**facts, "stroke-linejoin": "round"})

    def text(
        self,
        text: str,
        at: Place,
        height: float,
        colour: Colour,
        anchor: Anchor = "start",
        *,
        bold: bool = False,
    ) -> None:
        """A line of text from its baseline."""
        facts = {"x": _n(at[0]), "y": _n(at[1]), "font-size": f"{height:g}", "fill": _hex(colour)}
        facts |= {"font-family": _FONT, "text-anchor": anchor}
        SubElement(self._root, "text", {**facts, **({"font-weight": "bold"} if bold else {})}).text = text

    def content(self) -> bytes:
        """The text of the file."""
        text: bytes = tostring(self._root, encoding="utf-8", xml_declaration=True)
        return text


class PictureCanvas:
    """Draws a picture, of twice the size so that it is sharp."""

    SCALE = 2

    def __init__(self, size: tuple[int, int]) -> None:
        """Begin a plot on white.

        Args:
            size: Width and height before scaling.
        """
        self._picture = np.full((size[1] * self.SCALE, size[0] * self.SCALE, 3), 255, np.uint8)

    def box(self, at: Place, size: Place, colour: Colour, opacity: float = 1.0) -> None:
        """A filled box."""
        left, top = (round(each * self.SCALE) for each in at)
        right, bottom = (round((each + by) * self.SCALE) for each, by in zip(at, size, strict=True))
        part = self._picture[max(top, 0) : bottom, max(left, 0) : right]
        part[:] = np.rint((1 - opacity) * part + opacity * np.array(bgr(colour))).astype(np.uint8)

    def line(self, places: Sequence[Place], colour: Colour, width: float) -> None:
        """A line through places."""
        points = np.rint(np.array(places) * self.SCALE * 2**_FINER).astype(np.int32)
        wide = max(1, round(width * self.SCALE))
        cv2.polylines(self._picture, [points], False, bgr(colour), wide, cv2.LINE_AA, _FINER)

    def text(
        self,
        text: str,
        at: Place,
        height: float,
        colour: Colour,
        anchor: Anchor = "start",
        *,
        bold: bool = False,
    ) -> None:
        """A line of text from its baseline."""
        tall, weight = round(height * self.SCALE), BOLD if bold else REGULAR
        by = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * text_width(text, tall, weight)
        x, y = at[0] * self.SCALE - by, at[1] * self.SCALE
        draw_text(self._picture, text, (x, y), tall, colour, weight=weight, outlined=False)

    def content(self) -> Pixels:
        """The picture, blue, green, red."""
        return self._picture


def _n(value: float) -> str:
    """A coordinate with one decimal, which is enough for a plot."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{each:02x}" for each in colour)
