"""What a mentioned meeting did, told by a verb right after its name, date or place: "adopted a work plan"."""

import re

_ENGLISH = (
    r"adopt|endors|discuss|address|agre|approv|review|conclud|launch|explor|consider|examin|welcom|call|recommend|"
    r"reaffirm|decid|result|mark|present|highlight|establish|elect|issu|sign|produc|finali[sz]|reach|focus|cover|"
    r"tackl|deal|analy[sz]|assess|validat|ratif|renew|reiterat|stress|underlin|outlin|recogni[sz]|gather|"
    r"identif|exchang|debat|deliberat|look|announc|acknowledg|commit|propos|updat|develop|prepar|formulat|confirm"
)
VERB = re.compile(
    rf"(?:and |which |that |where (?:participants|ministers|states) |it )?(?:also |further |jointly |unanimously )?"
    rf"(?:(?:{_ENGLISH})(?:t?ted|ied|ed|d)|took (?:stock|note|up)|brought together|led to|set up|drew up|made|saw|"
    r"gave|chose|dealt|built|was (?:devoted|dedicated) to|"
    r"(?:a|ont) (?:adopté|approuvé|entériné|examiné|discuté|abordé|porté|permis|décidé|conclu|lancé|débattu|traité)|"
    r"adopt(?:ó|aron)|aprob(?:ó|aron)|acord(?:ó|aron)|discuti(?:ó|eron)|abord(?:ó|aron)|analiz(?:ó|aron)|"
    r"examin(?:ó|aron)|decidi(?:ó|eron)|trat(?:ó|aron)|revis(?:ó|aron)|respald(?:ó|aron)|concluy(?:ó|eron))(?!\w)",
    re.IGNORECASE,
)
ABOUT = re.compile(r"(?:focus+ed|concentrated) (?:on|around)|dealt with|was (?:devoted|dedicated) to", re.IGNORECASE)


def find_outcome(words: str) -> int | None:
    """Where the words begin to tell what a meeting did: at a verb that no topic stands before; None if they do not.

    `find_outcome("in Rome, Italy adopted a plan") == 15`. A verb that only says what the meeting was about ("focused
    on") is none.
    """
    for match in VERB.finditer(words):
        if match.start() and not words[match.start() - 1].isspace():
            continue
        return None if ABOUT.match(words, match.start()) else match.start()
    return None
