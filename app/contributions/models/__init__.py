"""The tables of contributions; one file for each subject."""

from app.contributions.models.asked_reader import AskedReader
from app.contributions.models.case import Case, CaseDeed, CaseDeedKind, CaseMove, CaseVoice, NotTheSame
from app.contributions.models.contact import CallbackAddress, HostPhone, NewsAddress, ToldToday, ViewOfHidden
from app.contributions.models.contribution import Contribution, Proposal, Reading, Step, Tag, Withdrawn
from app.contributions.models.conversation import Conversation, Remark, Side
from app.contributions.models.draft import Draft, Voice
from app.contributions.models.draft_photo import DraftPhoto
from app.contributions.models.follow_up import contribution_follow_up, draft_follow_up
from app.contributions.models.found_fit import FoundFit
from app.contributions.models.freeze import Freeze
from app.contributions.models.likeness import Gist, Likeness
from app.contributions.models.listing import Listing
from app.contributions.models.look_again import LookAgain
from app.contributions.models.on_behalf import CameBy, OnBehalf
from app.contributions.models.outcome import OutcomeSaid, Still, StillAsked
from app.contributions.models.own_words import OwnWords
from app.contributions.models.photo import Maker, People, Photo, PhotoState, Seen, Use
from app.contributions.models.theme_proposal import ThemeProposal, ThemeRefused
from app.contributions.models.words import STEP_NAMES, Audience, Kind, Outcome, Provenance, Status

__all__ = [
    "contribution_follow_up",
    "draft_follow_up",
    "AskedReader",
    "Audience",
    "CallbackAddress",
    "CameBy",
    "Case",
    "CaseDeed",
    "CaseDeedKind",
    "CaseMove",
    "CaseVoice",
    "Contribution",
    "Conversation",
    "Draft",
    "DraftPhoto",
    "FoundFit",
    "Freeze",
    "Gist",
    "HostPhone",
    "Kind",
    "Likeness",
    "Listing",
    "LookAgain",
    "Maker",
    "NewsAddress",
    "NotTheSame",
    "OnBehalf",
    "Outcome",
    "OutcomeSaid",
    "OwnWords",
    "People",
    "Photo",
    "PhotoState",
    "Proposal",
    "Provenance",
    "Reading",
    "Remark",
    "STEP_NAMES",
    "Seen",
    "Side",
    "Status",
    "Step",
    "Still",
    "StillAsked",
    "Tag",
    "ThemeProposal",
    "ThemeRefused",
    "ToldToday",
    "Use",
    "ViewOfHidden",
    "Voice",
    "Withdrawn",
]
