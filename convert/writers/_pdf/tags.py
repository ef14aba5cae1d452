"""One tag for each element of the document, whatever lines and pages it runs over.

WeasyPrint tags boxes. A paragraph that goes on behind a page break, or a link behind a line end, has several, and so becomes several
paragraphs and links; notes stand far from what refers to them, and formulas are figures. Here the pieces of an element are
joined under the tag of the first (ISO 32000-1, 14.7.4), a note follows its reference (14.8.4.4.1), and notes, references,
labels, captions and formulas are called what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# By the element's tag and one of its classes: the structure type (ISO 32000-1, 14.8.4) it has instead of WeasyPrint's.
_TYPES = {
    ("span", "note"): "Note",
    ("div", "endnote"): "Note",
    ("span", "kind"): "Lbl",
    ("p", "caption"): "Caption",
    ("img", "formula"): "Formula",
    ("code", "formula"): "Formula",
    ("span::footnote-call", "note"): "Reference",
    ("span::footnote-marker", "note"): "Lbl",
}
# What stands around a link, which has to stay one (ISO 14289-1, 7.18.5).
_AROUND = {("a", "noteref"): "Reference", ("a", "back"): "Lbl"}
_CONTINUED = "continued"


class Tags:
    """Stands in for the function of WeasyPrint that tags a box and what is in it, and asks it for each box."""

    def __init__(self, build: Any) -> None:
        self._build = build
        self._first: dict[tuple[int, str], Any] = {}
        self._open: set[tuple[int, str]] = set()
        self._calls: dict[int, Any] = {}
        self._paragraph: Any = None
        self._repeating = False
        self._repeated: list[tuple[Any, Any]] = []
        self._cells: list[Any] = []

    def __call__(
        self, box: Any, parent: Any, pdf: Any, page: int, nums: dict[int, bytes], annotations: list[Any], tags: Any
    ) -> Iterator[Any]:
        """The structure elements for ``box`` that are to stand in ``parent``: none where they were joined to earlier ones."""
        box = getattr(box, "_box", box)
        element = box.element
        key = (id(element), box.element_tag) if element is not None else None
        arguments = (box, parent, pdf, page, nums, annotations, tags)
        if key is None or key in self._open or element.tag in ("html", "body"):
            yield from filter(_is_told, self._build(*arguments))
            return
        if _CONTINUED in (element.get("class") or ""):
            self._first.setdefault(key, self._paragraph)
        again = self._first.get(key)
        with self._within(key, repeating=again is not None and getattr(box, "is_header", False)):
            for made in self._build(*arguments):
                if again is None and not _is_told(made):
                    continue  # a piece with nothing in it stands nowhere, so that nothing may be joined to it
                self._first.setdefault(key, made)
                yield from self._settled(made, box, again, pdf, page, nums, annotations)

    @contextmanager
    def _within(self, key: tuple[int, str], *, repeating: bool) -> Iterator[None]:
        """While what is in an element is tagged; ``repeating`` when it is the head of a table, again on the next page."""
        outside = self._repeating
        self._open.add(key)
        self._repeating = outside or repeating
        yield
        self._repeating = outside
        self._open.discard(key)

    def _settled(
        self, made: Any, box: Any, again: Any, pdf: Any, page: int, nums: dict[int, bytes], annotations: list[Any]
    ) -> Iterator[Any]:
        """``made`` as it is to stand in its parent; nothing where it was joined to ``again`` or put elsewhere."""
        if made["S"] == "/LI":
            _embody(made, pdf)
        if made["S"] == "/TD":
            self._cells.append(made)
        if made["S"] == "/Table":
            self._refer_to_first_heads()
        if again is not None:
            if self._repeating:
                self._repeated.append((made, again))
            shown = _content(pdf, page) if self._repeating else None
            join(again, made, pdf, nums, annotations, shown)
            return
        if box.element_tag == "p":
            self._paragraph = made
        for kind in (box.element.get("class") or "").split():
            made["S"] = "/" + _TYPES.get((box.element_tag, kind), made["S"][1:])
            if (box.element_tag, kind) in _AROUND:
                made = _inside(_AROUND[box.element_tag, kind], made, pdf)
        if made["S"] == "/Note":
            _identify(made)
        elif made["S"] == "/Formula" and "Alt" not in made:
            _say(made, "".join(box.element.itertext()))
        if made["S"] == "/Reference":
            self._calls[id(box.element)] = made
        if made["S"] == "/Note" and id(box.element) in self._calls:
            _follow(self._calls[id(box.element)], made, pdf)
        else:
            yield made

    def _refer_to_first_heads(self) -> None:
        """Let the cells of a table that goes on name the heads on its first page: those it has again are no part of it."""
        if sum(tag == "table" for _, tag in self._open) > 1:
            return  # a table in a cell: WeasyPrint says what heads a cell when the table around it is done
        heads = {piece["ID"].string: first["ID"] for piece, first in self._repeated if "ID" in piece and "ID" in first}
        for cell in self._cells if heads else ():
            if "Headers" in cell.get("A", ()):
                cell["A"]["Headers"][:] = [heads.get(head.string, head) for head in cell["A"]["Headers"]]
        self._repeated.clear()
        self._cells.clear()


def join(first: Any, piece: Any, pdf: Any, nums: dict[int, Any], annotations: list[Any], shown: list[Any] | None = None) -> None:
    """Put what is in ``piece``, which goes on with ``first``, at the end of that; ``piece`` is left empty.

    ``shown`` is the content of its page where ``piece`` is there for looks alone: its text becomes an artifact (ISO 32000-1, 14.8.2.2).
    """
    import pydyf

    for kid in piece["K"]:
        if isinstance(kid, int):
            marked = {"Type": "/MCR", "Pg": piece["Pg"], "MCID": kid}  # what is on another page than its parent says so
            if shown is not None:
                _let_be(kid, shown)
            else:
                first["K"].append(kid if piece["Pg"] == first["Pg"] else pydyf.Dictionary(marked))
            nums[kid] = first.reference if shown is None else "null"
            continue
        inner = pdf.objects[int(kid.split()[0])]
        goes_on = first if shown is not None and "S" in inner else _body(first, pdf) if inner.get("S") == "/LBody" else None
        if goes_on is not None:
            join(goes_on, inner, pdf, nums, annotations, shown)
            continue
        if "P" in inner:
            inner["P"] = first.reference
        else:
            _point(annotations, piece, first)
        first["K"].append(kid)
    kept = {"A": pydyf.Dictionary()} if piece["S"] in ("/TD", "/TH") else {}
    piece.clear()
    piece.update(kept)  # WeasyPrint will still write a cell's headers into it


def _content(pdf: Any, page: int) -> list[Any]:
    """The rows of the content of a page, still to be written."""
    written = pdf.objects[int(pdf.page_references[page].split()[0])]
    rows: list[Any] = pdf.objects[int(written["Contents"].split()[0])].stream
    return rows


def _let_be(number: int, rows: list[Any]) -> None:
    """Make an artifact of the marked content of that number."""
    at = next((at for at, row in enumerate(rows) if isinstance(row, dict) and row.get("MCID") == number), 0)
    if at:
        rows[at - 1 : at + 2] = [b"/Artifact", b"BMC", b""]


def _body(item: Any, pdf: Any) -> Any:
    """The body of the list item ``item``, none where it is no such item or has none yet."""
    if item.get("S") != "/LI":
        return None
    kids = (pdf.objects[int(kid.split()[0])] for kid in item["K"] if isinstance(kid, bytes))
    return next((kid for kid in kids if kid.get("S") == "/LBody"), None)


def _embody(item: Any, pdf: Any) -> None:
    """Put what is in ``item`` beside its label and body into the body: an item whose mark stands in its line has none (14.8.4.3.3)."""
    import pydyf

    loose = [kid for kid in item["K"] if isinstance(kid, bytes) and pdf.objects[int(kid.split()[0])].get("S") not in _IN_ITEM]
    if not loose:
        return
    body = _body(item, pdf)
    if body is None:
        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "Pg": item["Pg"], "P": item.reference})
        pdf.add_object(body)
        item["K"].append(body.reference)
    for kid in loose:
        item["K"].remove(kid)
        body["K"].append(kid)
        pdf.objects[int(kid.split()[0])]["P"] = body.reference


# What a list item may hold, and references to objects, which are no elements.
_IN_ITEM = ("/Lbl", "/LBody", None)


def _point(annotations: list[Any], piece: Any, first: Any) -> None:
    """Let the annotation that was made with ``piece`` be that of ``first``: one of the last."""
    for at in range(len(annotations) - 1, -1, -1):
        if annotations[at][0] == piece.reference:
            annotations[at] = (first.reference, annotations[at][1])
            return


def _inside(name: str, made: Any, pdf: Any) -> Any:
    """A new element called ``name`` with nothing in it but ``made``."""
    import pydyf

    around = pydyf.Dictionary(
        {"Type": "/StructElem", "S": f"/{name}", "K": pydyf.Array([made.reference]), "Pg": made["Pg"], "P": made["P"]}
    )
    pdf.add_object(around)
    made["P"] = around.reference
    return around


def _identify(note: Any) -> None:
    """Notes have an id of their own (ISO 14289-1, 7.9)."""
    import pydyf

    note["ID"] = pydyf.String(f"note-{note.number}")


def _say(formula: Any, words: str) -> None:
    import pydyf

    formula["Alt"] = pydyf.String(words)


def _follow(call: Any, note: Any, pdf: Any) -> None:
    """Put ``note`` behind the reference that calls it."""
    around = pdf.objects[int(call["P"].split()[0])]
    around["K"].insert(around["K"].index(call.reference) + 1, note.reference)
    note["P"] = around.reference


def _is_told(made: Any) -> bool:
    """Whether ``made`` says anything: not when it was joined to another, or is but a box for looks."""
    return made.get("S", "/NonStruct") != "/NonStruct" or bool(made.get("K"))
