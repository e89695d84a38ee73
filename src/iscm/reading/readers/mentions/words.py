"""The words by which a sentence of a newsletter tells its meetings apart, in English, French and Spanish."""

import re

_HEADS = (
    # English
    r"meetings?",
    r"SOMs?",
    r"conferences?",
    r"consultations?",
    r"workshops?",
    r"webinars?",
    r"trainings?",
    r"courses?",
    r"seminars?",
    r"forums?|fora",
    r"summits?",
    r"congress(?:es)?",
    r"round[- ]?tables?",
    r"symposi(?:um|ums|a)",
    r"gatherings?",
    r"intersessionals?",
    r"(?:policy )?talks?",
    r"panel discussions?",
    r"side[- ]events?",
    r"events?",
    r"launch(?:es)?",
    r"sessions?",
    r"retreats?",
    r"(?:full )?rounds?",
    r"(?:working|contact|drafting) groups?",
    r"task ?forces?",
    r"study (?:visits?|tours?)",
    r"technical tables?",
    r"friends of the (?:forum|chair)",
    r"plenar(?:y|ies)",
    r"troika",
    r"ceremon(?:y|ies)",
    r"assembl(?:y|ies)",
    r"briefings?",
    # French
    r"réunions?",
    r"conférences?",
    r"ateliers?",
    r"webinaires?",
    r"séminaires?",
    r"formations?",
    r"sommets?",
    r"congrès",
    r"tables? rondes?",
    r"plénières?",
    r"assemblées?",
    r"colloques?",
    r"rencontres?",
    r"lancements?",
    r"événements?|évènements?",
    r"visites? d['’]étude",
    # Spanish
    r"reuni(?:ón|on|ones)",
    r"conferencias?",
    r"talleres|taller",
    r"webinarios?",
    r"seminarios?(?: web)?",
    r"cursos?",
    r"capacitaci(?:ón|ones)",
    r"consultas?",
    r"foros?",
    r"cumbres?",
    r"congresos?",
    r"mesas? (?:redondas?|técnicas?)",
    r"plenarias?",
    r"asambleas?",
    r"sesi(?:ón|ones)",
    r"encuentros?",
    r"lanzamientos?",
    r"eventos?(?: paralelos?)?",
    r"conversatorios?",
    r"jornadas?",
)
# These also stand in many a topic, and need more beside them to be taken for a meeting.
_WEAK = (
    r"dialogues?",
    r"program(?:me|mme)?s?",
    r"discussions?",
    r"reviews?",
    r"exchanges?",
    r"exercises?",
    r"presentations?",
    r"missions?",
    r"visits?",
    r"modules?",
    r"panels?",
    r"diálogos?",
    r"intercambios?",
    r"échanges?",
    r"visitas?",
)
HEAD = re.compile(rf"(?<![\w-])(?:{'|'.join(_HEADS)})(?![\w-])", re.IGNORECASE)
WEAK_HEAD = re.compile(rf"(?<![\w-])(?:{'|'.join(_WEAK)})(?![\w-])", re.IGNORECASE)
ANY_HEAD = re.compile(rf"(?<![\w-])(?:{'|'.join(_HEADS + _WEAK)})(?![\w-])", re.IGNORECASE)

_NUMBERS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|"
    r"deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|"
    r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis|diecisiete|dieciocho|"
    r"diecinueve|veinte|treinta"
)
ONE = r"one|another|un|une|una|uno|otr[oa]"
COUNT = re.compile(
    rf"(?:(?:{_NUMBERS})(?:[- ](?:et )?(?:{_NUMBERS}))?|(?:{ONE})|\d{{1,3}})(?=\s)"
    r"(?!\s*(?:st|nd|rd|th|er|re|e|º|ª)\b)\s+",
    re.IGNORECASE,
)
SOME = re.compile(
    r"(?:a (?:number|series) of|several|various|numerous|multiple|many|some|varios|varias|diversos|diversas|"
    r"plusieurs|divers(?:es)?|une série de|una serie de)\s+",
    re.IGNORECASE,
)
NONE = re.compile(r"(?:no|none|aucune?|ning[uú]n[ao]?|sin)\s", re.IGNORECASE)
LEAD_IN = re.compile(
    r"(?:in|between|during|over|throughout|within|en|durante|entre|au cours de|pendant)\s[^,;.()#]{1,60},\s*",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"(?:an?|un|une|una)\s+", re.IGNORECASE)
