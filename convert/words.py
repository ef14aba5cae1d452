"""The few words readpack itself puts into a pack, in the language of what they stand beside."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from convert.patterns import regex


class Words(msgspec.Struct, frozen=True):
    """Labels in one language; ``minutes`` and ``articles`` take a number at ``{}``, ``back`` goes back to the text,
    ``pack`` is the title of a pack that was given none."""

    contents: str
    minutes: str
    articles: str
    source: str
    notes: str
    note: str
    back: str
    cover: str
    picture: str
    colophon: str
    updated: str
    video: str
    pack: str


_TABLE = {
    "ar": Words("المحتويات", "{} د قراءة", "المقالات: {}", "المصدر", "الهوامش", "هامش", "عودة إلى النص", "الغلاف", "صورة", "عن هذا الكتاب", "حُدّث", "فيديو", "مختارات للقراءة"),
    "cs": Words("Obsah", "{} min čtení", "Články: {}", "Zdroj", "Poznámky", "Poznámka", "Zpět do textu", "Obálka", "Obrázek", "O této knize", "Aktualizováno", "Video", "Výběr ke čtení"),
    "da": Words("Indhold", "{} min. læsning", "Artikler: {}", "Kilde", "Noter", "Note", "Tilbage til teksten", "Omslag", "Billede", "Om denne bog", "Opdateret", "Video", "Læsepakke"),
    "de": Words("Inhalt", "{} Min. Lesezeit", "Artikel: {}", "Quelle", "Anmerkungen", "Anmerkung", "Zurück zum Text", "Umschlag", "Bild", "Über dieses Buch", "Aktualisiert", "Video", "Lesepaket"),
    "el": Words("Περιεχόμενα", "{} λεπτά ανάγνωσης", "Άρθρα: {}", "Πηγή", "Σημειώσεις", "Σημείωση", "Πίσω στο κείμενο", "Εξώφυλλο", "Εικόνα", "Για αυτό το βιβλίο", "Ενημερώθηκε", "Βίντεο", "Αναγνώσματα"),
    "en": Words("Contents", "{} min read", "Articles: {}", "Source", "Notes", "Note", "Back to the text", "Cover", "Picture", "About this pack", "Updated", "Video", "Reading pack"),
    "es": Words("Índice", "{} min de lectura", "Artículos: {}", "Fuente", "Notas", "Nota", "Volver al texto", "Cubierta", "Imagen", "Sobre este libro", "Actualizado", "Vídeo", "Lecturas"),
    "fr": Words("Sommaire", "{} min de lecture", "Articles : {}", "Source", "Notes", "Note", "Retour au texte", "Couverture", "Image", "À propos de ce recueil", "Mis à jour", "Vidéo", "Lectures"),
    "he": Words("תוכן העניינים", "{} דק׳ קריאה", "מאמרים: {}", "מקור", "הערות", "הערה", "חזרה לטקסט", "כריכה", "תמונה", "על הספר", "עודכן", "וידאו", "לקט לקריאה"),
    "it": Words("Indice", "{} min di lettura", "Articoli: {}", "Fonte", "Note", "Nota", "Torna al testo", "Copertina", "Immagine", "Su questo libro", "Aggiornato", "Video", "Letture"),
    "ja": Words("目次", "読了{}分", "記事：{}", "出典", "注", "注", "本文に戻る", "表紙", "画像", "この本について", "更新", "動画", "読み物集"),
    "ko": Words("차례", "읽기 {}분", "기사: {}", "출처", "주", "주", "본문으로", "표지", "그림", "이 책에 대하여", "수정", "동영상", "읽을거리"),
    "nl": Words("Inhoud", "{} min leestijd", "Artikelen: {}", "Bron", "Noten", "Noot", "Terug naar de tekst", "Omslag", "Afbeelding", "Over dit boek", "Bijgewerkt", "Video", "Leespakket"),
    "pl": Words("Spis treści", "{} min czytania", "Artykuły: {}", "Źródło", "Przypisy", "Przypis", "Powrót do tekstu", "Okładka", "Obraz", "O tej książce", "Aktualizacja", "Wideo", "Do czytania"),
    "pt": Words("Sumário", "{} min de leitura", "Artigos: {}", "Fonte", "Notas", "Nota", "Voltar ao texto", "Capa", "Imagem", "Sobre este livro", "Atualizado", "Vídeo", "Leituras"),
    "ru": Words("Содержание", "{} мин чтения", "Статьи: {}", "Источник", "Примечания", "Примечание", "Назад к тексту", "Обложка", "Изображение", "Об этой книге", "Обновлено", "Видео", "Подборка для чтения"),
    "sv": Words("Innehåll", "{} min läsning", "Artiklar: {}", "Källa", "Noter", "Not", "Tillbaka till texten", "Omslag", "Bild", "Om den här boken", "Uppdaterad", "Video", "Läspaket"),
    "tr": Words("İçindekiler", "{} dk okuma", "Makaleler: {}", "Kaynak", "Notlar", "Not", "Metne dön", "Kapak", "Görsel", "Bu kitap hakkında", "Güncellendi", "Video", "Okuma seçkisi"),
    "uk": Words("Зміст", "{} хв читання", "Статті: {}", "Джерело", "Примітки", "Примітка", "Назад до тексту", "Обкладинка", "Зображення", "Про цю книгу", "Оновлено", "Відео", "Добірка для читання"),
    "zh": Words("目录", "阅读约{}分钟", "文章：{}", "来源", "注释", "注", "返回正文", "封面", "图片", "关于本书", "更新", "视频", "阅读选集"),
}  # fmt: skip

_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
_RIGHT_TO_LEFT_SCRIPTS = {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
_DAY = regex(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def words(language: str) -> Words:
    """The labels in ``language`` (BCP 47), in English where there are none."""
    return _TABLE.get(language.partition("-")[0].lower(), _TABLE["en"])


def runs_right_to_left(language: str) -> bool:
    """Whether ``language`` (BCP 47) is written from right to left; a script subtag decides over the language."""
    subtags = language.lower().split("-")
    scripts = [tag for tag in subtags[1:] if len(tag) == 4 and tag.isalpha()]
    return scripts[0] in _RIGHT_TO_LEFT_SCRIPTS if scripts else subtags[0] in _RIGHT_TO_LEFT


def day(date: str, language: str) -> str:
    """The day of an ISO 8601 ``date`` as it is written in ``language``, as precise as it is known.

    What is no such date comes back as it is.
    """
    match = _DAY.match(date)
    if not match:
        return date
    year, month, number = match.groups()
    if not month:
        return year
    return _written(int(year), int(month), int(number or 0), language) or date[:10]


# RFC 5646, section 2.1: language, script, region, variants, extensions, private use.
_TAG = regex(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)


def tag(language: str) -> str:
    """``language`` as a well-formed language tag (BCP 47): ``pt_BR`` as ``pt-BR``; empty when it is none."""
    written = language.strip().replace("_", "-")
    return written if _TAG.fullmatch(written) else ""


@cache
def language_name(language: str) -> str:
    """What ``language`` (BCP 47) is called in itself, as a title: ``Français``; the tag where that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return language
    name = locale.get_display_name(locale) or language
    return name[:1].upper() + name[1:]


@cache
def _locale(language: str) -> object:
    from babel import Locale, UnknownLocaleError

    for name in (language, language.partition("-")[0], "en-GB"):
        try:
            return Locale.parse(name.replace("_", "-") or "en-GB", sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("en-GB is always there")


@lru_cache(maxsize=1_024)
def _written(year: int, month: int, number: int, language: str) -> str:
    import datetime

    from babel.dates import format_date, format_skeleton

    locale = _locale("en-GB" if language.lower() in ("", "en") else language)
    try:
        date = datetime.date(year, month, number or 1)
    except ValueError:
        return ""
    written = format_date(date, "long", locale=locale) if number else format_skeleton("yMMMM", date, locale=locale)  # type: ignore[arg-type]
    return str(written)
