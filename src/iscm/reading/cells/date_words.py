"""The words of dates in seven languages: months, weekdays, ordinals, seasons and the small words between them.

Keys are folded (`plain` of a word). Month names follow CLDR, with the Levantine and Maghreb names of Arabic.
"""

from iscm.reading.cells.words import listed

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv enero ene janeiro يناير جانفي январь января янв",
            "february feb fevrier fevr fev febrero fevereiro فبراير فيفري شباط февраль февраля февр фев",
            "march mar mars marzo marco مارس اذار март марта",
            "april apr avril avr abril abr ابريل افريل نيسان апрель апреля апр",
            "may mai mayo maio مايو ماي ايار маи мая",
            "june jun juin junio junho يونيو جوان حزيران июнь июня июн",
            "july jul juillet juil julio julho يوليو جويلية يوليوز تموز июль июля июл",
            "august aug aout agosto ago اغسطس اوت غشت اب август августа авг",
            (
                "september sep sept septembre septiembre setiembre setembro set سبتمبر شتنبر ايلول "
                "сентябрь сентября сент сен"
            ),
            "october oct octobre octubre outubro out اكتوبر октябрь октября окт",
            "november nov novembre noviembre novembro نوفمبر نونبر ноябрь ноября нояб ноя",
            "december dec decembre diciembre dic dezembro dez ديسمبر دجنبر декабрь декабря дек",
        ),
        start=1,
    )
    for name in listed(names)
}
MONTHS |= {
    f"{numeral}月": number for number, numeral in enumerate(listed("一 二 三 四 五 六 七 八 九 十 十一 十二"), start=1)
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
    listed(
        "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun "
        "lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim "
        "lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom "
        "الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت "
        "понедельник вторник среда четверг пятница суббота воскресенье"
    )
)

ORDINALS = {
    name: number
    for number, names in enumerate(
        (
            "first premier premiere primer primero primera primeiro primeira первыи первое первом первого",
            "second deuxieme seconde segundo segunda второи второе втором второго",
            "third troisieme tercer tercero tercera terceiro terceira третии третье третьем третьего",
            "fourth quatrieme cuarto cuarta quarto quarta четвертыи четвертое четвертом четвертого",
        ),
        start=1,
    )
    for name in listed(names)
}
ENDINGS = frozenset(listed("st nd rd th er ere e eme ro ra do da to ta o a"))

# The unit an ordinal counts: (code of the first one, how many there are in a year).
UNITS = {
    **dict.fromkeys(listed("quarter quarters trimestre trimestres trimester квартал квартале квартала"), (33, 4)),
    **dict.fromkeys(listed("half halves semester semestre semestres semesters полугодие полугодии полугодия"), (40, 2)),
    **dict.fromkeys(("cuatrimestre", "quadrimestre"), (37, 3)),
}
SEASONS = {
    **dict.fromkeys(listed("spring printemps primavera"), 21),
    **dict.fromkeys(listed("summer ete verano verao"), 22),
    **dict.fromkeys(listed("autumn fall automne otono outono"), 23),
    **dict.fromkeys(listed("winter hiver invierno inverno"), 24),
}

FILLERS = frozenset(
    listed(
        "of the de del du des le la les el los las on in en em do dos da no em "
        "date dates fecha fechas data datas 年 日 号 г года году в во"
    )
)
APPROXIMATELY = frozenset(
    listed(
        "early mid late beginning end start around about circa approximately middle debut fin mi milieu vers "
        "inicio inicios principios comienzos mediados fines finales finais meados fim hacia "
        "около примерно ориентировочно начало начале середина середине конец конце حوالي نحو"
    )
)
WEEKS = frozenset(listed("week semaine semana"))
LAST = frozenset(listed("last derniere dernier ultima ultimo"))
AND = frozenset(listed("and y e et & + и و 和 及"))
OR = frozenset(listed("or ou o или او 或"))
THROUGH = frozenset(listed("- to al au a through thru until till hasta jusqu jusqu'au ate по الى حتى 至 到"))
FROM = frozenset(listed("from desde starting partir с من 从"))
UNTIL = frozenset(listed("by until till hasta avant before jusqu jusqu'au"))
BETWEEN = frozenset(listed("between entre"))


def marked(words: str) -> str:
    """A pattern of Arabic words with or without the marks of their vowels, which are blank letters when folded."""
    return "".join(letter if letter == " " else f"{letter}\u0300*" for letter in words)


TO_BE_CONFIRMED = (
    r"(?:exact )?(?:dates? |fechas? )?(?:"
    r"(?:is |are )?(?:still |yet )?to be (?:confirmed|determined|decided|announced|defined|fixed|agreed|set|advised)"
    r"|not yet (?:confirmed|determined|fixed|set|known|defined|available)"
    r"|(?:por|a|sin) (?:confirmar|definir|determinar|fijar|anunciar)"
    r"|a (?:confirmer|determiner|definir|preciser|fixer|annoncer)(?: ulterieurement)?"
    r"|t\.?\s?b\.?\s?[cda]\b\.?|tentative(?:ly)?(?: dates?)?|provisional(?:ly)?|provisoires?|tentativ[ao]s?|pending"
    rf"|(?:{marked('يحدد لاحقا')}|{marked('تحدد لاحقا')}|{marked('يوكد لاحقا')}|{marked('توكد لاحقا')})|قيد التاكيد"
    r"|уточняется|уточняются|будет (?:уточнено|подтверждено)|подлежит уточнению|待定|待确认|待确定)"
)
