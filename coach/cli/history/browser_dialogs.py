"""Questions of the browser: search, edit, delete, and the list of keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

Check = Callable[[str], str]
"""Returns what is wrong with a typed value, or an empty text."""

_CANCEL: list[BindingType] = [Binding("escape", "cancel", "Cancel")]


class Question(ModalScreen[str | None]):
    """A line to type into; None if cancelled."""

    BINDINGS: ClassVar = _CANCEL

    def __init__(self, what: str, value: str = "", check: Check | None = None) -> None:
        super().__init__()
        self._what, self._value, self._check = what, value, check

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="box"):
            yield Label(self._what)
            yield Input(self._value, compact=True)
            yield Static("", id="problem")
            yield Label("enter: done · escape: cancel", classes="aside")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the value, unless something is wrong with it."""
        problem = self._check(event.value) if self._check is not None else ""
        if problem:
            self.query_one("#problem", Static).update(problem)
        else:
            self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Close without a value."""
        self.dismiss(None)


class Confirmation(ModalScreen[bool]):
    """A yes or no."""

    BINDINGS: ClassVar = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n,escape", "answer(False)", "No"),
    ]

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="box"):
            yield Static(self._what, markup=False)
            yield Label("y: yes · n: no", classes="aside")

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)


class Message(ModalScreen[None]):
    """A text to read, such as the list of keys."""

    BINDINGS: ClassVar = [Binding("escape,enter,question_mark,q", "dismiss", "Close")]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with Vertical(classes="box"):
            yield Static(self._text, markup=False)
            yield Label("escape: close", classes="aside")
