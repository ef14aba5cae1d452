"""Pages without an article, told apart by what they are instead."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._html.leaves import Leaf
from convert.readers._html.measure import has_sentence, weight
from convert.readers._html.page import Page
from convert.readers._html.stated import Stated

_ERROR = regex(
    r"(?:^|\W)(?:404|403|410|500|502|503)(?:\W|$)|not found|page (?:does not|doesn[’']t) exist|access denied|forbidden|service unavailable|internal server error|"
    r"nicht gefunden|zugriff verweigert|page introuvable|accès refusé|no encontrad[ao]|não encontrad[ao]|pagina non trovata|niet gevonden|hittades inte|"
    r"не найдена|nie znaleziono|見つかりません|未找到|찾을 수 없|غير موجودة|לא נמצא",
    re.IGNORECASE,
)
_GATE = regex(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|captcha|attention required|unusual traffic|security check|"
    r"enable (?:javascript|cookies)|javascript (?:is )?(?:disabled|required)|before you continue|bevor sie (?:fortfahren|weiterlesen)|mit werbung weiterlesen|"
    r"we value your privacy|cookie[- ](?:einstellungen|settings|consent|wall)|accept (?:all )?cookies|alle akzeptieren|tout accepter|aceptar todas",
    re.IGNORECASE,
)
_BARE = 150
_SHORT = 600
_STUB = 450
_INDEX_LINKS = 15
_MOST_PROSE = 2


def instead_of_article(page: Page, stated: Stated, shown: list[Leaf], kept: list[Leaf], text: str) -> str:
    """What ``page`` is, when it holds no article; empty when it holds one.

    ``shown`` are the leaves that the rules left for the article, ``kept`` those that are kept in the end, ``text`` all it would say.
    """
    said = weight(text)
    lists = _lists(shown, said, _MOST_PROSE) or _lists(kept, said, 0)
    if said >= _SHORT and not lists:
        return ""
    heads = " ".join([stated.document_title, *(element.text(200) for element in page.order if element.tag in ("h1", "h2"))][:4])
    if said < _SHORT and _ERROR.search(heads):
        return "an error message in place of the page"
    if said < _SHORT and _GATE.search(f"{heads} {text[:600]}"):
        return "a page that asks for consent or checks the browser"
    if said < _BARE and any(element.tag == "input" and element.get("type").lower() == "password" for element in page.order):
        return "a page to log in on"
    if said < _STUB and any(str(value).lower() == "false" for thing in stated.ld for value in [thing.get("isAccessibleForFree", "")]):
        return "the opening of an article that only subscribers get"
    if lists:
        return "a list of links to other pages"
    if not text.strip():
        scripts = sum(1 for element in page.order if element.tag == "script")
        return "a page whose text is put there by scripts" if scripts else "a page without text"
    return ""


def _lists(shown: list[Leaf], said: int, most: int) -> bool:
    """Whether most of what would be the article are links, each a line of its own and no sentence, with ``most`` paragraphs at most."""
    links = [leaf for leaf in shown if leaf.is_linked and len(leaf.text) > 12 and not has_sentence(leaf.text)]
    linked = sum(leaf.size for leaf in links)
    return len(links) >= _INDEX_LINKS and linked > 0.75 * said and sum(leaf.is_prose for leaf in shown) <= most
