"""HTML and SVG elements; text is escaped by the standard library's serialiser."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

Content = Element | str


def element(tag: str, *content: Content, **attributes: object) -> Element:
    """An element with text and children in order.

    Args:
        tag: Its name.
        content: Children and texts.
        attributes: Its attributes; a trailing underscore and other underscores become a hyphen, None is left
            out.
    """
    made = Element(tag, {_name(name): str(each) for name, each in attributes.items() if each is not None})
    last: Element | None = None
    for each in content:
        if isinstance(each, Element):
            made.append(each)
            last = each
        elif last is None:
            made.text = (made.text or "") + each
        else:
            last.tail = (last.tail or "") + each
    return made


def table(
    caption: str, headings: Iterable[str], rows: Iterable[Iterable[Content]], *, numeric: Iterable[int] = ()
) -> Element:
    """A table with a caption, column headings and the first cell of each row as its heading.

    Args:
        caption: What it shows.
        headings: A name for each column.
        rows: The cells.
        numeric: The columns that hold figures, counted from 0.
    """
    made = element("table", element("caption", caption))
    figures = set(numeric)
    head = SubElement(SubElement(made, "thead"), "tr")
    for place, name in enumerate(headings):
        head.append(element("th", name, scope="col", class_=_figure_class(place, figures)))
    body = SubElement(made, "tbody")
    for row in rows:
        line = SubElement(body, "tr")
        for place, cell in enumerate(row):
            tag, scope = ("td", None) if place else ("th", "row")
            line.append(element(tag, cell, scope=scope, class_=_figure_class(place, figures)))
    return element("div", made, class_="wide")


def html_text(made: Element) -> str:
    """An element and all in it as HTML."""
    return tostring(made, encoding="unicode", method="html")


def _figure_class(place: int, figures: set[int]) -> str | None:
    return "figure" if place in figures else None


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
