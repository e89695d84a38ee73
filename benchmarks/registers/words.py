"""The words that titles are made of, in the six languages."""

LINKS = {"en": "{kind} on {theme}", "es": "{kind} sobre {theme}", "fr": "{kind} sur le thème : {theme}",
         "ar": "{kind} حول {theme}", "ru": "{kind}: {theme}", "zh": "{theme}{kind}"}  # fmt: skip
IN_PLACE = {"en": "{said} for {place}", "es": "{said} para {place}", "fr": "{said} pour {place}",
            "ar": "{said} ({place})", "ru": "{said} ({place})", "zh": "{said}（{place}）"}  # fmt: skip
NUMBERS = {"en": "{n}{th} {said}", "es": "{n}.ª {said}", "fr": "{n}e {said}", "ar": "{said} رقم {n}",
           "ru": "{n}-е {said}", "zh": "第{n}届{said}"}  # fmt: skip
# Kinds by slug: how often, whether their meetings are counted, their words.
KINDS = {
    "workshop": (16, False, ("Workshop", "Taller", "Atelier", "ورشة عمل", "Рабочий семинар", "讲习班")),
    "working-group": (14, True, ("Working Group Meeting", "Reunión del Grupo de Trabajo",
                                 "Réunion du groupe de travail", "اجتماع الفريق العامل", "Заседание рабочей группы",
                                 "工作组会议")),
    "senior-officials-meeting": (11, True, ("Senior Officials’ Meeting", "Reunión de Altos Funcionarios",
                                            "Réunion des hauts fonctionnaires", "اجتماع كبار المسؤولين",
                                            "Совещание старших должностных лиц", "高级官员会议")),
    "webinar": (9, False, ("Webinar", "Seminario web", "Webinaire", "ندوة عبر الإنترنت", "Вебинар", "网络研讨会")),
    "thematic-meeting": (9, False, ("Thematic Meeting", "Reunión Temática", "Réunion thématique", "اجتماع مواضيعي",
                                    "Тематическая встреча", "专题会议")),
    "ministerial-conference": (7, True, ("Ministerial Conference", "Conferencia Ministerial",
                                         "Conférence ministérielle", "المؤتمر الوزاري", "Министерская конференция",
                                         "部长级会议")),
    "technical-meeting": (7, False, ("Technical Meeting", "Reunión Técnica", "Réunion technique", "اجتماع تقني",
                                     "Техническое совещание", "技术会议")),
    "training": (6, False, ("Training", "Capacitación", "Formation", "دورة تدريبية", "Учебный курс", "培训")),
    "steering-committee": (5, True, ("Steering Committee Meeting", "Reunión del Comité Directivo",
                                     "Réunion du comité de pilotage", "اجتماع اللجنة التوجيهية",
                                     "Заседание руководящего комитета", "指导委员会会议")),
    "preparatory-meeting": (5, False, ("Preparatory Meeting", "Reunión Preparatoria", "Réunion préparatoire",
                                       "اجتماع تحضيري", "Подготовительное совещание", "筹备会议")),
    "plenary": (5, True, ("Plenary Meeting", "Reunión Plenaria", "Réunion plénière", "الجلسة العامة",
                          "Пленарное заседание", "全体会议")),
    "forum": (4, False, ("Forum", "Foro", "Forum", "منتدى", "Форум", "论坛")),
    "summit": (2, True, ("Summit", "Cumbre", "Sommet", "قمة", "Саммит", "峰会")),
}  # fmt: skip
ORDER = ("en", "es", "fr", "ar", "ru", "zh")
RARE_WORD = "mangrove"
OUTCOMES = (
    "Participants adopted a joint declaration and agreed to meet again within a year.",
    "States exchanged what they do on {theme} and asked the secretariat for a road map.",
    "An action plan with twelve measures was endorsed; the chair was handed over.",
    "Recommendations on {theme} were drawn up for the next meeting of ministers.",
    "The working group reviewed its progress and named focal points in each State.",
)
CITIES = (
    ("Geneva", "CH"), ("San José", "CR"), ("Lima", "PE"), ("Prague", "CZ"), ("Nairobi", "KE"), ("Dakar", "SN"),
    ("Istanbul", "TR"), ("Bali", "ID"), ("Bangkok", "TH"), ("Manila", "PH"), ("Colombo", "LK"), ("Abu Dhabi", "AE"),
    ("Addis Ababa", "ET"), ("Kampala", "UG"), ("Quito", "EC"), ("Bogotá", "CO"), ("Santiago", "CL"),
    ("Mexico City", "MX"), ("Panama City", "PA"), ("Tegucigalpa", "HN"), ("Rabat", "MA"), ("Cairo", "EG"),
    ("Tunis", "TN"), ("Abuja", "NG"), ("Accra", "GH"), ("Pretoria", "ZA"), ("Windhoek", "NA"), ("Lusaka", "ZM"),
    ("Brussels", "BE"), ("Rome", "IT"), ("Madrid", "ES"), ("Lisbon", "PT"), ("Vienna", "AT"), ("Tbilisi", "GE"),
    ("Almaty", "KZ"), ("Bishkek", "KG"), ("Suva", "FJ"), ("Apia", "WS"), ("Seoul", "KR"), ("Dhaka", "BD"),
    ("Kathmandu", "NP"), ("New York", "US"),
)  # fmt: skip


def kind_word(kind: str, lang: str) -> str:
    """What a kind of meeting is called in a language."""
    return KINDS[kind][2][ORDER.index(lang)]


def ordinal_ending(number: int) -> str:
    """`st`, `nd`, `rd` or `th`, as an English number has it."""
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
