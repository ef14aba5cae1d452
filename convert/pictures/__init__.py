"""Pictures: any image bytes become a `Picture` that every writer accepts, or the reason why not.

What an image is, its bytes say, not its name. `prepare` makes one picture of some bytes; `brought_in` those of an article,
from wherever they are; `local` those beside a file. They lie on the `shelf` until they are written.
"""

from __future__ import annotations

from convert.pictures._brought import Find, brought_in, elsewhere, local
from convert.pictures._figures import set_apart
from convert.pictures._kinds import NoPicture
from convert.pictures._prepare import decoded, embedded, load, prepare
from convert.pictures._shelf import shelf, shelved, use_shelf

__all__ = [
    "Find",
    "NoPicture",
    "brought_in",
    "decoded",
    "elsewhere",
    "embedded",
    "load",
    "local",
    "prepare",
    "set_apart",
    "shelf",
    "shelved",
    "use_shelf",
]
