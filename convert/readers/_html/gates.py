"""What pages say of themselves that stand in the way of another, or in its place: errors, checks, consent, log-ins, announcements of a site."""

from __future__ import annotations

import re

from convert.patterns import regex

_STATUS = "(?:404|403|410|451|500|502|503)"
_NO_PAGE = (
    r"(?:page|site|website|web page|article|post|story|content|link|url|address|resource|document|file|video|product)\b.{0,60}"
    r"(?:\bnot (?:be )?(?:found|exist|available)\b|(?:does not|doesn[’']t|did not|didn[’']t|no longer) exists?\b|no longer (?:available|active|here|online)\b|"
    r"(?:can[’']?t|cannot|could not|couldn[’']t|unable to) be (?:found|reached|displayed|loaded|shown|located|opened)|(?<!that )(?<!which )(?:has|have|may have|might have) (?:been )?(?:moved|removed|deleted|expired)|"
    r"(?:is|are) (?:currently |temporarily )?(?:unavailable|not available|down)\b)|"
    r"(?:can[’']?t|cannot|could(?: not|n[’']t)|unable to|trouble|problem) (?:find(?:ing)?|load(?:ing)?|reach(?:ing)?|open(?:ing)?|display(?:ing)?|connect(?:ing)? to) (?:that|the|this|your) (?:page|site|website|server)|"
    r"(?:there is|there[’']s|there isn[’']t|there is currently) (?:no|a|nothing) (?:\w+ ){0,3}(?:page|site|text|article|here)\b.{0,30}(?:here|at this|with this|in this)|does not have an? (?:article|page) with|"
    r"has not archived|you (?:have been|were|are|[’']?ve been) blocked"
)
_NO_PAGE_ELSEWHERE = (
    r"(?:seite|artikel|website|inhalt|beitrag)\b.{0,40}(?:existiert|ist|wurde|konnte|kann) (?:leider |derzeit |momentan )?(?:nicht (?:mehr )?(?:verfügbar|vorhanden|erreichbar|gefunden|existiert|$)|gelöscht|entfernt|verschoben)|existiert nicht (?:mehr)?\W*$|"
    r"(?:page|article|contenu|site)\b.{0,50}(?:n[’']existe (?:pas|plus)|indisponible|introuvable|n[’']est (?:pas|plus) (?:disponible|accessible)|a été (?:déplacée?|supprimée?))|page introuvable|"
    r"(?:página|contenido|artículo|sitio)\b.{0,50}(?:no (?:existe|(?:está )?disponible|se (?:ha )?(?:encontr|pud))|ha sido (?:eliminad|movid))|"
    r"(?:página|conteúdo|artigo|site)\b.{0,50}(?:não (?:existe|(?:está )?disponível|foi (?:encontrad|possível))|foi (?:removid|movid|excluíd))|"
    r"(?:pagina|contenuto|articolo|sito)\b.{0,50}(?:non (?:esiste|(?:è )?(?:più )?disponibile|è stat[ao] trovat)|è stat[ao] (?:rimoss|spostat|eliminat))|pagina non trovata|"
    r"(?:pagina|artikel|inhoud)\b.{0,50}(?:bestaat niet|niet (?:meer )?(?:gevonden|beschikbaar|bestaat)|is verwijderd)|"
    r"(?:sidan|siden|artikeln|artikkelen|artiklen)\b.{0,50}(?:finns (?:inte|ej)|finnes ikke|findes ikke|eksisterer ikke|hittades inte|(?:kunde|kunne) (?:inte|ikke) (?:hittas|findes|finnes)|ble ikke funnet|blev ikke fundet|har tagits bort|er (?:flyttet|slettet|fjernet))|"
    r"sivua ei (?:löy|ole)|(?:strona|strony|artykuł)\b.{0,50}(?:nie (?:istnieje|została|ma)|niedostępn|została (?:usunięta|przeniesiona))|nie ma takiej strony|stránk[auy]\b.{0,40}(?:neexist|nenalezen|nebyla nalezen|nenájden)|neexistující stránka|"
    r"(?:az oldal|a keresett oldal)\b.{0,40}(?:nem (?:található|létezik|elérhető))|pagina .{0,40}nu (?:există|a fost găsit)|stranica .{0,30}(?:nije pronađena|ne postoji)|strani .{0,20}ni mogoče najti|"
    r"(?:страниц\w+|стать\w+|материал\w*|сайт\w*)\b.{0,50}(?:не (?:найден|существует|доступ)|удален|удалён|перемещен|перемещён)|такой страницы нет|сторінк\w+ .{0,40}не (?:знайден|існує)|страницата .{0,30}не (?:е намерена|съществува)|"
    r"sayfa .{0,40}(?:bulunamadı|bulunmuyor|mevcut değil)|sayfa bulunamadı|η σελίδα .{0,40}δεν (?:βρέθηκε|υπάρχει)|(?:trang|không tìm thấy) .{0,20}(?:không tồn tại|trang)|halaman .{0,30}tidak (?:ditemukan|tersedia|ada)|"
    r"ไม่พบหน้า|ไม่พบ(?:เพจ|เว็บ)|(?:पृष्ठ|पेज) .{0,20}(?:नहीं मिला|मौजूद नहीं|उपलब्ध नहीं)|পাতাটি .{0,20}(?:পাওয়া|নেই)|பக்கம் .{0,20}(?:இல்லை|கிடைக்கவில்லை)|"
    r"(?:ページ|記事|サイト)(?:は|が).{0,20}(?:見つかりません|存在しません|削除され|ありません|表示できません)|(?:页面|网页|頁面|網頁|文章|内容|內容).{0,12}(?:不存在|已(?:被)?(?:删除|刪除|移除)|找不到|无法(?:访问|显示)|無法顯示)|找不到(?:页面|網頁|頁面)|"
    r"(?:페이지|게시물|기사)\S{0,2} .{0,12}(?:없습니다|삭제|존재하지)|الصفحة .{0,30}(?:غير|لم يتم|حذف)|העמוד .{0,20}(?:לא (?:נמצא|קיים)|הוסר)|صفحه .{0,30}(?:یافت نشد|پیدا نشد|وجود ندارد)"
)
# What says so without saying of what, which a heading of few words does.
_NOT_FOUND = (
    r"nicht gefunden|zugriff verweigert|accès refusé|no encontrad[ao]|acceso denegado|não encontrad[ao]|acesso negado|accesso negato|niet gevonden|toegang geweigerd|hittades inte|ikke funnet|ikke fundet|ei löytynyt|"
    r"nie znaleziono|nem található|не найдена|見つかりません|未找到|찾을 수 없|غير موجودة|غير متوفرة|לא נמצא"
)
_FAILS = r"(?:^|[.,!?] (?:but )?)something went wrong|(?:there has been a|encountered an?) (?:critical|unexpected|internal) error|etwas ist schiefgelaufen|une erreur (?:est survenue|s[’']est produite)|(?:ha ocurrido|se ha producido) un error|ocorreu um erro|si è verificato un errore|произошла ошибка|エラーが発生しました|发生错误|오류가 발생"
# What programs print where they can't go on.
_FAILED = r"fatal error|parse error|uncaught (?:\w*error|exception)|traceback \(most|cannot (?:get|post) /|error establishing a database|\w+(?:error|exception|doesnotexist) at /|request unsuccessful|whitelabel error page|server error"
FAILED = regex(rf"\W*(?:{_FAILED})", re.IGNORECASE)
NO_PAGE = regex(rf"{_FAILS}|{_NO_PAGE}|{_NO_PAGE_ELSEWHERE}", re.IGNORECASE)
ERROR = regex(
    rf"(?:^|(?:error|fehler|erreur|errore|erro|fout|fel|feil|fejl|ошибка|błąd|chyba|hata|hiba|http|status|code)\W*|[-–—:|!?.]\s*){_STATUS}\W*$|^\W*{_STATUS}\W*[-–—:|!.]|(?:error|fehler|erreur|errore|erro|fout|fel|feil|fejl|ошибка|błąd|chyba|hata|hiba)\W*{_STATUS}\b|"
    rf"{_STATUS}\W+(?:error|not found|forbidden|bad gateway|internal|service|gone|fehler|erreur)|not found|access (?:to .{{0,30}} )?(?:has been )?denied|forbidden|service unavailable|internal server error|"
    rf"{_FAILS}|^\W*(?:{_FAILED})|"
    rf"the request (?:could not be|was) (?:satisfied|blocked)|{_NOT_FOUND}|{_NO_PAGE}|{_NO_PAGE_ELSEWHERE}",
    re.IGNORECASE,
)
GATE = regex(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|you(?: a|[’']?)re (?:not )?a robot|are you a robot|(?:are|not|were|re) an? (?:ro)?bot\b|captcha|(?:kein|ein) (?:ro)?bot\b|pas un robot|no (?:eres|soy|es usted) un robot|non (?:sei|sono) un robot|я не робот|проверка браузера|ロボットではない|安全验证|人机验证|拖动滑块|滑块验证|不是机器人|机器人验证|로봇이 아닙|attention required|"
    r"unusual (?:traffic|activity)|security check|security service to protect|pardon our interruption|blocked by (?:network )?security|using automation tools|too many requests from|"
    r"(?:enable|activate|turn on|disable[ds]?|requires?|supports?) (?:js|javascript|cookies)\b|javascript (?:is )?(?:disabled|required|not (?:available|enabled))|javascript (?:aktivieren|ist deaktiviert)|(?:activer|activez) (?:le )?javascript|"
    r"(?:activ[ae]r?|habilit[ae]r?|attivare|abilita(?:re)?|включите|włącz) (?:el |il |o )?javascript|"
    r"(?:disable|turn(?:ing)? off|using|have) (?:\w+ ){0,2}ad[- ]?block(?:er|ing)?s?\b|werbeblocker|(?:wyłącz|désactivez|desactiva|disattiva|zakázat|vypněte|отключите) .{0,20}(?:ad-?block|bloqueur|bloqueador|blocco|blokov|блокировщик)|blokujesz reklamy|adblocker (?:deaktivieren|aus)|bloqueur de publicité|bloqueador de (?:anuncios|publicidad)|"
    r"before you continue|bevor sie (?:fortfahren|weiterlesen|zu)|avant de continuer|antes de continuar|(?:weiter mit werbung|mit werbung weiter(?:lesen)?)\b|"
    r"(?:not available|unavailable|blocked) in (?:your|most european|some|the (?:eu|european)) (?:country|region|countries|location|area|union|economic)?|european economic area|in ihre[mr] (?:land|region) nicht verfügbar|"
    r"pas disponible dans votre (?:pays|région)|no (?:está )?disponible en (?:su|tu) (?:país|región)|"
    r"are you (?:over|at least|of legal)\b|age (?:verification|check|gate)|(?:legal (?:drinking|smoking) age)|(?:i am|i[’']m|you are|are you) (?:(?:over|at least) (?:18|19|21)\b|(?:18|19|21)(?: years)?(?: of age)? or (?:older|over))|altersprüfung|altersfreigabe|"
    r"(?:mindestens|über) 18 jahre|vérification de l[’']âge|(?:avez|ai) (?:plus de )?18 ans|verificación de edad|(?:eres|soy) mayor de (?:edad|18)|verifica (?:dell[’'])?età|sei maggiorenne|maior de 18|leeftijdscontrole|ben je 18|мне (?:уже )?(?:исполнилось )?18|성인 ?인증|연령 ?확인|年齢確認|年龄(?:验证|确认)|"
    r"we value your privacy|cookie[- ](?:einstellungen|settings|consent|wall)|accept (?:all )?cookies|alle akzeptieren|tout accepter|aceptar todas|(?:continue|open|better|read) (?:\w+ ){0,2}in (?:the|our) app\b|(?:in der|in unserer) app (?:öffnen|lesen|weiterlesen)|打开 ?app|アプリで(?:開く|読む|続き)|ऐप (?:में|पर) (?:खोलें|पढ़ें)|앱에서 (?:열기|보기)|"
    r"(?:potential security risk|(?:connection|verbindung|connexion|conexión|connessione) (?:is |ist |n[’']est |no es )?(?:not|nicht|pas|no|non) (?:private|secure|sicher|privée|sécurisée|segura|privada)|(?:can[’']?t|cannot|could not|couldn[’']t) open (?:the|this) page|no se ha podido abrir|"
    r"impossible d[’'](?:ouvrir|afficher) (?:la|cette) page|seite kann nicht (?:angezeigt|geöffnet)|(?:not|no longer) connected to the internet|no internet\b|no estás conectado a internet|вероятная угроза безопасности|подключение не защищено)|"
    r"browser (?:is |ist |wird )?(?:\w+ )?(?:not supported|unsupported|out of date|outdated|veraltet|nicht (?:mehr )?unterstützt)|navigateur .{0,20}(?:pas (?:pris en charge|supporté)|obsolète)|navegador .{0,20}(?:no es compatible|obsoleto|no compatible)|браузер .{0,10}(?:устарел|не поддерживается)",
    re.IGNORECASE,
)
PRIVACY = regex(
    r"consent|privacy|personal data|datenschutz|einwilligung|zustimmung|personenbezogen|vie privée|(?:données|informations) personnelles|confidentialité|"
    r"consenso|consentement|consentimi?ento|toestemming|samtycke|samtykke|suostumus|\bzgod[ayęo]|prywatno|souhlas|hozzájárul|согласи[ея]|rızan|συγκατάθεσ|同意|동의|موافق|הסכמה|"
    r"information(?:en)? (?:on|auf|sur|op|på) (?:a|einem|ihrem|un|votre|een|je|your) (?:device|gerät|endgerät|appareil|terminal|apparaat)|privacidad|datos personales|dados pessoais|dati personali|persoonsgegevens|personuppgifter|персональн|個人情報|个人信息|개인정보",
    re.IGNORECASE,
)
COOKIES = regex(
    r"\bcookies?\b|(?:store|access) .{0,20}information on a device|informacje na urządzeniu|informazioni su (?:un|tuo) dispositivo|información en (?:un|su) dispositivo|クッキー|쿠키|\bпечень[ея]\b|\btracking\b",
    re.IGNORECASE,
)
AGREES = regex(
    r"\W*(?:(?:yes|ok|okay|i),? )?(?:accept|agree|allow|reject|decline|consent|got it|manage|akzeptieren|zustimmen|einverstanden|ablehnen|annehmen|alle (?:akzeptieren|annehmen|ablehnen)|accepter|tout (?:accepter|refuser)|j[’']accepte|refuser|paramétrer|"
    r"aceptar|acepto|rechazar|configurar|aceitar|aceito|rejeitar|accetta|accetto|rifiuta|accepteren|akkoord|weigeren|acceptera|godkänn|avvisa|godta|avvis|accepter|afvis|hyväksy|hylkää|(?:za)?akceptuj|zgadzam|przejdź|przechodzę|odrzuć|přijmout|souhlasím|"
    r"elfogad|elutasít|прин(?:ять|имаю)|соглас|отклон|kabul|reddet|同意|承諾|拒否|接受|拒绝|동의|거부|موافق|أوافق|قبول|מסכים|אישור)",
    re.IGNORECASE,
)
LOG_IN = regex(
    r"\W*(?:log[ -]?in(?:to)?|sign[ -]?(?:in|up)|create an? account|anmelde[nr]|anmeldung|einloggen|registrier\w+|connexion|se connecter|connectez-vous|s[’']inscrire|identif\w+|iniciar sesión|inicia sesión|accedi|accesso|entrar|"
    r"inloggen|logga in|logg inn|log ind|kirjaudu|zaloguj|logowanie|přihlá\w+|bejelentkezés|вход|войти|giriş|ログイン|登录|登錄|登入|로그인|two-(?:factor|step)|vérification en deux|zwei-(?:faktor|schritt)|verificación en dos|verifica in due|verificação em duas|двухфакторн|二段階認証|两步验证|2단계 인증|تسجيل الدخول|התחברות)(?:\W|$)",
    re.IGNORECASE,
)
NEEDS_LOG_IN = regex(
    r"(?:log[ -]?in|sign[ -]?in|login|authentication|registration) (?:is )?required|(?:you )?(?:must|need to|have to) (?:be logged in|log in|sign in|register)\b|bitte (?:melden sie sich|melde dich|loggen sie sich) .{0,10}(?:an|ein)\b|anmeldung erforderlich|"
    r"(?:devez|faut) (?:être connecté|vous connecter)|debes? (?:iniciar sesión|registrarte)|devi (?:accedere|effettuare l[’']accesso)|ログインが必要|需要登录|请先登录|請先登入|로그인이 필요",
    re.IGNORECASE,
)
# What stands in for a page or a site that is not there yet, not now or no more, or answers what a reader did; as a whole title or heading.
_DEFAULT_PAGE = r"(?:welcome to (?:nginx|openresty|caddy|centos|iis)|(?:apache2?|nginx|iis\S*|plesk|cpanel|http server)\b.{0,30}(?:default|test) page|(?:domain |web ?site )?default (?:web )?(?:site )?page|test page for .{1,40}|it works)"
_NOT_THERE_YET = (
    r"(?:(?:\S+ )?(?:site |website )?(?:coming|launching|opening) soon|(?:(?:site|website|page) )?(?:is )?under construction|(?:under|scheduled|site|server)? ?maintenance(?: mode)?|(?:we[’']?(?:ll| will) )?be (?:right )?back (?:soon|shortly)|"
    r"down for maintenance|briefly unavailable.{0,60}|(?:this )?(?:account|domain|site|website)(?: has been| is|[’']s)? (?:currently )?(?:suspended|parked|disabled|expired|for sale)|\S+\.\w{2,12} (?:is|may be) for sale|this domain (?:name )?.{0,20}(?:is|may be) for sale|"
    r"(?:(?:your|my|shopping) )+(?:cart|basket|bag)|cart|checkout|(?:mein )?warenkorb|(?:mon|votre) panier|(?:mi |tu )?carrito(?: de compra)?|carrello|winkelwagen|varukorg|handlekurv|indkøbskurv|ostoskori|ваша корзина|sepetim|買い物かご|购物车|購物車|장바구니|"
    r"wartungsarbeiten|wartungsmodus|im aufbau|(?:diese )?(?:domain|seite) (?:steht zum verkauf|ist zu verkaufen)|site en (?:construction|maintenance)|en (?:construcción|mantenimiento)|in (?:costruzione|manutenzione)|em (?:construção|manutenção)|"
    r"binnenkort online|in aanbouw|сайт (?:на|в) (?:разработке|реконструкции)|технические работы|メンテナンス中|準備中|网站(?:维护|建设)中|(?:시스템|서비스)? ?점검 중(?:입니다)?|próximamente|bientôt disponible|demnächst(?: hier)?|in arrivo|em breve|wkrótce|скоро открытие|近日公開|即将(?:上线|推出)|곧 (?:공개|오픈)(?:합니다)?|yakında)"
)
_ANSWERS = (
    r"(?:thank(?:s| you) for (?:subscribing|signing up|registering|joining|your (?:order|message|subscription|interest|feedback|submission))|thank(?:s| you)\W+(?:we (?:got|have received) it|your order has been received)|(?:your )?(?:e-?mail|subscription|registration|order|account|address)(?: address)? (?:has been |is |was )?(?:now )?(?:confirmed|received|verified|activated|cancelled)|"
    r"(?:please )?(?:confirm|check) your (?:e-?mail|inbox|subscription).{0,30}|(?:you (?:have been|are|[’']?ve been)|successfully) (?:now )?(?:unsubscribed|subscribed|logged out|signed out|registered)|"
    r"(?:vous êtes|tu es) (?:bien )?(?:désinscrite?|inscrite?)|(?:inscription|désinscription|commande) confirmée|(?:an|ab)meldung (?:bestätigt|erfolgreich)|(?:almost (?:there|done)|fast geschafft|presque (?:fini|terminé)|casi (?:listo|hecho)|quasi fatto|quase (?:lá|pronto)|neredeyse tamam|почти готово|już prawie)|suscripción confirmada|iscrizione confermata|(?:vielen )?dank für (?:ihre|deine) (?:anmeldung|bestellung|nachricht|registrierung)|(?:sie wurden|du wurdest) (?:abgemeldet|ausgeloggt)|merci (?:pour|de) votre (?:inscription|commande|message)|"
    r"gracias por (?:suscribirte|registrarte|tu (?:pedido|mensaje))|grazie per (?:l[’']iscrizione|esserti iscritt\w|il tuo ordine)|obrigad[oa] por (?:se inscrever|assinar)|bedankt voor (?:uw|je) (?:aanmelding|bestelling|inschrijving))"
)
_AROUND = r"(?:(?:sorry|oops|hello)\W+)?(?:{})(?: \S+)?\W*(?:[-–—|:·].{{0,60}})?$"
DEFAULT_PAGE = regex(r"\W*" + _AROUND.format(_DEFAULT_PAGE), re.IGNORECASE)
NOT_THERE = regex(r"\W*" + _AROUND.format(f"(?:{_DEFAULT_PAGE}|{_NOT_THERE_YET})"), re.IGNORECASE)
FOR_SALE = regex(
    r"\b(?:this|the) domain(?: name)?(?: \S+)? (?:is|may be) (?:available |listed )?for sale|domain (?:steht zum verkauf|ist zu verkaufen)|ce (?:nom de )?domaine est à vendre|este dominio está en venta",
    re.IGNORECASE,
)
ANSWERS = regex(r"\W*" + _AROUND.format(_ANSWERS), re.IGNORECASE)
# What walls and log-ins ask last: whether the reader is a member already.
ALREADY = regex(
    r"\balready (?:(?:have|are|a|an|got)\b.{0,30}\b)?(?:account|subscri\w+|member\w*|registered)\b|already (?:on|with) \S+\?|(?:subscriber|member|an account)\? (?:log|sign) in|"
    r"(?:bereits|schon) .{0,25}(?:abo\b|abonnent\w*|kunde|konto|registriert|mitglied)|(?:déjà|vous êtes) .{0,20}(?:abonnée?|inscrit|un compte|membre)|(?:ya|eres) (?:eres |estás |tienes )?.{0,14}(?:suscriptor\w*|suscrit|registrad|cuenta|socio)|"
    r"(?:sei|hai) già .{0,20}(?:abbonat|registrat|un account|iscritt)|(?:já) (?:é|tem|possui) .{0,14}(?:assinante|conta|cadastr)|(?:al|reeds|bent u|ben je) (?:al )?(?:abonnee|lid|een account)|(?:redan|allerede) .{0,16}(?:prenumerant|abonnent|konto|medlem|kunde)|"
    r"(?:masz już|jesteś już) .{0,20}(?:konto|subskry|prenumer)|уже .{0,20}(?:подпис|зарегистр|есть аккаунт)|(?:すでに|既に).{0,14}(?:会員|登録|アカウント)|(?:已有|已经是|已經是).{0,6}(?:账号|帐号|帳號|会员|會員|订阅)|이미 .{0,10}(?:회원|구독|계정)",
    re.IGNORECASE,
)
