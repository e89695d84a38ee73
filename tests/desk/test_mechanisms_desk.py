"""The mechanisms and the vocabulary desk, as an editor goes through them by forms."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from iscm.data import load_vocabulary
from iscm.desk.mechanism_forms import FORMS
from iscm.register.models import Mechanism, Statement
from iscm.register.operations.reference import load_reference
from iscm.register.queries.addressed import parse_filter
from iscm.register.rules import Role
from tests.factories.kept import put_kept

PROCESS = "budapest-process"
SOURCE = {"url": "https://example.org/page", "reason": "they wrote so"}
LABOUR, POLICY = "labour-migration", "migration-policy-and-governance"


@pytest.fixture
def chief(signed_in):
    """A browser of a chief editor, over all reference facts."""
    put_kept("reference facts", lambda: load_reference(load_vocabulary(), []))
    return signed_in("chief", Role.CHIEF_EDITOR)


def page(name, *args):
    return reverse(f"desk-{name}", args=args)


def send(client, form, slug=PROCESS, room="mechanism", **typed):
    return client.post(page(f"{room}-state", slug), {"form": form, **SOURCE, **typed}, follow=True)


def seen(client, address):
    return re.search(r'name="seen" value="(\d+)"', client.get(address).text)[1]


@pytest.mark.parametrize(
    ("form", "typed", "shown"),
    [
        ("name", {"name": "Budapest Dialogue", "since": "2026"}, "Budapest Dialogue"),
        ("names", {"text": "Processus de Budapest", "lang": "fr"}, "Processus de Budapest"),
        ("seats", {"role": "member", "states": "Brazil, ke", "since": "2025"}, "Brazil"),
        ("seats", {"role": "observer", "organisation": "World Bank"}, "World Bank"),
        ("membership", {"basis": "attended", "stated_count": "999"}, "A source gives the number 999"),
        ("chair", {"chairs": "Türkiye; Hungary", "period": "2026"}, "Hungary"),
        ("office", {"secretariat": "A new office"}, "A new office"),
        ("bodies", {"body": "Youth Group", "kind": "working group"}, "Youth Group"),
        ("life", {"status": "ended", "successor": "The Border Dialogue", "since": "2026"}, "The Border Dialogue"),
    ],
)
def test_what_is_stated_is_shown_to_readers_with_its_source(chief, form, typed, shown):
    told = send(chief, form, **typed)
    assert (told.status_code, "It is stated" in told.text, "they wrote so" in told.text) == (200, True, True)
    public = chief.get(reverse("mechanism", args=[PROCESS])).text
    assert (shown in public, SOURCE["url"] in public) == (True, True)


def test_readers_see_former_members_with_their_time_and_source(chief):
    send(chief, "seats", role="member", states="Brazil", since="2010", until="2015")
    shown = chief.get(reverse("mechanism", args=[PROCESS])).text
    line = re.search(r"<li>member: <span>Brazil</span> <span class=\"basis\">(.*?)</span></li>", shown)[1]
    assert line == '2010–2015 · <a href="https://example.org/page" rel="external noopener">source</a>'


def test_a_chair_is_named_to_readers(chief):
    send(chief, "chair", chairs="Brazil")
    assert re.search(
        r"<dt>Chair</dt><dd><p class=\"main\">Brazil", chief.get(reverse("mechanism", args=[PROCESS])).text
    )


@pytest.mark.parametrize(
    ("form", "typed", "said"),
    [
        ("seats", {"role": "member", "states": "Atlantis"}, "&#x27;Atlantis&#x27; is no code of a State or territory"),
        ("chair", {"chairs": ""}, "Name the State or States that chair it"),
        ("office", {"website": "javascript:x"}, "The website needs an address"),
        ("life", {"established": "long ago"}, "The year of its founding is a number"),
        ("life", {"status": "ended", "since": "spring"}, "&#x27;spring&#x27; is no date"),
        ("office", {"secretariat": "X", "url": ""}, "Say where this stands"),
        ("office", {"secretariat": "X", "reason": ""}, "Say why"),
        ("office", {}, "There is nothing to state"),
    ],
)
def test_what_cannot_be_so_is_said_at_its_field_and_nothing_typed_is_lost(chief, form, typed, said):
    answer = send(chief, form, **typed)
    assert (answer.status_code, said in answer.text) == (400, True)
    assert [value for value in {**SOURCE, **typed}.values() if f'value="{value}"' not in answer.text] == []
    assert re.findall(r"<details class=\"stating\" open>\s*<summary>([^<]+)", answer.text) == [str(FORMS[form].title)]
    assert not Statement.objects.exists()


def test_faults_are_led_to_from_the_top(chief):
    answer = send(chief, "chair", chairs="", url="").text
    told = answer[answer.index('role="alert"') : answer.index("</ul>", answer.index('role="alert"'))]
    fields = re.findall(r'href="#([a-z-]+)"', told)
    assert fields == ["chair-chairs", "chair-url"]
    assert [answer.count(f'id="{field}"') for field in fields] == [1, 1]


def test_a_form_that_was_overtaken_shows_what_happened_and_is_sent_again(chief):
    known = seen(chief, page("mechanism", PROCESS))
    send(chief, "office", secretariat="First")
    answer = send(chief, "office", secretariat="Second", seen=known)
    assert (answer.status_code, "in between (chief: secretariat First)" in answer.text) == (400, True)
    again = re.search(r'name="form" value="office"><input type="hidden" name="seen" value="(\d+)"', answer.text)[1]
    assert send(chief, "office", secretariat="Second", seen=again).status_code == 200
    assert Mechanism.objects.get(slug=PROCESS).secretariat == "Second"


def test_a_statement_is_taken_back_with_a_reason(chief):
    before = Mechanism.objects.get(slug=PROCESS).secretariat
    send(chief, "office", secretariat="First")
    key = Statement.objects.get().sha256
    away = page("mechanism-take-back", PROCESS)
    assert chief.post(away, {"statement": key, "reason": ""}).status_code == 400
    assert (
        "what stood there before counts again" in chief.post(away, {"statement": key, "reason": "no"}, follow=True).text
    )
    assert Mechanism.objects.get(slug=PROCESS).secretariat == before
    assert chief.post(away, {"statement": key, "reason": "no"}).status_code == 400


@pytest.mark.parametrize(
    ("form", "typed", "changed"),
    [
        ("seats", {"role": "observer", "states": "Brazil, Kenya", "basis": "listed"}, {"since": "2024"}),
        ("seats", {"role": "member", "organisation": "World Bank", "has": "none"}, {"has": ""}),
        ("names", {"text": "Dialogue", "lang": "en", "kind": "spelling"}, {"lang": "fr"}),
        ("chair", {"chairs": "Brazil", "note": "in turn"}, {"chairs": "Kenya"}),
        ("bodies", {"body": "Group", "kind": "working group"}, {"kind": "committee"}),
        ("membership", {"basis": "attended", "as_of": "2024"}, {"as_of": "2025"}),
        ("life", {"status": "dormant", "established": "1991"}, {"status": "ended"}),
    ],
)
def test_a_statement_comes_back_into_its_form_and_is_put_right(chief, form, typed, changed):
    send(chief, form, **typed)
    key = Statement.objects.get().sha256
    page_of_it = chief.get(page("mechanism", PROCESS), {"put-right": key})
    shown = _typed(page_of_it.text, form)
    assert {name: shown[name] for name in typed} == typed
    assert send(chief, **(shown | changed | {"reason": "put right"})).status_code == 200
    first, second = Statement.objects.order_by("id")
    assert (second.takes_back, [fact.field for fact in second.facts.all()]) == (
        first,
        [fact.field for fact in first.facts.all()],
    )


def _typed(text, form):
    """What a browser would send of a form."""
    body = re.search(
        rf'<form method="post"[^>]*>(?:(?!</form>).)*name="form" value="{form}".*?</form>', text, re.DOTALL
    )[0]
    fields = dict(re.findall(r'<input[^>]*name="([a-z_]+)"[^>]*value="([^"]*)"', body))
    for name, options in re.findall(r'<select name="([a-z_]+)".*?>(.*?)</select>', body, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else re.search(r'value="([^"]*)"', options)[1]
    return {name: value for name, value in fields.items() if name not in {"csrfmiddlewaretoken", "slug"}}


def test_who_sat_in_it_on_a_day(chief):
    send(chief, "seats", role="member", states="Brazil", since="2010", until="2015")
    shown = {day: "Brazil" in _seats(chief, day) for day in ("2009-06-01", "2012-06-01", "2016-06-01", "")}
    assert shown == {"2009-06-01": False, "2012-06-01": True, "2016-06-01": False, "": True}
    assert "write a day as" in chief.get(page("mechanism", PROCESS), {"day": "soon"}).text.lower()


def _seats(client, day):
    text = client.get(page("mechanism", PROCESS), {"day": day}).text
    return text[text.index('aria-label="Seats"') : text.index("</table>", text.index('aria-label="Seats"'))]


def test_a_mechanism_is_added_under_an_address_of_its_own(chief):
    typed = {"acronym": "New Dialogue!", "name": "The New Dialogue", "level": "regional", "status": "active", **SOURCE}
    answer = chief.post(page("mechanism-new"), typed)
    assert answer.headers["Location"] == page("mechanism", "new-dialogue")
    assert "The New Dialogue" in chief.get(reverse("mechanism", args=["new-dialogue"])).text
    refused = chief.post(page("mechanism-new"), {**typed, "acronym": "GFMD"})
    assert (refused.status_code, "is a name of GFMD already" in refused.text) == (400, True)


def test_who_edits_one_mechanism_edits_no_other_and_adds_none(signed_in):
    load_reference(load_vocabulary(), [])
    editor = signed_in("ed", Role.EDITOR, PROCESS)
    assert editor.get(page("mechanism", PROCESS)).status_code == 200
    assert re.findall(r'href="/desk/mechanisms/([a-z-]+)/"', editor.get(page("mechanisms")).text) == [PROCESS]
    others = [page("mechanism", "rcm"), page("mechanism-new")]
    assert [editor.get(address).status_code for address in others] == [403, 403]
    assert send(editor, "office", slug="rcm", secretariat="X").status_code == 403


def test_names_and_reasons_are_escaped(chief):
    send(chief, "office", secretariat="<b>x", reason="<i>why")
    shown = chief.get(page("mechanism", PROCESS)).text + chief.get(reverse("mechanism", args=[PROCESS])).text
    assert ("<b>x" in shown, "<i>why" in shown) == (False, False)


def test_a_theme_is_merged_redirected_and_parted_again(chief):
    assert "Objectives near it" in chief.get(page("theme", LABOUR)).text
    send(chief, "merge", LABOUR, "theme", into=POLICY, url="")
    address = reverse("theme", args=[LABOUR])
    answer = chief.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (301, reverse("theme", args=[POLICY]))
    assert "merged into this theme" in chief.get(page("theme", LABOUR)).text
    assert address not in chief.get(reverse("themes")).text
    assert parse_filter(QueryDict(f"theme={LABOUR},data")).theme == ("data", POLICY)
    assert chief.get(f"/api/v1/themes/{LABOUR}").json()["slug"] == POLICY
    key = Statement.objects.get().sha256
    chief.post(page("theme-take-back", LABOUR), {"statement": key, "reason": "no"})
    assert chief.get(address).status_code == 200


def test_a_theme_is_retired_and_stays_readable(chief):
    send(chief, "retire", LABOUR, "theme", instead=POLICY, url="")
    shown = chief.get(reverse("theme", args=[LABOUR])).text
    assert ("used for nothing new" in shown, reverse("theme", args=[POLICY]) in shown) == (True, True)
    send(chief, "retire", LABOUR, "theme", use="yes", url="")
    assert "used for nothing new" not in chief.get(reverse("theme", args=[LABOUR])).text


def test_labels_are_stated_and_only_those_that_changed(chief):
    labels = load_vocabulary().themes[LABOUR].pref_label
    typed = {f"label_{lang}": label for lang, label in labels.items()} | {"label_en": "Work and migration"}
    chief.post(page("theme-state", LABOUR), {"form": "labels", "slug": LABOUR, "reason": "clearer", **typed})
    assert [(fact.field, fact.item) for fact in Statement.objects.get().facts.all()] == [("label", "en")]
    assert "Work and migration" in chief.get(reverse("theme", args=[LABOUR])).text


@pytest.mark.parametrize(
    ("form", "typed", "changed", "stated"),
    [
        ("labels", {"label_fr": "Travail", "label_es": "Trabajo"}, {"label_fr": "Emploi"}, {"Emploi", "Trabajo"}),
        ("synonym", {"text": "jobs", "lang": "en"}, {"text": "posts"}, {"posts"}),
        ("synonym", {"text": "jobz", "lang": ""}, {"has": "none"}, {None}),
    ],
)
def test_a_statement_about_a_theme_comes_back_into_its_form_and_is_put_right(chief, form, typed, changed, stated):
    before = _typed(chief.get(page("theme", LABOUR)).text, form)
    said = {**before, **typed, "form": form, "slug": LABOUR, "url": "", "reason": "asked for"}
    chief.post(page("theme-state", LABOUR), said)
    key = Statement.objects.get().sha256
    shown = _typed(chief.get(page("theme", LABOUR), {"put-right": key}).text, form)
    assert {name: shown[name] for name in typed} == typed
    chief.post(page("theme-state", LABOUR), shown | changed | {"form": form, "slug": LABOUR, "reason": "put right"})
    first, second = Statement.objects.order_by("id")
    assert (second.takes_back, {fact.value for fact in second.facts.all()}) == (first, stated)


def test_a_theme_is_added(chief):
    typed = {"label_en": "Boats", "broader": load_vocabulary().themes[LABOUR].broader, "reason": "asked for"}
    assert chief.post(page("theme-new"), typed).headers["Location"] == page("theme", "boats")
    assert chief.get(reverse("theme", args=["boats"])).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_number_of_questions_however_much_is_stated(chief, django_assert_num_queries, number):
    for n in range(number):
        send(chief, "office", secretariat=f"Office {n}")
    with django_assert_num_queries(9):
        chief.get(page("mechanisms"))
    with django_assert_num_queries(8):
        chief.get(page("mechanism", PROCESS))
