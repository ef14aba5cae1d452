"""Pages that list other pages: front pages, categories, archives, what a search found, the threads of a forum."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from convert.patterns import regex
from convert.readers._html.apart import told_apart
from convert.readers._html.entries import MOST_OF_ENTRY, are_counted, entries_of, leads_within
from convert.readers._html.hints import is_strong_body_hint
from convert.readers._html.leaves import HEADINGS, Leaf
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element, Page
from convert.readers._html.report import OTHER_PAGES
from convert.readers._html.seen import Seen
from convert.readers._html.stated import Stated

_INDEX_LINKS = 15
_MOST_PROSE = 2
# Headlines that lead to pages of the same site, each with a few words, are what an index is made of.
_FEWEST_HEADLINES, _MOST_BY_HEADLINE, _SHARE = 8, 400, 0.8
_FEWEST_CARDS, _TIMES, _NEXT_TO_NOTHING, _A_LINE = 8, 5, 300, 60
_SHORT = 600


def lists_pages(seen: Seen) -> bool:
    """Whether the page lists other pages, and what is kept of it is but some of them."""
    if _lists(seen.left, seen.said, _MOST_PROSE, seen.own) or _lists(seen.kept, seen.said, 0, seen.own):
        return True
    if seen.stated.is_article:
        return False
    is_list = _announces(seen.kept, seen.own) or _is_one_of_many(seen) or (not seen.told and _is_of_entries(seen))
    return is_list and not _is_told_apart(seen)


def _is_told_apart(seen: Seen) -> bool:
    """Whether all that is kept stands in an article apart from what announces other pages."""
    apart = told_apart(seen.page, [element for element in seen.page.order if element.reason in OTHER_PAGES])
    return apart is not None and all(apart.holds(leaf.element) for leaf in seen.kept)


# --- links one by one -------------------------------------------------------------------------------------


def _lists(left: list[Leaf], said: int, most: int, own: str) -> bool:
    """Whether most of what would be the article are links, each a line of its own and no sentence, with ``most`` paragraphs at most.

    Links to other sites than the page's ``own``, where that is known, are what an author collected.
    """
    links = [leaf for leaf in left if leaf.is_linked and len(leaf.text) > 12 and not has_sentence(leaf.text)]
    if own:
        links = [leaf for leaf in links if leads_within(leaf.element, own)]
    linked = sum(leaf.size for leaf in links)
    return len(links) >= _INDEX_LINKS and linked > 0.75 * said and sum(leaf.is_prose for leaf in left) <= most


def is_only_link(seen: Seen) -> bool:
    """Whether all that is kept is one link, or two, under no headline: with one, somebody passes it on."""
    if not 0 < len(seen.kept) <= _MOST_ALONE or any(element.tag == "h1" for element in seen.page.order):
        return False
    return all(leaf.element.tag not in HEADINGS and leaf.linked == len(leaf.text) for leaf in seen.kept)


_MOST_ALONE = 2


# --- headlines, each with a few words ---------------------------------------------------------------------


def _announces(kept: list[Leaf], own: str) -> bool:
    """Whether ``kept`` are headlines of other pages of the site ``own``, each with a few words."""
    heads = [leaf for leaf in kept if leaf.element.tag in HEADINGS]
    linked = [leaf for leaf in heads if leaf.is_linked and leaf.size > _SHORTEST_HEADLINE]
    if len(linked) < _FEWEST_HEADLINES or len(linked) < _SHARE * len(heads) or are_counted(linked):
        return False
    within = sum(leads_within(leaf.element, own) for leaf in linked)
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


# --- one that is left of many -----------------------------------------------------------------------------


def _is_one_of_many(seen: Seen) -> bool:
    """Whether what is said is next to nothing beside what announces other pages.

    A page with a heading of its own is so only if what is kept has no more than a line outside of links, and nothing is told of an article;
    one without may say more, if all of it stands among the announcements, and nothing if it is told in an article that does not.
    """
    cards = [element for element in seen.page.order if element.reason in OTHER_PAGES]
    if any(element.tag == "h1" for element in seen.page.order):
        if seen.told or sum(leaf.free for leaf in seen.kept) >= _A_LINE:
            return False
    elif (seen.said >= _NEXT_TO_NOTHING or any(map(_is_told_in_article, seen.kept))) and not _stand_among(seen.kept, cards):
        return False
    return len(cards) >= _FEWEST_CARDS and sum(len(card.text(_MOST_BY_HEADLINE)) for card in cards) > _TIMES * seen.said


def _is_told_in_article(leaf: Leaf) -> bool:
    """Whether ``leaf`` is prose in what is marked up as an article, or called its text."""
    return (
        leaf.free >= _A_LINE
        and has_sentence(leaf.text)
        and any(box.tag == "article" or is_strong_body_hint(box) for box in leaf.element.ancestors())
    )


def _stand_among(kept: list[Leaf], cards: list[Element]) -> bool:
    """Whether all that is ``kept`` stands in boxes beside the ``cards`` that are just like them."""
    boxes = {(card.parent, card.tag, card.get("class")) for card in cards}
    return all(any((box.parent, box.tag, box.get("class")) in boxes for box in leaf.element.ancestors()) for leaf in kept)


# --- entries in boxes alike -------------------------------------------------------------------------------


def _is_of_entries(seen: Seen) -> bool:
    """Whether the page is of entries that lead to other pages of its site, and what is kept stands in them, a few words in each, with next to no prose beside.

    Where nothing but odds and ends is kept, the entries may lead anywhere.
    """
    if any(leaf.free > MOST_OF_ENTRY for leaf in seen.kept):
        return False
    says_so = _says_it_lists(seen.page, seen.stated)
    entries = entries_of(seen.page, seen.every, seen.own, _FEWEST_ENTRIES, of_names=says_so)
    within, beside, prose = _parted(seen, entries)
    if within:
        most = _MOST_BESIDE_SAID if says_so else _MOST_BESIDE if len(entries) >= _MANY_ENTRIES else _A_LINE
        are_lines = not says_so and all(box.tag == "li" and not box.holds_blocks for box in within)  # as an author lists what to read
        few = prose < most and max(within.values()) <= MOST_OF_ENTRY
        return few and sum(within.values()) > beside * (_TIMES if are_lines else _LEAST_WITHIN)
    if prose:
        return False
    if not entries and seen.said < _NEXT_TO_NOTHING:
        entries = entries_of(seen.page, seen.every, None, _FEWEST_CARDS)
    return len(entries) >= _FEWEST_CARDS and _around(entries, seen.kept)


def _parted(seen: Seen, entries: Collection[Element]) -> tuple[dict[Element, float], float, float]:
    """How much is kept in each of ``entries``, beside them outside of headings and links, and of that in prose.

    A headline that leads to another page, and a few lines below it, are one more, as a front page has a story before all others.
    """
    within: dict[Element, float] = {}
    prose = beside = 0.0
    story = _story(seen) if entries else {}
    for leaf in seen.kept:
        boxes = (leaf.element, *leaf.element.ancestors())
        entry = next((box for box in boxes if box in entries), story.get(leaf.element))
        if entry is not None:
            within[entry] = within.get(entry, 0.0) + leaf.size
        elif not leaf.is_linked and (leaf.element.tag not in HEADINGS or has_sentence(leaf.text)):
            beside += leaf.size
            prose += leaf.free if leaf.free >= _A_LINE else 0.0
    return within, beside, prose


def _story(seen: Seen) -> dict[Element, Element]:
    """The first headline that is kept, where it leads to another page, and a few lines below it, each with that headline."""
    at = next((at for at, leaf in enumerate(seen.kept) if leaf.element.tag in HEADINGS), len(seen.kept))
    first = seen.kept[at : at + _WORDS_OF_ONE]
    if not first or not first[0].is_linked or first[0].text in seen.stated.document_title or not leads_within(first[0].element, seen.own):
        return {}
    return {leaf.element: first[0].element for leaf in first} if sum(leaf.free for leaf in first) <= _MOST_OF_STORY else {}


_MOST_OF_STORY = 300
_FEWEST_ENTRIES, _MANY_ENTRIES, _LEAST_WITHIN = 3, 5, 0.5
_MOST_BESIDE, _MOST_BESIDE_SAID = 100, 400


def _around(entries: Collection[Element], kept: list[Leaf]) -> bool:
    """Whether all that is ``kept`` stands in the table or the box that holds the ``entries``."""
    first, last = min(entries, key=lambda entry: entry.at), max(entries, key=lambda entry: entry.at)
    box = next((above for above in first.ancestors() if above.holds(last)), first)
    box = next((above for above in box.ancestors() if above.tag == "table"), box)
    return box.tag not in ("body", "html", "main") and all(box.holds(leaf.element) for leaf in kept)


def _says_it_lists(page: Page, stated: Stated) -> bool:
    """Whether ``page`` is of a kind that lists others, by what it says in JSON-LD, the classes that WordPress gives its body, or its heading."""
    body = next((element for element in page.order if element.tag == "body"), None)
    classes = body.get("class").lower().split() if body is not None else []
    heads = (stated.document_title, *(element.text(_MOST_BY_HEADLINE) for element in page.order if element.tag == "h1"))
    return stated.is_listing or not _LISTING_CLASSES.isdisjoint(classes) or any(map(_FILED_UNDER.search, heads))


_FILED_UNDER = regex(
    r"^\W*(?:category|categories|tag|tagged|author|archives?|topic|posts (?:tagged|by|in)|articles (?:tagged|by|in)|all posts|all articles|kategorie|schlagwort|autor|archiv|thema|catégorie|étiquette|archives|auteur|categoría|"
    r"etiqueta|archivos?|categoria|arquivos?|archivi?o|categorie|archief|kategori|etikett|arkiv|luokka|kategoria|рубрика|метка|автор|архив|カテゴリー|タグ|分类|标签|카테고리|태그)\s*[:：]|\S archives?\s*(?:[-–—|·].{0,60})?$|"
    r"^\W*(?:(?:all )?(?:tags|categories|topics|posts|articles|stories|authors)|archives?|site ?map|plan du site|mapa (?:del sitio|web|do site)|mappa del sito|карта сайта|サイトマップ|网站地图|사이트맵)\W*(?:[-–—|·].{0,60})?$",
    re.IGNORECASE,
)
_LISTING_CLASSES = frozenset(("archive", "category", "tag", "author", "date", "blog", "search-results", "search-no-results"))


# --- what a search found ----------------------------------------------------------------------------------


def lists_findings(seen: Seen) -> bool:
    """Whether a page is of the results of a search, as its headings or its form say, and has headlines that lead elsewhere, or next to nothing."""
    if not any(map(_SEARCHED.search, seen.heads)) and not _is_asked_for(seen.page, seen.heads):
        return False
    if seen.said < _NEXT_TO_NOTHING:
        return True
    linked = [leaf for leaf in seen.kept if leaf.is_linked and leaf.size > _SHORTEST_HEADLINE]
    return sum(leaf.element.tag in HEADINGS for leaf in linked) >= _FEWEST_FINDINGS or len(linked) >= _MANY_ENTRIES


_FEWEST_FINDINGS = 3
_SEARCHED = regex(
    r"^\W*(?:(?:\d[\d.,–—-]*(?: of| von| de| sur| di)? (?:(?:over|about|more than) )?)*(?:search )?results? (?:for|of)\b|search results|search(?: for)?:|you searched for|suchergebnis\w*|(?:\d+ )?(?:ergebnisse|treffer) für|(?:ihre )?suche nach|(?:\d+ )?résultats (?:de (?:la |votre )?recherche|pour)|"
    r"(?:\d+ )?resultados (?:de (?:la )?búsqueda|da (?:busca|pesquisa)|para)|(?:\d+ )?risultati (?:della |di )?(?:ricerca|per)|(?:\d+ )?zoekresultaten|sökresultat|søkeresultat|søgeresultat|hakutulokset|wyniki wyszukiwania|"
    r"výsledky (?:hledání|vyhledávání)|keresési (?:eredmény|találat)|результаты поиска|arama sonuç|検索結果|搜索结果|搜尋結果|검색 ?결과|نتائج البحث|תוצאות חיפוש)|"
    r".[-–—|] (?!(?:the|an?|his|her|its|our|their) )(?:\w+ )?search(?: results)?\W*$|の検索結果|的搜索结果",
    re.IGNORECASE,
)


def found_nothing(seen: Seen) -> bool:
    """Whether a page says little, and at its head that nothing was found, or in its text where the field of a search still holds what was asked."""
    if seen.said >= _NEXT_TO_NOTHING:
        return False
    return any(map(_NOTHING.search, seen.heads)) or (_NOTHING.search(seen.text) is not None and any(_asked_on(seen.page)))


_NOTHING = regex(
    r"\b(?:(?:no|0|zero) (?:search )?(?:results|matches|posts|articles)(?: were| was)?(?: found)?\b|nothing (?:was )?found|(?:did not|didn[’']t) match any|keine (?:ergebnisse|treffer|beiträge)|nichts gefunden|aucun (?:résultat|article)|(?:sin|no se encontraron|no hay) resultados|"
    r"nenhum resultado|nessun risultato|geen resultaten|inga (?:resultat|träffar)|ingen (?:resultater|treff)|ei (?:hakutuloksia|tuloksia)|brak wyników|nic nie znaleziono|žádné výsledky|nincs találat|ничего не (?:нашлось|найдено)|нет результатов|sonuç bulunamadı)|"
    r"該当する.{0,12}(?:ありません|見つかりません)|没有找到|沒有找到|검색 ?결과가 없|لا توجد نتائج|לא נמצאו תוצאות",
    re.IGNORECASE,
)


def _is_asked_for(page: Page, heads: list[str]) -> bool:
    """Whether what a field for a search holds is said in the title or a heading."""
    return any(value in head.lower() for value in _asked_on(page) for head in heads)


def _asked_on(page: Page) -> Iterator[str]:
    """What the fields for words on ``page`` hold: those of other forms are empty until somebody fills them in."""
    fields = (element for element in page.order if element.tag == "input")
    asked = (field.get("value").strip().lower() for field in fields if field.get("type").lower() in _OF_WORDS)
    return (value for value in asked if len(value) >= _SHORTEST_QUERY)


_OF_WORDS, _SHORTEST_QUERY = frozenset(("", "text", "search")), 3
