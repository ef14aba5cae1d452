"""What a browser or an office program saves along with a page: a folder beside it, which is no input of its own."""

from __future__ import annotations

from collections.abc import Collection

# What they end the name of that folder with, by the language they speak (Windows calls what is in it connected files).
_ENDINGS = (
    "_files", ".files", "-dateien", "_fichiers", "_bestanden", "_file", "_archivos", "-filer", "_tiedostot", "_pliki", "_soubory",
    "_elemei", "_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers", "_failid", "_fails", "_bylos", "_fajlovi", "_fitxategiak",
)  # fmt: skip
PAGES = (".htm", ".html", ".shtml", ".xhtml")


def is_companion(name: str, pages: Collection[str]) -> bool:
    """Whether the folder ``name`` was saved with one of the ``pages`` beside it, which are without their suffix; all in small letters."""
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in _ENDINGS)
