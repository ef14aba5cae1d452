"""The few words the text reader knows: those a newsroom puts round a text, in the languages it meets.

They are the trade's own (by, photo, published, share) and the names of months; no site, no subject. A
word alone decides nothing that a line's shape and place speak against.
"""

# ruff: noqa: E501, SIM905 - a line a language is easier to keep than one word a line

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from convert.patterns import regex

# How names of months are written beside what CLDR has (months.txt, by scripts/month_names.py).
_MONTHS_TOO = {"maerz": 3, "mrz": 3, "aprila": 4, "aout": 8}


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """The number of each month by its names, in lower case."""
    lines = Path(__file__).with_name("months.txt").read_text(encoding="utf-8").splitlines()
    return {name.replace("-", " "): number for number, names in enumerate(lines, 1) for name in names.split()} | _MONTHS_TOO


# Words that open a byline; those of the second group do so only before a colon, being common words else.
BY = "by|von|par|por|di|af|av|door|oleh|yazan|od|skrevet av|skriven av|written by|posted by|words by|reported by|interview by|story by|report by|review by|essay by|analysis by|text von|ein gastbeitrag von|eine analyse von|ein kommentar von|por la redacción|بقلم|מאת|โดย|автор|द्वारा|به قلم|bởi|ditulis oleh|kirjoittanut|napsala?|scris de"
BY_COLON = "words|contributors|author|authors|autor|autorin|autoren|autora|auteur|autore|text|texte|texto|testo|tekst|foto und text|авторы|автор|текст|记者|作者|編集|文|記者|文責|저자|글|נכתב על ידי|الكاتب|الكاتبة|كتب|كتبت|إعداد|כתב|автори|авторка|журналист|लेखक|लेखिका|रिपोर्ट|संवाददाता|نویسنده|گزارش|خبرنگار|執筆|著者|ライター|撰文|撰稿|tác giả|haber|yazar|yazı|írta|szerző|szöveg|teksti|toimittaja|kirjoittaja|συντάκτης|συντάκτρια|κείμενο|লেখক|প্রতিবেদক|எழுதியவர்|ผู้เขียน|เรื่อง|penulis"

# What those who write are called by their trade.
TRADE = (
    "contributors?|writers?|editors?|reporters?|correspondents?|columnists?|journalists?|producers?|redakteur(?:in)?|redaktor(?:in)?|autor(?:in)?|"
    "journalist(?:in|e)?|korrespondent(?:in)?|periodista|giornalista|jornalista|журналист(?:ка)?|корреспондент|संवाददाता|記者|记者|muhabir|novinář(?:ka)?|dziennikar(?:z|ka)|újságíró|toimittaja"
)

# A word and a colon before a name or a line, in whatever language.
LABEL = r"[^\s\d:：/՝៖|,.&]{2,15}\s?[:：՝៖]\s*"

PHOTO = "photo|photos|photograph|photography|picture|image|images|pic|foto|fotos|fotografie|fotografia|fotografía|fotografo|bild|bilder|imagen|imagem|immagine|kuva|zdjęcie|fot|valokuva|fénykép|fotó|φωτο|φωτογραφία|фото|изображение|снимок|صورة|تصوير|الصورة|צילום|תמונה|写真|撮影|照片|图片|图|圖|사진|ภาพ|ảnh|fotoğraf|slika|снимка|світлина|عکس|تصویر|फोटो|फ़ोटो|तस्वीर|ছবি|படம்|ఫోటో|ഫോട്ടോ|ဓာတ်ပုံ|រូបភាព|ფოტო|լուսանկար|ፎቶ|credit|credits|crédit|crédito|créditos|quelle|source|fuente|fonte|källa|kilde|bron|copyright"
# Pictures that nobody took with a camera.
DRAWN = "illustration|illustrazione|ilustración|ilustração|illustratie|grafik|infografik|screenshot|collage|montage|artwork"
AGENCIES = "AP|AFP|EPA|EFE|DPA|APA|ANSA|ANP|NTB|TT|PA|UPI|Reuters|REUTERS|Getty|Getty Images|Shutterstock|Alamy|Imago|IMAGO|dpa|picture alliance|TASS|ТАСС|РИА Новости|Xinhua|新华社|共同|時事|ロイター|AP Photo|Associated Press|Keystone|Ritzau Scanpix|Scanpix|Lehtikuva|Belga|PAP|MTI|ČTK|Europa Press|LaPresse|رويترز|أ ف ب|أ.ف.ب|أ ب|רויטרס|연합뉴스|뉴시스|AAP|EPA-EFE|ZUMA|Bloomberg|Unsplash|Pixabay|Wikimedia Commons"

