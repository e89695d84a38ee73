"""The reference facts, with what editors state of them, put into tables: territories, vocabularies, mechanisms."""

from collections.abc import Collection, Iterable

from django.db.models import Model

from iscm.data.reference import KnownPublication
from iscm.domain.facts import Seat
from iscm.domain.mechanisms import Mechanism
from iscm.domain.names import fold
from iscm.domain.schemes import Concept
from iscm.domain.sittings import item_of, seats_of
from iscm.domain.vocabulary import Vocabulary
from iscm.register import models
from iscm.register.queries.themes import MERGED

BATCH = 500
THEME = "theme"


def load_reference(vocabulary: Vocabulary, publications: Iterable[KnownPublication]) -> None:
    """Bring the tables of reference facts in line with the data. Part of the caller's transaction.

    Rows keep their keys; facts below a mechanism are made anew. Nothing that meetings point to is taken out.
    """
    _load_territories(vocabulary)
    load_mechanisms(vocabulary, vocabulary.mechanisms)
    load_themes(vocabulary, publications)


def load_themes(vocabulary: Vocabulary, publications: Iterable[KnownPublication]) -> None:
    """Bring themes, and what names them, in line: initiatives with their objectives, known publications."""
    _load_concepts(vocabulary)
    _load_initiatives(vocabulary)
    _load_publications(publications, vocabulary)


def load_mechanisms(vocabulary: Vocabulary, slugs: Collection[str]) -> None:
    """Bring some mechanisms, and the order of all, in line."""
    rows = dict(models.Mechanism.objects.values_list("slug", "position"))
    order = {slug: position for position, slug in enumerate(vocabulary.mechanisms)}
    known = [one for one in vocabulary.mechanisms.values() if one.slug in slugs]
    _load_mechanisms(known, order)
    for slug, position in order.items():
        if slug in rows and slug not in slugs and rows[slug] != position:
            models.Mechanism.objects.filter(slug=slug).update(position=position)


def _fields(model: type[Model], *keys: str) -> list[str]:
    """The columns of a table beside its keys."""
    meta = model._meta  # noqa: SLF001  # Django's own, documented way to ask a model for its columns
    return [field.name for field in meta.concrete_fields if field.name not in {"id", *keys}]


def _load_territories(vocabulary: Vocabulary) -> None:
    rows = [
        models.Territory(
            alpha_2=one.alpha_2,
            alpha_3=one.alpha_3,
            numeric=one.numeric,
            region_m49=one.region_m49,
            subregion_m49=one.subregion_m49,
            name=one.names.get("en", one.alpha_2),
            names=one.names,
            other_names=list(one.other_names),
        )
        for one in vocabulary.territories.values()
    ]
    fields = ["alpha_3", "numeric", "region_m49", "subregion_m49", "name", "names", "other_names"]
    models.Territory.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["alpha_2"], update_fields=fields, batch_size=BATCH
    )


def _load_concepts(vocabulary: Vocabulary) -> None:
    # A theme that is merged keeps its row, for what documents print; so does one that is parted again.
    models.Concept.objects.filter(scheme=THEME, slug__in=vocabulary.merged).update(scheme=MERGED)
    models.Concept.objects.filter(scheme=MERGED).exclude(slug__in=vocabulary.merged).update(scheme=THEME)
    themes = [
        _theme(one, scheme, position)
        for scheme, those in ((THEME, vocabulary.themes), (MERGED, vocabulary.merged))
        for position, one in enumerate(those.values())
    ]
    kinds = [
        models.Concept(
            scheme="kind",
            slug=one.slug,
            label=one.label,
            pref_label={"en": one.label},
            keywords=one.words,
            level=one.level,
            plural=one.plural,
            position=position,
        )
        for position, one in enumerate(vocabulary.kinds.values())
    ]
    fields = _fields(models.Concept, "scheme", "slug")
    models.Concept.objects.bulk_create(
        [*themes, *kinds],
        update_conflicts=True,
        unique_fields=["scheme", "slug"],
        update_fields=fields,
        batch_size=BATCH,
    )


def _theme(one: Concept, scheme: str, position: int) -> models.Concept:
    return models.Concept(
        scheme=scheme,
        slug=one.slug,
        label=one.pref_label.get("en", one.slug),
        pref_label=one.pref_label,
        alt_labels=one.alt_labels,
        hidden_labels=list(one.hidden_labels),
        keywords=one.keywords,
        broader=one.broader or "",
        scope_note=one.scope_note or "",
        is_retired=one.is_retired,
        replaced_by=one.replaced_by or "",
        position=position,
    )


def _load_initiatives(vocabulary: Vocabulary) -> None:
    rows = [
        models.Initiative(
            slug=one.slug,
            name=one.name,
            acronym=one.acronym or "",
            other_names=list(one.other_names),
            kind=one.kind or "",
            adopted=one.adopted or "",
            held=one.held or "",
            place=one.place or "",
            symbol=one.symbol or "",
            url=one.url or "",
            targets=one.targets,
            position=position,
        )
        for position, one in enumerate(vocabulary.initiatives.values())
    ]
    fields = _fields(models.Initiative, "slug")
    models.Initiative.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["slug"], update_fields=fields, batch_size=BATCH
    )
    keys = dict(models.Initiative.objects.values_list("slug", "pk"))
    models.Objective.objects.all().delete()
    models.Objective.objects.bulk_create(
        models.Objective(
            initiative_id=keys[one.slug],
            number=objective.number,
            title=objective.title,
            short=objective.short,
            themes=list(objective.themes),
        )
        for one in vocabulary.initiatives.values()
        for objective in one.objectives
    )


