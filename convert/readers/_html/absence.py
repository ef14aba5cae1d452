"""Pages without an article, told apart by what they are instead."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._html import dates
from convert.readers._html.hints import is_wall
from convert.readers._html.leaves import HEADINGS, Leaf
from convert.readers._html.links import site_of
from convert.readers._html.measure import has_sentence, weight
from convert.readers._html.page import Element, Page
from convert.readers._html.report import OTHER_PAGES, WALL
from convert.readers._html.stated import Stated

_STATUS = "(?:404|403|410|451|500|502|503)"
_ERROR = regex(
    rf"(?:^|(?:error|fehler|erreur|errore|erro|fout|fel|feil|fejl|ошибка|błąd|chyba|hata|hiba|http|status|code)\W*|[-–—:|!?.]\s*){_STATUS}\W*$|^\W*{_STATUS}\W*[-–—:|!.]|(?:error|fehler|erreur|errore|erro|fout|fel|feil|fejl|ошибка|błąd|chyba|hata|hiba)\W*{_STATUS}\b|"
    rf"{_STATUS}\W+(?:error|not found|forbidden|bad gateway|internal|service|gone|fehler|erreur)|not found|page (?:does not|doesn[’']t) exist|(?:can[’']?t|cannot|could(?: not|n[’']t)) find (?:that|the|this|your) page|access denied|forbidden|service unavailable|internal server error|"
    r"page (?:can[’']?t|cannot|could not|couldn[’']t) be found|(?:page|link|content) .{0,30}(?:no longer (?:exists|available)|has (?:been )?(?:moved|removed|deleted))|^\W*(?:oops\b.{0,30}|sorry\b.{0,30})?something went wrong|"
    r"(?:seite|artikel) (?:existiert|ist) (?:leider )?nicht (?:mehr )?(?:verfügbar|vorhanden|$)|page (?:n[’']existe (?:pas|plus)|indisponible)|página no (?:existe|disponible)|pagina non (?:disponibile|esiste)|"
    r"nicht gefunden|zugriff verweigert|page introuvable|accès refusé|no encontrad[ao]|não encontrad[ao]|pagina non trovata|niet gevonden|hittades inte|"
    r"не найдена|nie znaleziono|見つかりません|未找到|页面不存在|頁面不存在|찾을 수 없|غير موجودة|לא נמצא",
    re.IGNORECASE,
)
_GATE = regex(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|captcha|attention required|unusual traffic|security check|"
    r"enable (?:javascript|cookies)|javascript (?:is )?(?:disabled|required)|before you continue|bevor sie (?:fortfahren|weiterlesen)|(?:weiter mit werbung|mit werbung weiter(?:lesen)?)\b|"
    r"are you (?:over|at least|of legal)\b|age (?:verification|check|gate)|(?:legal (?:drinking|smoking) age)|(?:i am|i[’']m|you are|are you) (?:(?:over|at least) (?:18|19|21)\b|(?:18|19|21)(?: years)?(?: of age)? or (?:older|over))|altersprüfung|altersfreigabe|"
    r"(?:mindestens|über) 18 jahre|vérification de l[’']âge|(?:avez|ai) (?:plus de )?18 ans|verificación de edad|(?:eres|soy) mayor de (?:edad|18)|verifica (?:dell[’'])?età|sei maggiorenne|maior de 18|leeftijdscontrole|ben je 18|мне (?:уже )?(?:исполнилось )?18|"
    r"we value your privacy|cookie[- ](?:einstellungen|settings|consent|wall)|accept (?:all )?cookies|alle akzeptieren|tout accepter|aceptar todas",
    re.IGNORECASE,
)
_BARE = 150
_SHORT = 600
_STUB = 450
_INDEX_LINKS = 15
_MOST_PROSE = 2
# Headlines that lead to pages of the same site, each with a few words, are what an index is made of.
_FEWEST_HEADLINES, _MOST_BY_HEADLINE, _SHARE = 8, 400, 0.8
_FEWEST_CARDS, _TIMES, _NEXT_TO_NOTHING, _A_LINE = 8, 5, 300, 60
_LEAST_SAID = 20


def instead_of_article(page: Page, stated: Stated, shown: list[Leaf], kept: list[Leaf], text: str, address: str = "") -> str:
    """What ``page`` is, which is at ``address``, when it holds no article; empty when it holds one.

    ``shown`` are the leaves that the rules left for the article, ``kept`` those that are kept in the end, ``text`` all it would say.
    """
    said = weight(text)
    own = site_of(address)
    told = stated.is_article or dates.is_dated(stated)
    lists = _lists(shown, said, _MOST_PROSE, own) or _lists(kept, said, 0, own)
    if not lists and not stated.is_article:
        lists = _announces(kept, own) or _is_one_of_many(page, kept, said, told=told)
    heads = [stated.document_title, *(element.text(200) for element in page.order if element.tag in ("h1", "h2"))][:4]
    lists = lists or (not told and _lists_findings(heads, kept, said))
    if said >= _SHORT and not lists:
        return ""
    is_report = _reports(text) and all(map(_says_more, heads))
    if said < _SHORT and not is_report and (instead := _in_words(page, heads, text, told=told)):
        return instead
    if said < _BARE and _asks_to_log_in(page, heads):
        return "a page to log in on"
    if said < _SHORT and _is_over_wall(page, text):
        return _OPENING
    if said < _STUB and _is_for_subscribers(stated):
        return _OPENING
    return "a list of links to other pages" if lists else ""


def _lists_findings(heads: list[str], kept: list[Leaf], said: int) -> bool:
    """Whether a page is headed as the results of a search, and ``kept`` are headlines that lead elsewhere, or next to nothing."""
    if not any(map(_SEARCHED.match, heads)):
        return False
    return said < _NEXT_TO_NOTHING or sum(leaf.element.tag in HEADINGS and leaf.is_linked for leaf in kept) >= _FEWEST_FINDINGS


_FEWEST_FINDINGS = 3
_SEARCHED = regex(
    r"\W*(?:(?:\d+ )?(?:search )?results (?:for|of)\b|search results|search:|you searched for|suchergebnis\w*|(?:ihre )?suche nach|résultats (?:de (?:la |votre )?recherche|pour)|"
    r"resultados (?:de (?:la )?búsqueda|da (?:busca|pesquisa)|para)|risultati (?:della |di )?ricerca|zoekresultaten|sökresultat|søkeresultat|søgeresultat|hakutulokset|wyniki wyszukiwania|"
    r"výsledky (?:hledání|vyhledávání)|keresési (?:eredmény|találat)|результаты поиска|arama sonuç|検索結果|搜索结果|搜尋結果|검색 ?결과|نتائج البحث|תוצאות חיפוש)",
    re.IGNORECASE,
)


def _asks_to_log_in(page: Page, heads: list[str]) -> bool:
    """Whether ``page`` asks for a password, or is headed as one to log in on and asks for anything."""
    fields = [element.get("type").lower() for element in page.order if element.tag == "input"]
    if "password" in fields:
        return True
    return any(field in ("", "text", "email", "tel") for field in fields) and any(_LOG_IN.match(head) for head in heads)


_LOG_IN = regex(
    r"\W*(?:log[ -]?in|sign[ -]?in|anmelde[nr]|anmeldung|einloggen|connexion|se connecter|connectez-vous|identif\w+|iniciar sesión|inicia sesión|accedi|accesso|entrar|"
    r"inloggen|logga in|logg inn|log ind|kirjaudu|zaloguj|logowanie|přihlá\w+|bejelentkezés|вход|войти|giriş|ログイン|登录|登錄|登入|로그인|تسجيل الدخول|התחברות)(?:\W|$)",
    re.IGNORECASE,
)


def without_text(page: Page) -> str:
    """What ``page``, which says and shows nothing, is."""
    return "a page whose text is put there by scripts" if any(element.tag == "script" for element in page.order) else "a page without text"


def _reports(text: str) -> bool:
    """Whether ``text`` is sentences that tell of something and speak neither to its reader nor of a request, as pages of a server do."""
    sentences = len(_SENTENCES.findall(text))
    return weight(text) >= _LEAST_REPORT and sentences >= _FEWEST_SENTENCES and not _SPEAKS.search(_QUOTED.sub("", text))


# What somebody said to somebody else.
_QUOTED = regex(r"[“„«»][^“”„«»]{2,600}[”“»«]|(?<!\w)\"[^\"]{2,600}\"")


def _says_more(head: str) -> bool:
    """Whether ``head`` is no error and asks for nothing, or says several words besides."""
    found = _ERROR.search(head) or _GATE.search(head)
    return found is None or len(_WORD.findall(f"{head[: found.start()]} {head[found.end() :]}")) >= _FEWEST_BESIDES


_WORD, _FEWEST_BESIDES = regex(r"[^\W\d_]+"), 3
_LEAST_REPORT, _FEWEST_SENTENCES = 100, 2
_SENTENCES = regex(r"[^\W\d_]{2,}[\"'”’»)]?[.!?…](?=\s|$)|[。！？]")
_SPEAKS = regex(
    r"\b(?:you|your|yours|please|we|our|us|sorry|oops|request\w*|server|url|browser\w*|javascript|this (?:page|site|website|link)|ip address|reload|refresh|try again|click|redirect\w*|ray id|"
    r"sie|ihr|ihre[nmrs]?|du|dein\w*|dir|bitte|wir|uns\w*|leider|vous|votre|vos|veuillez|nous|notre|nos|désolé\w*|usted|tu|tus|su|sus|nosotros|nuestr[ao]s?|lo sentimos|por favor|"
    r"você|seu|sua|nossos?|desculpe|tuo|tua|voi|nostr[oiae]|spiacenti|per favore|je|jouw|uw|wij|helaas|alstublieft|вы|вас|ваш\w*|пожалуйста|"
    r"din|ditt|dina|vi|vår\w*|tyvärr|twoj\w*|przepraszamy|prosimy)\b|お客様|ください|申し訳|您|你|请|請|抱歉|죄송|주세요|عذرا|يرجى|אנא",
    re.IGNORECASE,
)


def _in_words(page: Page, heads: list[str], text: str, *, told: bool) -> str:
    """What a page of a few words says it is: an error, or a gate before another page.

    What is ``told`` to be an article, or of a day, is none for its headline, which may be about either.
    """
    if not told and (any(map(_ERROR.search, heads)) or _shows_status(page)):
        return "an error message in place of the page"
    headed = _GATE.search(" ".join(heads))
    if (headed and not told) or (not headed and _GATE.search(text[:600])):
        return _CONSENT
    if (
        not told
        and _COOKIES.search(text)
        and _PRIVACY.search(text)
        and any(element.tag == "button" and element.text(1) for element in page.order)
    ):
        return _CONSENT
    return ""


_CONSENT = "a page that asks for consent or checks the browser"


def _shows_status(page: Page) -> bool:
    """Whether a line of ``page`` is the number of an error (RFC 9110, 15.5 and 15.6) and nothing else."""
    lines = (element.text(_LONGEST_STATUS) for element in page.order if element.block and not element.holds_blocks)
    return any(map(_STATUS_ALONE.fullmatch, lines))


_LONGEST_STATUS = 8


_STATUS_ALONE = regex(r"(?:404|403|410)[.!]?")  # others may be numbers that a page boasts of: 500+
_PRIVACY = regex(
    r"consent|privacy|personal data|datenschutz|einwilligung|zustimmung|personenbezogen|vie privée|(?:données|informations) personnelles|confidentialité|"
    r"privacidad|datos personales|dados pessoais|dati personali|persoonsgegevens|personuppgifter|персональн|個人情報|个人信息|개인정보",
    re.IGNORECASE,
)
_COOKIES = regex(r"\b(?:cookies?|クッキー|쿠키|печень[ея])\b", re.IGNORECASE)


def _is_for_subscribers(stated: Stated) -> bool:
    return any(str(value).lower() == "false" for thing in stated.ld for value in [thing.get("isAccessibleForFree", "")])


def is_opening(page: Page, stated: Stated, text: str) -> bool:
    """Whether ``text``, an article's, is but its opening.

    The page's data says that it is for subscribers or a wall is shown with it, and it ends in dots; or, where it is short, both, or the wall
    says so in words.
    """
    paid, walled = _is_for_subscribers(stated), bool(_wall(page, text))
    if text.rstrip().endswith(_DOTS):
        return paid or walled
    told = any(element.reason == WALL for element in page.order)
    return (told or (paid and walled)) and weight(text) < _LONGEST_OPENING


_LONGEST_OPENING = 2_500
_DOTS = ("…", "...", "[…]", "[...]")
CUT = "the page has but the opening of the article: the rest is for subscribers"
_OPENING = "the opening of an article that only subscribers get"


def _is_over_wall(page: Page, text: str) -> bool:
    """Whether ``text`` is the opening over something shown on ``page`` that is called a wall for payment and says so in words."""
    words = _said_on_walls(page)
    if not words:
        return False
    opening = "\n".join(line for line in text.split("\n") if line not in words)
    return weight(opening) < _BARE or (weight(opening) < _STUB and _breaks_off(opening))


def _said_on_walls(page: Page) -> str:
    """What is said on all that is shown on ``page`` and is a wall for payment, by its name or its words."""
    named = (element for element in page.order if element.block and (is_wall(element) or element.reason == WALL))
    shown = (wall for wall in named if not any(above.reason == "hidden" for above in (wall, *wall.ancestors())))
    return " ".join(said for wall in shown if len(said := wall.text(_SHORT)) >= _LEAST_SAID)


def _wall(page: Page, text: str) -> str:
    """What is said on the walls for payment of ``page``, where it is no part of the ``text``, which sites call so, too."""
    words = _said_on_walls(page)
    return "" if any(len(line) >= _LEAST_SAID and line in words for line in text.split("\n")) else words


def _breaks_off(text: str) -> bool:
    """Whether ``text`` ends within a sentence: a short one that is whole stays an article, whatever else its page has."""
    end = text.rstrip()
    return end.endswith(_DOTS) or end[-1:].isalnum() or end[-1:] in ",;–—-"


def _announces(kept: list[Leaf], own: str) -> bool:
    """Whether ``kept`` are headlines of other pages of the site ``own``, each with a few words."""
    heads = [leaf for leaf in kept if leaf.element.tag in HEADINGS]
    linked = [leaf for leaf in heads if leaf.is_linked and leaf.size > _SHORTEST_HEADLINE]
    if len(linked) < _FEWEST_HEADLINES or len(linked) < _SHARE * len(heads):
        return False
    within = sum(_leads_within(leaf.element, own) for leaf in linked)
    few_words = sum(leaf.size for leaf in kept) <= _MOST_BY_HEADLINE * len(linked)
    return within >= _SHARE * len(linked) and few_words and _said_apart(kept) < _SHORT


def _said_apart(kept: list[Leaf]) -> float:
    """How much prose of ``kept`` stands further from a linked headline than what announces a page: reference pages have both."""
    said, since = 0.0, _WORDS_OF_ONE
    for leaf in kept:
        since = 0 if leaf.element.tag in HEADINGS and leaf.is_linked else since + 1
        said += leaf.size if leaf.is_prose and since > _WORDS_OF_ONE else 0
    return said


_WORDS_OF_ONE = 3


_SHORTEST_HEADLINE = 12


def _leads_within(element: Element, own: str) -> bool:
    hrefs = (link.get("href").strip() for link in (*element.walk(), *element.ancestors()) if link.tag == "a")
    href = next(filter(None, hrefs), "#")
    return not href.startswith("#") and site_of(href) in ("", own)


def _is_one_of_many(page: Page, kept: list[Leaf], said: int, *, told: bool) -> bool:
    """Whether what is ``said`` is next to nothing beside what announces other pages.

    A page with a heading of its own is so only if what is ``kept`` has no more than a line outside of links, and nothing ``told`` of an article;
    one without may say more, if all of it stands among the announcements.
    """
    cards = [element for element in page.order if element.reason in OTHER_PAGES]
    if any(element.tag == "h1" for element in page.order):
        if told or sum(leaf.free for leaf in kept) >= _A_LINE:
            return False
    elif said >= _NEXT_TO_NOTHING and not _stand_among(kept, cards):
        return False
    return len(cards) >= _FEWEST_CARDS and sum(len(card.text(_MOST_BY_HEADLINE)) for card in cards) > _TIMES * said


def _stand_among(kept: list[Leaf], cards: list[Element]) -> bool:
    """Whether all that is ``kept`` stands in boxes beside the ``cards`` that are just like them."""
    boxes = {(card.parent, card.tag, card.get("class")) for card in cards}
    return all(any((box.parent, box.tag, box.get("class")) in boxes for box in leaf.element.ancestors()) for leaf in kept)


def _lists(shown: list[Leaf], said: int, most: int, own: str) -> bool:
    """Whether most of what would be the article are links, each a line of its own and no sentence, with ``most`` paragraphs at most.

    Links to other sites than the page's ``own``, where that is known, are what an author collected.
    """
    links = [leaf for leaf in shown if leaf.is_linked and len(leaf.text) > 12 and not has_sentence(leaf.text)]
    if own:
        links = [leaf for leaf in links if _leads_within(leaf.element, own)]
    linked = sum(leaf.size for leaf in links)
    return len(links) >= _INDEX_LINKS and linked > 0.75 * said and sum(leaf.is_prose for leaf in shown) <= most
