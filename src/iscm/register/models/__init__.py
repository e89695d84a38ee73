"""The tables. Facts from documents are append-only; meetings follow from them; the reference facts come from data."""

from iscm.register.models.accounts import ApiKey, CacheEntry, RoleGrant, SignIn
from iscm.register.models.documents import Document, Received
from iscm.register.models.editions import Anniversary, IndexEntry, Publication
from iscm.register.models.facts import StatedFact, Statement
from iscm.register.models.following import Follower, Mailing
from iscm.register.models.judgements import Judgement, Proposal
from iscm.register.models.link_checks import LinkCheck
from iscm.register.models.links import MeetingInitiative, MeetingMechanism, MeetingPlace, MeetingTheme
from iscm.register.models.log import Revision, Stamp
from iscm.register.models.materials import MaterialStamp
from iscm.register.models.mechanisms import (
    Body,
    Mechanism,
    MechanismName,
    MechanismReference,
    Membership,
    Party,
)
from iscm.register.models.meeting_materials import Material
from iscm.register.models.meetings import Meeting, MeetingCitation, Relation, Series
from iscm.register.models.plan_runs import PlanRun
from iscm.register.models.problems import Problem
from iscm.register.models.publications import Edition, EditionFile, EditionText, Wording
from iscm.register.models.records import Claim, Record
from iscm.register.models.refusals import Refusal
from iscm.register.models.rooms import RoomLink, RoomNote
from iscm.register.models.schemes import Concept, Initiative, Objective, Territory
from iscm.register.models.search import SearchEntry
from iscm.register.models.search_sent import SearchChange, SearchSent
from iscm.register.models.submissions import PostingRight, Submission
from iscm.register.models.surveys import Survey, SurveyAnswer, SurveyMail
from iscm.register.models.tallies import Tally
from iscm.register.models.unread_files import UnreadDismissal
from iscm.register.models.visits import Visit, VisitPart

__all__ = [
    "Anniversary",
    "ApiKey",
    "Body",
    "CacheEntry",
    "Claim",
    "Concept",
    "Document",
    "Edition",
    "EditionFile",
    "EditionText",
    "Follower",
    "IndexEntry",
    "Initiative",
    "Judgement",
    "LinkCheck",
    "Mailing",
    "Material",
    "MaterialStamp",
    "Mechanism",
    "MechanismName",
    "MechanismReference",
    "Meeting",
    "MeetingCitation",
    "MeetingInitiative",
    "MeetingMechanism",
    "MeetingPlace",
    "MeetingTheme",
    "Membership",
    "Objective",
    "Party",
    "PlanRun",
    "PostingRight",
    "Problem",
    "Proposal",
    "Publication",
    "Received",
    "Record",
    "Refusal",
    "Relation",
    "Revision",
    "RoleGrant",
    "RoomLink",
    "RoomNote",
    "SearchChange",
    "SearchEntry",
    "SearchSent",
    "Series",
    "SignIn",
    "Stamp",
    "StatedFact",
    "Statement",
    "Submission",
    "Survey",
    "SurveyAnswer",
    "SurveyMail",
    "Tally",
    "Territory",
    "UnreadDismissal",
    "Visit",
    "VisitPart",
    "Wording",
]
