"""readpack: turns articles into offline reading packs.

    >>> import convert
    >>> from convert.model import Paragraph, Text
    >>> article = convert.Article(title="Ebb", body=(Paragraph((Text("The tide went out."),)),))
    >>> pack = convert.pack([article], title="By the sea", created="2026-01-31")
    >>> convert.write(pack, "ebb.epub")

`read` makes articles of a file, `pack` makes them one complete `Pack`, `write` puts it out in the format the
file's suffix names; `convert` does all three, as the command line does. What was left out, lost, replaced or
repaired on the way comes as a `Notice` to the ``notify`` you hand in.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convert.api import convert, open_pack, read, write
    from convert.assemble import pack
    from convert.errors import ConvertError, InputError, PluginError, ThemeError, UnknownName, WriteError
    from convert.formats import Source
    from convert.limits import LIMITS, Limits
    from convert.model import Article, Pack, Picture, Section
    from convert.notices import Notice, Notify, Report
    from convert.plan import Listed, preview
    from convert.profile import Profile, load_profile
    from convert.theme import Theme, extend, load_theme

__version__ = "0.1.0"

__all__ = [
    "LIMITS",
    "Article",
    "ConvertError",
    "InputError",
    "Limits",
    "Listed",
    "Notice",
    "Notify",
    "Pack",
    "Picture",
    "PluginError",
    "Profile",
    "Report",
    "Section",
    "Source",
    "Theme",
    "ThemeError",
    "UnknownName",
    "WriteError",
    "convert",
    "extend",
    "load_profile",
    "load_theme",
    "open_pack",
    "pack",
    "preview",
    "read",
    "write",
]

# Where each name is from: imported when it is first asked for (PEP 562), as help needs none of them and a reader few.
_HOMES = {
    "api": ("convert", "open_pack", "read", "write"),
    "assemble": ("pack",),
    "errors": ("ConvertError", "InputError", "PluginError", "ThemeError", "UnknownName", "WriteError"),
    "formats": ("Source",),
    "limits": ("LIMITS", "Limits"),
    "model": ("Article", "Pack", "Picture", "Section"),
    "notices": ("Notice", "Notify", "Report"),
    "plan": ("Listed", "preview"),
    "profile": ("Profile", "load_profile"),
    "theme": ("Theme", "extend", "load_theme"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"convert.{_HOME[name]}"), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