# How the people on a picture are counted off; nothing but a caption says so in brackets or before a colon.
FROM_LEFT = r"from (?:the )?(?:left|right)|left to right|l(?:\.|eft)? ?(?:to|-) ?r(?:\.|ight)?|(?:von )?li(?:nks|\.)? nach re(?:chts|\.)?|von links|v\. ?l\.(?: ?n\. ?r\.)?|de gauche à droite|de izquierda a derecha|da sinistra(?: a destra)?|da esquerda para a direita|van links naar rechts|v\.l\.n\.r\.|fra venstre|från vänster|vasemmalta|od lewej|zleva|слева направо|слева|зліва направо|зліва|من اليمين|من اليسار|משמאל|מימין|左から|右から|从左至右|从左到右|왼쪽부터|왼쪽에서"

# What a control or a notice of the page is called; only ever matched against a whole short line.
_CONTROLS = """
share|share this|share this article|share article|share on|shares|tweet|print|print this|listen|listen to article|listen to this article|copy link|copy url|link copied|copied|email|e-mail|mail|save|save article|bookmark|comment|comments|leave a comment|reply|follow|follow us|follow us on|following|like|read more|read also|see also|more|show more|load more|view all|see all|back to top|top|menu|search|close|open|log in|login|sign in|sign up|register|subscribe|newsletter|advertisement|advertising|ad|ads|sponsored|promoted|related|related articles|related stories|related content|related news|related posts|related topics|recommended|recommended for you|most read|most popular|trending|latest news|topics|tags|filed under|next|previous|skip to content|skip to main content|home|cookie settings|privacy policy|terms of use|terms of service|contact us|contact|about us|facebook|twitter|linkedin|whatsapp|telegram|pinterest|instagram|youtube|reddit|rss|messenger|flipboard|line|pocket|bluesky|threads|play|pause|mute|loading|loading...|loading…|gallery|view gallery|full screen|fullscreen|back|download|report an error|0 comments|min read|advertisement - continue reading below|continue reading below|story continues below|story continues below advertisement|article continues below|article continues below advertisement|article continues after advertisement|der artikel wird nach der anzeige fortgesetzt|la suite après cette publicité|el artículo continúa después de la publicidad|sigue leyendo|continua após a publicidade|continua dopo la pubblicità|lees verder onder de advertentie|artikkelen fortsetter under annonsen|artikeln fortsätter under annonsen|artiklen fortsætter efter annoncen|продолжение после рекламы|dalsza część artykułu pod reklamą
teilen|artikel teilen|drucken|vorlesen|artikel anhören|anhören|link kopieren|merken|speichern|kommentare|kommentieren|kommentar schreiben|mehr|mehr anzeigen|weiterlesen|mehr zum thema|lesen sie auch|auch interessant|das könnte sie auch interessieren|anzeige|werbung|meistgelesen|themen|startseite|suche|suchen|menü|anmelden|abonnieren|registrieren|folgen|impressum|datenschutz|zur startseite|schließen|merkliste|per mail teilen
partager|partager l'article|imprimer|écouter|commenter|commentaires|lire aussi|à lire aussi|lire la suite|voir plus|publicité|copier le lien|s'abonner|se connecter|rechercher|accueil|les plus lus|sur le même sujet|enregistrer|suivre|fermer
compartir|imprimir|escuchar|guardar|comentar|comentarios|leer más|lee también|lea también|más información|relacionado|publicidad|te puede interesar|lo más leído|suscríbete|suscribirse|iniciar sesión|buscar|inicio|copiar enlace|seguir|etiquetas|temas|noticias relacionadas|cerrar
condividi|stampa|ascolta|commenta|commenti|leggi anche|pubblicità|leggi tutto|abbonati|accedi|cerca|i più letti|salva|segui|copia link|articoli correlati|chiudi
compartilhar|partilhar|ouvir|salvar|comentários|leia também|leia mais|publicidade|assine|entrar|pesquisar|mais lidas|copiar link
delen|afdrukken|luisteren|opslaan|reacties|lees ook|lees meer|advertentie|meest gelezen|inloggen|zoeken|del|del artikel|lyt|læs også|læs mere|annonce|gem|dela|skriv ut|läs mer|läs också|annons|spara|les også|les mer|annonse|jaa|tulosta|lue myös|mainos|udostępnij|drukuj|posłuchaj|czytaj także|czytaj więcej|reklama|komentarze|zaloguj|sdílet|tisknout|diskuse|čtěte také|uložit|megosztás|nyomtatás|paylaş|yazdır|dinle|yorumlar|reklam
поделиться|печать|распечатать|слушать|комментарии|комментировать|читайте также|реклама|ещё|еще|подробнее|подписаться|войти|поиск|главная|скопировать ссылку|сохранить|поділитися|друк|читайте також|коментарі
مشاركة|شارك|طباعة|استمع|حفظ|نسخ الرابط|تعليقات|التعليقات|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|إعلان|المزيد|مواضيع ذات صلة|الأكثر قراءة|تابعنا|بحث|الرئيسية|اشترك|تسجيل الدخول|שתף|שיתוף|שתפו|הדפסה|הדפס|האזנה|תגובות|קראו גם|פרסומת|עוד|שמור|העתק קישור|חיפוש|הרשמה|התחברות
シェア|シェアする|印刷|印刷する|保存|保存する|コメント|コメントを書く|ブックマーク|リンクをコピー|リンクをコピーする|関連記事|おすすめ|広告|ログイン|ログインする|新規登録|会員登録|検索|もっと見る|続きを読む|一覧|フォロー|フォローする|閉じる|ポスト|ポストする|メール|トップ|ツイート|分享|打印|收藏|评论|關閉|关闭|复制链接|相关新闻|相关阅读|推荐阅读|登录|注册|搜索|首页|更多|广告|공유|공유하기|인쇄|인쇄하기|댓글|관련기사|추천기사|로그인|회원가입|검색|닫기|광고|더보기|แชร์|พิมพ์|บันทึก|ข่าวที่เกี่ยวข้อง|ค้นหา|โฆษณา|หน้าแรก|เข้าสู่ระบบ|สมัครสมาชิก|ความคิดเห็น|อ่านเพิ่มเติม|แท็กที่เกี่ยวข้อง|หน้าหลัก
κοινοποίηση|μοιραστείτε|εκτύπωση|σχόλια|αναζήτηση|αρχική|αρχική σελίδα|σύνδεση|εγγραφή|διαφήμιση|περισσότερα|ακούστε το άρθρο|σχετικά άρθρα|όροι χρήσης
اشتراک‌گذاری|اشتراک گذاری|چاپ|نظرات|ارسال نظر|جستجو|صفحه اصلی|صفحه نخست|ورود|ثبت نام|بیشتر|تبلیغات|برچسب‌ها|پربازدیدترین|شیئر کریں|پرنٹ کریں|تبصرے|تلاش|تلاش کریں|صفحہ اول|صفحۂ اول|لاگ ان|مزید|اشتہار
शेयर करें|साझा करें|प्रिंट करें|टिप्पणियाँ|टिप्पणी करें|खोजें|होम|मुख्य पृष्ठ|लॉग इन|साइन इन|विज्ञापन|और पढ़ें|सब्सक्राइब करें|শেয়ার করুন|প্রিন্ট করুন|মন্তব্য|মন্তব্য করুন|খুঁজুন|অনুসন্ধান|হোম|প্রচ্ছদ|লগইন|লগ ইন|বিজ্ঞাপন|আরও|பகிர்|பகிர்க|அச்சிடு|கருத்துகள்|தேடு|முகப்பு|உள்நுழை|விளம்பரம்
chia sẻ|in bài viết|bình luận|tìm kiếm|trang chủ|đăng nhập|đăng ký|quảng cáo|xem thêm|tin liên quan|bagikan|kongsi|cetak|komentar|beranda|laman utama|berita terkait|baca juga|selengkapnya
головна|пошук|увійти|підписатися|зберегти|сподели|принтирай|търсене|начало|вход|подели|штампај|коментари|претрага|почетна|podijeli|podeli|ispiši|štampaj|komentari|pretraga|naslovnica|početna|prijava|natisni|komentarji|išči|zdieľať|tlačiť|diskusia|hľadať|prihlásiť|prihlásiť sa|hledat|přihlásit|přihlásit se|domů|szukaj|strona główna
distribuie|printează|comentarii|caută|acasă|autentificare|publicitate|hozzászólások|keresés|címlap|kezdőlap|bejelentkezés|hirdetés|dalintis|spausdinti|komentarai|paieška|prisijungti|dalīties|drukāt|komentāri|meklēt|reklāma|prindi|kommentaarid|avaleht|logi sisse|reklaam|kommentit|etusivu|kirjaudu|kirjaudu sisään|ana sayfa|giriş yap|üye ol|abone ol|ana səhifə|şərhlər|comparteix|imprimeix|comentaris|inicia sessió|publicitat
կիսվել|տպել|մեկնաբանություններ|որոնում|գլխավոր|մուտք|գովազդ|გაზიარება|ბეჭდვა|კომენტარები|ძებნა|მთავარი|შესვლა|რეკლამა|አጋራ|አትም|አስተያየቶች|ፈልግ|ዋና ገጽ|ចែករំលែក|បោះពុម្ព|ស្វែងរក|ទំព័រដើម|ပင်မစာမျက်နှာ|မျှဝေရန်|ရှာဖွေရန်|бөлісу|пікірлер|іздеу|басты бет
"""
CONTROLS = frozenset(word for line in _CONTROLS.strip().splitlines() for word in line.split("|"))

