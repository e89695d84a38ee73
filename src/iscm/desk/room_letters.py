"""The mail that brings a link to the room of a secretariat, in the language of who gets it."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_info, gettext, override

from iscm.desk.room_door import sign
from iscm.desk.room_words import day
from iscm.domain.rooms import Room


def address_of(room: Room, site: str, lang: str) -> str:
    """Where a room is, in a language; whoever has this address may come in."""
    with override(lang):
        return site + reverse("room", args=[sign(room.link)])


def room_letter(room: Room, mechanism: str, site: str, lang: str) -> EmailMultiAlternatives:
    """The message for whom the link was made; `mechanism` is the name of its mechanism."""
    with override(lang):
        subject = gettext("Your meetings in the register of consultations on migration")
        told = {
            "subject": subject,
            "name": room.name,
            "mechanism": mechanism,
            "link": address_of(room, site, lang),
            "until": day(room.expires) if room.expires else "",
            "contact": settings.CONTACT,
            "lang": lang,
            "dir": "rtl" if get_language_info(lang)["bidi"] else "ltr",
        }
        plain, html = (render_to_string(f"desk/room/mail/link.{form}", told).strip() for form in ("txt", "html"))
    headers = {"Content-Language": lang}
    message = EmailMultiAlternatives(f"ISCM: {subject}", f"{plain}\n", to=[room.contact], headers=headers)
    message.attach_alternative(html, "text/html")
    return message
