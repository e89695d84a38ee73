"""Calls about what the register rests on and what was published from it."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from iscm.api.answering import Json, Listed, Scene, answer, place
from iscm.api.routes.common import answers
from iscm.api.schemas import pages, sources
from iscm.api.schemas.asking import (
    Asked,
    DocumentsFilter,
    EditionsFilter,
    MaterialsFilter,
    ProblemsFilter,
    RecordsFilter,
)
from iscm.api.showing import sources as showing
from iscm.domain.errors import UnknownReferenceError
from iscm.register.queries.paged import sources as paged
from iscm.register.queries.paged.published import editions_part, materials_part
from iscm.register.queries.published import find_edition

router = Router(tags=["Sources"])


@router.get("/documents", response=answers(pages.DocumentPage), operation_id="listDocuments", summary="Documents")
def list_documents(request: HttpRequest, asked: Query[DocumentsFilter]) -> HttpResponse:
    """The documents that were read."""

    def make(scene: Scene) -> Listed:
        name = f"documents:{asked.sort}"
        begin = place(scene, asked, name)
        part = paged.documents_part(asked.year, asked.reader or "", asked.sort, begin, scene.version)
        return Listed(name, part, "id", showing.show_documents(scene))

    return answer(request, asked, make)


@router.get(
    "/documents/{int:id}", response=answers(sources.DocumentOut), operation_id="getDocument", summary="One document"
)
def get_document(request: HttpRequest, id: int, asked: Query[Asked]) -> HttpResponse:  # noqa: A002  # its name in the address
    """A document by its number."""

    def make(scene: Scene) -> Json:
        found = paged.find_document_line(id)
        if found is None:
            raise UnknownReferenceError(f"There is no document {id}.")
        return showing.show_documents(scene)(found)

    return answer(request, asked, make)


@router.get("/records", response=answers(pages.RecordPage), operation_id="listRecords", summary="Records")
def list_records(request: HttpRequest, asked: Query[RecordsFilter]) -> HttpResponse:
    """What documents say, record by record with the words of the source."""

    def make(scene: Scene) -> Listed:
        begin = place(scene, asked, "records")
        part = paged.records_part(asked.document, asked.meeting, begin, scene.version)
        return Listed("records", part, "key", showing.show_record)

    return answer(request, asked, make)


@router.get("/records/{key}", response=answers(sources.RecordOut), operation_id="getRecord", summary="One record")
def get_record(request: HttpRequest, key: str, asked: Query[Asked]) -> HttpResponse:
    """A record by its key."""

    def make(_: Scene) -> Json:
        found = paged.find_record(key.replace("\0", ""))
        if found is None:
            raise UnknownReferenceError("There is no such record.")
        return showing.show_record(found)

    return answer(request, asked, make)


@router.get("/problems", response=answers(pages.ProblemPage), operation_id="listProblems", summary="Problems")
def list_problems(request: HttpRequest, asked: Query[ProblemsFilter]) -> HttpResponse:
    """What was not understood or is not plausible, with its address."""
    wanted = (asked.state, asked.severity or "", asked.code, asked.document, asked.meeting)

    def make(scene: Scene) -> Listed:
        begin = place(scene, asked, "problems")
        part = paged.problems_part(paged.problems_wanted(*wanted), wanted, begin, scene.version)
        return Listed("problems", part, "key", showing.show_problem)

    return answer(request, asked, make)


@router.get("/materials", response=answers(pages.MaterialPage), operation_id="listMaterials", summary="Materials")
def list_materials(request: HttpRequest, asked: Query[MaterialsFilter]) -> HttpResponse:
    """The publications that documents or reference facts name."""

    def make(scene: Scene) -> Listed:
        name = f"materials:{asked.sort}"
        wanted = {"mechanism": tuple(asked.mechanism), "theme": tuple(asked.theme)}
        part = materials_part(asked.sort, place(scene, asked, name), scene.version, **wanted, year=asked.year)
        return Listed(name, part, "id", showing.show_material)

    return answer(request, asked, make)


@router.get("/editions", response=answers(pages.EditionPage), operation_id="listEditions", summary="Published editions")
def list_editions(request: HttpRequest, asked: Query[EditionsFilter]) -> HttpResponse:
    """What was published, with the sums of its files."""

    def make(scene: Scene) -> Listed:
        name = f"editions:{asked.sort}"
        part = editions_part(asked.name, asked.sort, place(scene, asked, name), scene.version, scene.lang)
        return Listed(name, part, "name", showing.show_editions(scene))

    return answer(request, asked, make)


@router.get(
    "/editions/{slug:name}/{int:number}",
    response=answers(sources.EditionOut),
    operation_id="getEdition",
    summary="One edition",
)
def get_edition(request: HttpRequest, name: str, number: int, asked: Query[Asked]) -> HttpResponse:
    """An edition by the name of its publication and its number."""

    def make(scene: Scene) -> Json:
        found = find_edition(name, number, lang=scene.lang)
        if found is None:
            raise UnknownReferenceError(f"There is no edition {number} of {name}.")
        return showing.show_editions(scene)(found)

    return answer(request, asked, make)
