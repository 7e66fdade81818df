"""A challenge, who runs it, and what is asked about it beforehand."""

from app.challenges.models.challenge import DRAFT_SLUG as DRAFT_SLUG
from app.challenges.models.challenge import Agreement as Agreement
from app.challenges.models.challenge import Challenge as Challenge
from app.challenges.models.challenge import ChallengeHost as ChallengeHost
from app.challenges.models.challenge import ChallengeStatus as ChallengeStatus
from app.challenges.models.challenge import WantedHost as WantedHost
from app.challenges.models.challenge import challenge_term as challenge_term
from app.challenges.models.round import RoundQuestion as RoundQuestion
from app.challenges.models.told import Told as Told