# A line that starts so and is short leads to another article.
RELATED = regex(
    r"(?:read (?:also|more|next)|see also|also read|related(?: articles?| stories)?|more (?:on|from)|lesen sie (?:auch|mehr)|mehr zum thema|"
    r"lire aussi|à lire aussi|lee (?:también|más)|leer (?:también|más)|lea también|te puede interesar|leggi anche|leia (?:também|mais)|"
    r"lees ook|läs (?:också|även|mer)|læs (?:også|mere)|les (?:også|mer)|lue myös|czytaj (?:także|też|więcej)|čtěte také|читайте (?:также|также:|також)|"
    r"اقرأ (?:أيضا|أيضاً|المزيد)|קראו גם|קרא גם|【?関連(?:記事|リンク)】?|相关(?:新闻|阅读|链接)|관련 ?기사|"
    r"διαβάστε (?:επίσης|ακόμη|περισσότερα)|διαβαστε (?:επισης|ακομη|περισσοτερα)|بیشتر بخوانید|مطالب مرتبط|اخبار مرتبط|یہ بھی پڑھی[ںے]|مزید پڑھیں|متعلقہ خبریں|"
    r"(?:यह|ये|इसे) भी पढ़ें|संबंधित (?:खबरें|ख़बरें|लेख)|আরও পড়ুন|সম্পর্কিত (?:খবর|সংবাদ)|மேலும் படிக்க|இதையும் படிக்க|தொடர்புடைய செய்திகள்|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|"
    r"xem thêm|đọc thêm|(?:tin|bài) liên quan|baca juga|(?:berita|artikel) terkait|вижте още|прочетете още|прочитајте још|pročitaj(?:te)? (?:još|i)|preberite (?:še|tudi)|"
    r"čítajte (?:aj|tiež)|prečítajte si|citește și|citeşte şi|citiți și|vezi și|olvassa el (?:ezt )?is|kapcsolódó (?:cikkek|cikk|hírek)|skaitykite taip pat|susiję straipsniai|"
    r"lasi(?:et)? arī|saistītie raksti|loe (?:ka|lisaks)|seotud (?:artiklid|lood)|ilgili haber(?:ler)?|llegeix també|կարդացեք նաև|կարդալ նաև|წაიკითხეთ (?:აგრეთვე|ასევე)|"
    r"ተያያዥ ዜናዎች|ተጨማሪ ያንብቡ|អត្ថបទទាក់ទង|ဆက်စပ်သတင်းများ)(?=\W|$)",
    re.IGNORECASE,
)
# Buttons' names that stand over such lines as well.
LEADS = frozenset(
    "recommended|recommended for you|más información|noticias relacionadas|relacionado|articoli correlati|sur le même sujet|das könnte sie auch interessieren|auch interessant|"
    "mais lidas|подробнее|مواضيع ذات صلة|おすすめ|推荐阅读|추천기사|σχετικά άρθρα|tin liên quan|berita terkait".split("|")
)
# In lower case: what the small print at the foot of a page says.
_RIGHTS = tuple(
    "(c) 19|(c) 20|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|tutti i diritti|todos os direitos|"
    "alle rechten voorbehouden|alla rättigheter|alle rettigheder|alle rettigheter|kaikki oikeudet|wszelkie prawa|všechna práva|všetky práva|sva prava|vse pravice|"
    "toate drepturile|minden jog fenntartva|visos teisės|visas tiesības|kõik õigused|tüm hakları|tots els drets|bản quyền thuộc|giữ bản quyền|hak cipta|"
    "με επιφύλαξη|усі права|всі права|всички права|сва права|барлық құқық|bütün hüquqlar|تمامی حقوق|کلیه حقوق|جملہ حقوق|सर्वाधिकार|সর্বস্বত্ব|அனைத்து உரிமை|สงวนลิขสิทธิ์|"
    "բոլոր իրավունքները|ყველა უფლება|መብቱ በሕግ|រក្សាសិទ្ធិ|မူပိုင်ခွင့်|"
    "все права защищены|جميع الحقوق|כל הזכויות|無断転載|禁止轉載|禁止转载|版权所有|版權所有|무단 전재|무단전재".split("|")
)
# What it is about, as a text may be, too.
_CONCERNS = tuple(
    "copyright|cookie|privacy policy|datenschutzerklärung|politique de confidentialité|política de privacidad|转载|轉載|版权|版權|저작권".split(
        "|"
    )
)
_ASCII_RIGHTS, _ASCII_CONCERNS = (tuple(filter(str.isascii, phrases)) for phrases in (_RIGHTS, _CONCERNS))
# After the first byte of two in UTF-8, read as Latin-1, it is the second one: "Ã©" was "é".
_SIGN = regex("(?<![Ã-ß])©")


