"""What a terminal was told along with the text: colours, and letters struck twice to be bold, or over a line, as manuals have them."""

from __future__ import annotations

from convert.formats import Source
from convert.notices import Notice, Notify
from convert.patterns import regex

# ECMA-48: control sequences (5.4), command strings up to their end (5.6), and single functions (5.3, 5.5).
_ESCAPE = regex(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[ -/]*[0-Z\\^-~])")
_STRUCK = regex(r"[^\n\x08]\x08")


def without_terminal(source: Source, text: str, notify: Notify) -> str:
    """``text`` as a terminal shows it, without what sets colours and cursor, and with what was struck last of letters on one place."""
    text, escapes = _ESCAPE.subn("", text)
    text, struck = _STRUCK.subn("", text)
    if escapes or struck:
        message = "what tells a terminal of colours and bold letters was left out"
        notify(Notice("left-out", "text.terminal", message, source=source.name, count=escapes + struck))
    return text
