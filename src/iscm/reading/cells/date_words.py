"""The words of dates in seven languages: months, weekdays, ordinals, seasons and the small words between them.

Keys are folded (`plain` of a word). Month names follow CLDR, with the Levantine and Maghreb names that Arabic also uses.
"""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv enero ene janeiro يناير جانفي январь января янв",
            "february feb fevrier fevr fev febrero fevereiro فبراير فيفري شباط февраль февраля февр фев",
            "march mar mars marzo marco مارس اذار март марта",
            "april apr avril avr abril abr ابريل افريل نيسان апрель апреля апр",
            "may mai mayo maio مايو ماي ايار май мая",
            "june jun juin junio junho يونيو جوان حزيران июнь июня июн",
            "july jul juillet juil julio julho يوليو جويلية يوليوز تموز июль июля июл",
            "august aug aout agosto ago اغسطس اوت غشت اب август августа авг",
            "september sep sept septembre septiembre setiembre setembro set سبتمبر شتنبر ايلول сентябрь сентября сент сен",
            "october oct octobre octubre outubro out اكتوبر октябрь октября окт",
            "november nov novembre noviembre novembro نوفمبر نونبر ноябрь ноября нояб ноя",
            "december dec decembre diciembre dic dezembro dez ديسمبر دجنبر декабрь декабря дек",
        ),
        start=1,
    )
    for name in names.split()
}
MONTHS |= {
    f"{numeral}月": number for number, numeral in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), start=1)
}
TWO_WORD_MONTHS = {
    "كانون الثاني": 1,
    "تشرين الاول": 10,
    "تشرين الثاني": 11,
    "كانون الاول": 12,
}
MONTHS |= TWO_WORD_MONTHS

# Short month names that are everyday words of another language: in running text they need a year or "de" beside them.
RISKY_MONTHS = frozenset({"set", "out", "ago", "dez", "ene", "abr", "fev"})

WEEKDAYS = frozenset(
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun "
    "lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim "
    "lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom "
    "الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت "
    "понедельник вторник среда четверг пятница суббота воскресенье".split()
)

ORDINALS = {
    name: number
    for number, names in enumerate(
        (
            "first premier premiere primer primero primera primeiro primeira",
            "second deuxieme seconde segundo segunda",
            "third troisieme tercer tercero tercera terceiro terceira",
            "fourth quatrieme cuarto cuarta quarto quarta",
        ),
        start=1,
    )
    for name in names.split()
}
ENDINGS = frozenset("st nd rd th er ere e eme ro ra do da to ta o a".split())

# The unit an ordinal counts: (code of the first one, how many there are in a year).
UNITS = {
    **dict.fromkeys("quarter quarters trimestre trimestres trimester".split(), (33, 4)),
    **dict.fromkeys("half halves semester semestre semestres semesters".split(), (40, 2)),
    **dict.fromkeys(("cuatrimestre", "quadrimestre"), (37, 3)),
}
SEASONS = {
    **dict.fromkeys("spring printemps primavera".split(), 21),
    **dict.fromkeys("summer ete verano verao".split(), 22),
    **dict.fromkeys("autumn fall automne otono outono".split(), 23),
    **dict.fromkeys("winter hiver invierno inverno".split(), 24),
}

FILLERS = frozenset(
    "of the de del du des le la les el los las on in en em do dos da no em date dates fecha fechas data datas 年 日 号 г года году".split()
)
APPROXIMATELY = frozenset(
    "early mid late beginning end start around about circa approximately middle debut fin mi milieu vers "
    "inicio inicios principios comienzos mediados fines finales finais meados fim hacia".split()
)
WEEKS = frozenset("week semaine semana".split())
LAST = frozenset("last derniere dernier ultima ultimo".split())
AND = frozenset("and y e et & + и و 和 及".split())
OR = frozenset("or ou o или او 或".split())
THROUGH = frozenset("- to al au a through thru until till hasta jusqu jusqu'au ate по الى حتى 至 到".split())
FROM = frozenset("from desde starting partir с من 从".split())
UNTIL = frozenset("by until till hasta avant before jusqu jusqu'au".split())
BETWEEN = frozenset("between entre".split())

TO_BE_CONFIRMED = (
    r"(?:exact )?(?:dates? |fechas? )?(?:(?:is |are )?(?:still )?to be (?:confirmed|determined|decided|announced|defined|fixed|agreed|set|advised)"
    r"|yet to be (?:confirmed|determined|decided|announced)|not yet (?:confirmed|determined|fixed|set|known|defined|available)"
    r"|(?:por|a|sin) (?:confirmar|definir|determinar|fijar|anunciar)"
    r"|a (?:confirmer|determiner|definir|preciser|fixer|annoncer)(?: ulterieurement)?"
    r"|t\.?\s?b\.?\s?[cda]\b\.?|tentative(?:ly)?(?: dates?)?|provisional(?:ly)?|provisoires?|tentativ[ao]s?|pending"
    r"|يحدد لاحقا|تحدد لاحقا|يؤكد لاحقا|قيد التاكيد|уточняется|уточняются|будет уточнено|подлежит уточнению|待定|待确认|待确定)"
)