def _load_mechanisms(known: list[Mechanism], order: dict[str, int]) -> None:
    rows = [_mechanism(one, order[one.slug]) for one in known]
    fields = _fields(models.Mechanism, "slug")
    models.Mechanism.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["slug"], update_fields=fields, batch_size=BATCH
    )
    keys = dict(models.Mechanism.objects.values_list("slug", "pk"))
    anew = [keys[one.slug] for one in known]
    for below in (models.MechanismName, models.Membership, models.Party, models.Body, models.MechanismReference):
        below.objects.filter(mechanism__in=anew).delete()
    models.MechanismName.objects.bulk_create(row for one in known for row in _names(one, keys[one.slug]))
    models.Membership.objects.bulk_create(row for one in known for row in _membership(one, keys[one.slug]))
    territories = dict(models.Territory.objects.values_list("alpha_2", "pk"))
    models.Party.objects.bulk_create(row for one in known for row in _parties(one, keys[one.slug], territories))
    models.Body.objects.bulk_create(
        models.Body(
            mechanism_id=keys[one.slug], name=body.name, kind=body.kind, note=body.note or "", states=list(body.states)
        )
        for one in known
        for body in one.bodies
    )
    models.MechanismReference.objects.bulk_create(
        models.MechanismReference(
            mechanism_id=keys[one.slug],
            url=reference.url or "",
            document=reference.document or "",
            says=list(reference.says),
            accessed=reference.accessed or "",
        )
        for one in known
        for reference in one.references
    )


def _mechanism(one: Mechanism, position: int) -> models.Mechanism:
    return models.Mechanism(
        slug=one.slug,
        acronym=one.acronym,
        name=one.name,
        level=one.level,
        regions=list(one.regions),
        established=one.established,
        status=one.status,
        status_note=one.status_note or "",
        website=one.website or "",
        secretariat=one.secretariat or "",
        chair_states=list(one.chair.states) if one.chair else [],
        chair_period=(one.chair.period or "") if one.chair else "",
        chair_as_of=(one.chair.as_of or "") if one.chair else "",
        chair_note=(one.chair.note or "") if one.chair else "",
        languages=list(one.languages),
        focus=list(one.focus),
        predecessor=one.predecessor or "",
        successor=one.successor or "",
        formal_association=list(one.formal_association),
        held=[
            {"ordinal": held.ordinal, "edtf": held.edtf, "place": held.place, "kind": held.kind} for held in one.held
        ],
        is_iscm=one.is_iscm,
        position=position,
    )


def _names(one: Mechanism, key: int) -> Iterable[models.MechanismName]:
    for name in one.names:
        yield models.MechanismName(
            mechanism_id=key,
            text=name.text,
            lang=name.lang,
            since=name.since or "",
            until=name.until or "",
            seen_in=name.seen_in or "",
            note=name.note or "",
        )


def _membership(one: Mechanism, key: int) -> Iterable[models.Membership]:
    if one.members:
        yield models.Membership(
            mechanism_id=key,
            basis=one.members.basis,
            as_of=one.members.as_of or "",
            stated_count=one.members.stated_count,
            rule=one.members.rule or "",
            note=one.members.note or "",
            observers_note=(one.observers.note or "") if one.observers else "",
        )


def _parties(one: Mechanism, key: int, territories: dict[str, int]) -> Iterable[models.Party]:
    dated = _dated(one)
    for role, those in (("member", one.members), ("observer", one.observers)):
        for state in those.states if those else ():
            when = _when(dated.get(item_of(role, state=state)))
            yield models.Party(mechanism_id=key, role=role, territory_id=territories[state], **when)
        for organisation in those.organisations if those else ():
            when = _when(dated.get(item_of(role, organisation=organisation)))
            yield models.Party(mechanism_id=key, role=role, organisation=organisation, **when)


def _dated(one: Mechanism) -> dict[str, Seat]:
    """The seats that an editor dates, by item; of several of one party the last."""
    seats = sorted((seat for seat in seats_of(one) if seat.told), key=lambda seat: seat.since or "")
    return {item_of(seat.role, state=seat.state, organisation=seat.organisation): seat for seat in seats}


def _when(seat: Seat | None) -> dict[str, str]:
    return {name: getattr(seat, name) or "" for name in ("since", "until", "basis")} if seat else {}


def _load_publications(known: Iterable[KnownPublication], vocabulary: Vocabulary) -> None:
    """Publications that no document names: those are stored with their document, and take what is known of them."""
    mechanisms = dict(models.Mechanism.objects.values_list("slug", "pk"))
    themes = dict(models.Concept.objects.filter(scheme="theme").values_list("slug", "pk"))
    models.Publication.objects.filter(document=None).delete()
    facts = list(known)
    rows = [
        models.Publication(
            title=one.title[:500],
            title_key=fold(one.title)[:500],
            year=one.year,
            kind=one.kind,
            url=one.url or "",
            source=one.source,
        )
        for one in facts
    ]
    models.Publication.objects.bulk_create(rows)
    about, of = models.Publication.themes.through, models.Publication.mechanisms.through
    pairs = list(zip(rows, facts, strict=True))
    of.objects.bulk_create(
        of(publication_id=row.pk, mechanism_id=mechanisms[slug]) for row, one in pairs for slug in one.mechanisms
    )
    about.objects.bulk_create(
        about(publication_id=row.pk, concept_id=themes[slug])
        for row, one in pairs
        for slug in dict.fromkeys(map(vocabulary.theme, one.themes))
    )