def is_legal(text: str, *, about_rights: bool = False) -> bool:
    """Whether ``text`` speaks of rights and of data, as the foot of a page does; of its own rights, where the whole text is ``about_rights``."""
    lower = text.lower()
    if any(map(lower.__contains__, _ASCII_RIGHTS if text.isascii() else _RIGHTS)) or has_sign_of_rights(text):
        return True
    return not about_rights and concerns_rights(lower)


def has_sign_of_rights(text: str) -> bool:
    """Whether there is a © in ``text`` that is none of a letter read in a wrong encoding."""
    return "©" in text and _SIGN.search(text) is not None


def legal_phrases(lower: str) -> tuple[list[str], list[str]]:
    """What ``lower``, in lower case, says of rights as small print does, and what it names that small print is about."""
    ascii_only = lower.isascii()
    rights, concerns = (_ASCII_RIGHTS, _ASCII_CONCERNS) if ascii_only else (_RIGHTS, _CONCERNS)
    return [phrase for phrase in rights if phrase in lower], [phrase for phrase in concerns if phrase in lower]


def concerns_rights(lower: str) -> bool:
    """Whether ``lower``, in lower case, names what small print is about."""
    return any(map(lower.__contains__, _ASCII_CONCERNS if lower.isascii() else _CONCERNS))


def are_of_subject(concerned: Sequence[bool]) -> bool:
    """Whether a text is about rights, by which of its paragraphs are ``concerned`` with them: several, in its first half and in its second."""
    count, half = sum(concerned), (len(concerned) + 1) // 2
    many = count >= max(_LEAST_CONCERNED, len(concerned) / 4) or (count > 1 and count >= len(concerned) / 2)
    return many and any(concerned[:half]) and any(concerned[half:])


_LEAST_CONCERNED = 3