DEFINITE = re.compile(r"(?:the|its|their|l['’]|les?|la|el|los|las|sus?|sa|ses)\s*(?<=[\s'’])", re.IGNORECASE)
ORDINAL = re.compile(
    r"(?<!\w)(?:\d{1,3}\s?(?:st|nd|rd|th|er|ère|re|ème|e|º|ª|°|\.ª|\.º|ma|va|da|ra|ta)(?!\w)|"
    r"(?-i:[IVXL]{1,7})(?![\w-])|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"premi(?:er|ère)|deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième|"
    r"primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|sext[ao]|séptim[ao]|octav[ao]|noven[ao]|décim[ao])\s+",
    re.IGNORECASE,
)
# A noun phrase does not run over these.
STOP = re.compile(
    r"(?:on|of|for|in|to|with|at|by|from|that|which|about|regarding|concerning|under|during|between|focusing|focused|"
    r"and|or|as|was|were|is|are|has|have|had|held|took|who|into|through|"
    r"sur|avec|à|au|aux|par|pour|dans|entre|et|ou|qui|que|lors|portant|"
    r"sobre|con|por|para|entre|y|o|a|al|en)(?![\w-])",
    re.IGNORECASE,
)
# `drop` stands before the topic; `keep` is the first word of it; `goal` ("for addressing") belongs to the name too.
TOPIC = re.compile(
    r"(?:,\s*)?(?<![\w-])(?:(?P<drop>(?:focus(?:s?ing|s?ed)|centr(?:ed|ing)|concentrat(?:ing|ed)) (?:on|around)|"
    r"dedicated to|devoted to|under the (?:theme|title|topic)(?: of)?|with a focus on|entitled|titled|"
    r"on the (?:topic|theme|subject)s? of|on|about|regarding|concerning|addressing|covering|"
    r"portant sur|axée?s? sur|consacrée?s? (?:à|au|aux)|relati(?:f|ve)s? (?:à|au|aux)|intitulée?s?|sur|"
    r"centrad[oa]s? en|enfocad[oa]s? en|dedicad[oa]s? a|titulad[oa]s?|acerca de|en torno a|sobre)"
    r"|(?P<keep>in preparation (?:for|of)|preparing for|to (?:discuss|prepare|review|address|examine|take stock)|"
    r"en préparation de|pour préparer|en preparación de|para preparar)"
    r"|(?P<goal>for)(?=\s+\w{3,}ing\b))(?![\w-]):?\s*",
    re.IGNORECASE,
)
PREPARES = re.compile(
    r"(?<![\w-])(?:in preparation (?:for|of)|preparing (?:for)?|preparatory to|to prepare(?: for)?|ahead of|prior to|"
    r"en préparation (?:de|d['’])|pour préparer|en preparación de|preparatori[oa]s? (?:de|a))\s*",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:groups?|task ?force|committees?|networks?|commissions?|councils?|boards?|bureau|team|platform|"
    r"groupes?|comités?|réseaux?|grupos?|redes|red)\b",
    re.IGNORECASE,
)
HOST = re.compile(r"\s+(?:on|at|in|during|of|to|lors de|en marge de|en|durante|al margen de)\s+", re.IGNORECASE)
SIDE_EVENT = re.compile(r"side[- ]events?|eventos? paralelos?|(?:événement|évènement)s? parallèles?", re.IGNORECASE)
HELD = re.compile(
    r"\b(?:held|hosted|convened|organi[sz]ed|conducted|celebrated|met for|a (?:tenu|organisé|accueilli)|"
    r"ont (?:tenu|organisé)|celebr(?:ó|aron)|realiz(?:ó|aron)|organiz(?:ó|aron)|llev(?:ó|aron) a cabo)\s+",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"\s+(?:(?:was|were|has been|have been|is|are|will be) "
    r"(?:held|hosted|convened|organi[sz]ed|conducted|planned|postponed|cancel+ed|rescheduled)|"
    r"took place|will take place|met(?= on| in|[\s@(]*$)|(?:s['’]est|se sont) tenue?s?|(?:a|ont) eu lieu|"
    r"se (?:celebr|realiz|llev)\w+(?: a cabo)?|tuv(?:o|ieron) lugar)(?!\w)",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"\b(?:with|between|jointly with|together with|avec|entre|con|conjunt[oa] con|conjointe? avec|"
    r"in (?:collaboration|cooperation|partnership) with|en (?:colaboración|cooperación) con|"
    r"en (?:collaboration|coopération) avec|and|y|et)\s+(?:the |la |le |el |l['’])?$",
    re.IGNORECASE,
)
PLURAL = re.compile(r"(?:[^s]s|fora|symposia)$")
ALWAYS_SINGULAR = frozenset({"congress", "congrès", "cours", "series", "rendez-vous"})
REMOTE = re.compile(
    r"\b(?:online|virtual(?:ly)?|webinars?|webinaires?|webinarios?|seminarios? web|séminaires? web|en ligne|en línea|"
    r"virtuel(?:le)?s?)\b",
    re.IGNORECASE,
)
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|"
    r"janv(?:ier)?|f[ée]vr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[ûu]t|septembre|octobre|novembre|"
    r"d[ée]c(?:embre)?|"
    r"ene(?:ro)?|febrero|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|set(?:iembre)?|septiembre|octubre|noviembre|"
    r"dic(?:iembre)?"
)
MONTH = re.compile(
    rf"\b(?:{_MONTHS})\b|\d\d?[/.]\d\d?|\b\d{{4}}-\d\d|\b(?:tb[acd]|quarter|trimestre|semest\w+)\b", re.IGNORECASE
)


def is_plural(noun: str) -> bool:
    """Whether a head noun, as found by `ANY_HEAD`, names several: told by its first or last word."""
    words = noun.lower().split()
    if words[:2] == ["friends", "of"]:
        return False
    return any(PLURAL.search(word) and word not in ALWAYS_SINGULAR for word in (words[0], words[-1]))
