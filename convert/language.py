"""Which language a text is in, and which way it runs.

The script decides where it belongs to one language; elsewhere the commonest words of each language are
counted, the ones that hold its sentences together. This costs a millisecond and no library; the measure
against one is in ``docs/decisions/0001-text-reader.md``.
"""

# ruff: noqa: E501 - a line a language is easier to keep than a wrapped one

from __future__ import annotations

import re
from collections import Counter

from convert.model import Direction

UNKNOWN = "und"
_SAMPLE = 2_400

_SCRIPTS = {
    "kana": "\u3041-\u30ff\uff66-\uff9f",
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
    "bo": "\u0f00-\u0fff",
    "he": "\u0590-\u05ff\ufb1d-\ufb4f",
    "arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "syr": "\u0700-\u074f",
    "dv": "\u0780-\u07bf",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "cyrillic": "\u0400-\u052f",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "am": "\u1200-\u137f",
    "devanagari": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
_IN_SCRIPT = {name: re.compile(f"[{characters}]") for name, characters in _SCRIPTS.items()}
_RIGHT_TO_LEFT = ("he", "arabic", "syr", "dv")
_LEFTWARD = re.compile("[" + "".join(_SCRIPTS[script] for script in _RIGHT_TO_LEFT) + "]")
_OTHER = re.compile("[^\\W\\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

_WORDS = {
    "latin": {
        "en": "the of and to in is that for it with as was on are by this be from at have not he his but they which or an you were we their has",
        "de": "der die und in das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer",
        "fr": "le la les de des et en un une du que est pour dans qui par sur pas au plus avec ce il sont ne se aux cette mais ont été",
        "es": "el la los las de que y en un una del por con no para se al su es lo como más pero sus ha este sobre también fue años",
        "pt": "o a os as de que e do da em um uma para com não por no na se dos das ao mais foi como mas também são pelo à",
        "it": "il lo la gli le di che e un una del della in per con non è si da dei sono al nel alla più anche ha dal come questo",
        "nl": "de het een van en in is dat op te voor met zijn niet aan er ook als om maar door bij naar hij die uit nog wordt heeft",
        "sv": "och att det som en på är av för med den till inte om ett har de jag från men var sig så kan vid när nu också",
        "da": "og at det en til på er af for med de den som ikke der har et om han var fra men sig vi kan jeg ved også efter blev",
        "nb": "og i det på som en er av for med til at ikke har de den et om han var fra men seg vi kan jeg ved også etter ble",
        "fi": "ja on ei se että hän oli mutta ovat kun myös kuin niin sen olla jos tai mukaan ole vain jo sekä hänen joka",
        "is": "og að í á er sem var um við með fyrir ekki það af en til hann hún þess þar eru hefur verið frá",
        "et": "ja on ei et see oma kui ka mis oli ta aga selle ning siis või nii välja veel kes",
        "lv": "un ir ka par no ar uz kas bet arī nav lai tā pēc kā šī gan tas bija",
        "lt": "ir yra kad iš su į tai bet apie kaip buvo nuo per už dėl jis taip jau arba po",
        "pl": "i w na z się do nie że jest to o jak po co dla za przez od ale są tym oraz jego był które tego",
        "cs": "a v na se že je s z do o to i pro za by jako podle ale jsou jeho které při po bylo také než",
        "sk": "a v na sa že je s z do o to aj pre za by ako podľa ale sú jeho ktoré pri po bolo tiež než",
        "sl": "in v na se da je za so z ki pa po ne bi tudi kot še od ali ni to pri bo",
        "hr": "i u na se da je za su s od koji ne bi što kao o to ili nije ali će iz kako samo već",
        "hu": "a az és hogy nem is egy volt ez meg csak de ha már még mint azt van szerint után lett vagy ezt",
        "ro": "de și în la a cu că pe care din nu o este un mai pentru sunt au fost se ce sau prin această după",
        "tr": "ve bir bu için ile da de olarak çok olan daha en ne gibi kadar sonra ama değil her o olduğu oldu ise",
        "id": "yang dan di dari untuk ini dengan itu pada tidak adalah dalam akan ke oleh juga telah ada bisa sebagai karena mereka saat",
        "ms": "yang dan di dari untuk ini dengan itu pada tidak adalah dalam akan ke oleh juga telah ada boleh sebagai kerana beliau daripada",
        "vi": "và của là có không được trong cho một các với người này những để đã khi từ đến ở tại cũng như về",
        "tl": "ang ng sa na mga at ay ni si para hindi ito kay nang mula may kung ko niya siya",
        "sw": "ya na wa kwa ni katika za la cha kuwa hii huo hiyo pia baada kama watu ambao yake",
        "ca": "el la els les de que i en un una del per amb no es al va més com són ha aquest però també seva",
        "eu": "eta da ez dute du dira bat egin izan ere baina beste zuen hori dela oso gabe",
        "gl": "o a os as de que e do da en un unha para con non por no na se dos das ao máis foi como pero tamén son polo",
        "ga": "an na agus ar is go i le do a tá sé sin ag bhí nach mar leis ach",
        "cy": "y yr a yn i o ar ei mae am gan wedi oedd bod fod ond hefyd sydd eu",
        "sq": "dhe në e të një për me që nga është ka nuk do si më por kjo ai janë",
        "af": "die en van in is het nie dat om te vir met op 'n sy aan by wat sal was as hulle word",
        "az": "və bir bu üçün ilə də olan daha onun edib görə sonra isə kimi olub",
        "la": "et in est ad non cum ut ex sed quod aut sit vel atque eius per ac enim nec dolor lorem ipsum",
    },
    "cyrillic": {
        "ru": "и в не на что с по это как он из но к для от за его же был о все так у было бы также ы э",
        "uk": "і в не на що з та до за як це від у для про його але був або їх й також щоб має під",
        "be": "і ў не на што з да гэта як яго але ад пра за па быў для яны таксама ці",
        "bg": "и в на да се за от не с е са че по като това но при ще до бяха към след му",
        "sr": "и у на је да се за су од не са који као то што би али о није или ће из",
        "mk": "и во на да се за од не со е дека тоа како но ќе по што кој беше се ги",
        "kk": "және мен бұл үшін деп бар болып бір да де жоқ еді осы туралы кейін",
        "mn": "нь бол байна энэ болон гэж юм ба бөгөөд өөр дээр хэмээн",
    },
    "arabic": {
        "ar": "في من على إلى أن التي عن مع هذا ما الذي لا كان هذه بين بعد قال لم ذلك وقال كما أو قد منذ",
        "fa": "و در به از که را این با است برای آن می های شد یک بر تا کرد خود هم شده نیز اما",
        "ur": "کے میں کی ہے اور سے کا کو نے کہ پر ہیں یہ بھی اس تھا ایک نہیں گیا",
        "ps": "د په او چې دی کې له ته یې هم دا نه کړی شوي",
        "ckb": "لە و بە کە بۆ ئەو ئەم لەگەڵ هەر نەک",
    },
    "devanagari": {
        "hi": "के में है की से और को का ने पर हैं यह कि भी एक नहीं था इस लिए",
        "mr": "आहे आणि या ते की हे नाही होते मध्ये तर त्या असे झाली",
        "ne": "छ र को मा ले पनि भएको यो छन् हो गर्न भने तथा",
    },
}


def _votes(languages: dict[str, str]) -> dict[str, tuple[tuple[str, ...], float]]:
    """Each common word with the languages it speaks for; one that many share counts for less."""
    speaks: dict[str, list[str]] = {}
    for language, words in languages.items():
        for word in set(words.split()):
            speaks.setdefault(word, []).append(language)
    return {word: (tuple(found), 1 / len(found)) for word, found in speaks.items()}


_VOTES = {script: _votes(languages) for script, languages in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_](?:[\w'’\u0900-\u097f]*[\w\u0900-\u097f])?")


def detect(text: str) -> str:
    """The language of ``text`` as a BCP 47 primary tag, ``und`` where nothing tells.

    Looks at the beginning, the middle and the end of a long text.
    """
    sample = _sample(text)
    script = _script(sample)
    if script == "han":
        return "ja" if len(_IN_SCRIPT["kana"].findall(sample)) > len(sample) // 25 else "zh"
    if script == "kana":
        return "ja"
    if script in _WORDS:
        return _by_words(sample, script)
    return script or UNKNOWN


def direction_of(text: str) -> Direction:
    """``rtl`` for a text most of whose letters run from right to left, else ``ltr``."""
    sample = _sample(text)
    if sample.isascii() or not _LEFTWARD.search(sample):
        return "ltr"
    letters = sum(1 for character in sample if character.isalpha())
    leftward = sum(len(_IN_SCRIPT[script].findall(sample)) for script in _RIGHT_TO_LEFT)
    return "rtl" if leftward * 2 > letters else "ltr"


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"


def _script(sample: str) -> str:
    """The script most of ``sample`` is in; one without blanks counts twice, since a letter of it says more."""
    if sample.isascii() or not _OTHER.search(sample):
        return "latin" if _IN_SCRIPT["latin"].search(sample) else ""
    counts = {name: len(pattern.findall(sample)) * (2 if name in ("kana", "han") else 1) for name, pattern in _IN_SCRIPT.items()}
    best = max(counts, key=lambda name: counts[name])
    if best == "kana" or (best == "han" and counts["kana"] * 12 > counts["han"]):
        return "kana"
    return best if counts[best] else ""


def _by_words(sample: str, script: str) -> str:
    """The language whose common words ``sample`` holds most of."""
    votes = _VOTES[script]
    scores = dict.fromkeys(_WORDS[script], 0.0)
    for word, count in Counter(_WORD.findall(sample.lower())).items():
        if word in votes:
            languages, share = votes[word]
            for language in languages:
                scores[language] += count * share
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > 0 else UNKNOWN
