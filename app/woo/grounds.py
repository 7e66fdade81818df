"""The grounds on which the Woo lets a passage stay out, as data: articles 5.1 and 5.2."""

from dataclasses import dataclass

from app.core.wording import lazy


@dataclass(frozen=True)
class Ground:
    """A ground by the code that stands in the place of the words, and what it protects."""

    code: str
    what: str
    only_opinions: bool = False  # facts are never left out on it

    @property
    def label(self) -> str:
        return f"{self.code} {self.what}"


GROUNDS = (
    Ground("5.1.2.e", lazy("somebody's private life")),
    Ground("5.2.1", lazy("a personal opinion about policy, for internal discussion"), only_opinions=True),
    Ground("5.1.1.a", lazy("the unity of the Crown")),
    Ground("5.1.1.b", lazy("the safety of the State")),
    Ground("5.1.1.c", lazy("what a company entrusted to the government about its business")),
    Ground("5.1.1.d", lazy("special personal data, such as health or a criminal record")),
    Ground("5.1.1.e", lazy("numbers that identify a person, such as the BSN")),
    Ground("5.1.2.a", lazy("relations with other countries")),
    Ground("5.1.2.b", lazy("the economic or financial interests of public bodies")),
    Ground("5.1.2.c", lazy("finding and prosecuting criminal offences")),
    Ground("5.1.2.d", lazy("inspection and supervision by public bodies")),
    Ground("5.1.2.f", lazy("other business data that competitors could use")),
    Ground("5.1.2.g", lazy("the environment that the information is about")),
    Ground("5.1.2.h", lazy("the security of people and companies, and preventing sabotage")),
    Ground("5.1.2.i", lazy("the proper working of public bodies")),
    Ground("5.1.5", lazy("an exceptional case: somebody would be harmed out of proportion")),
)
BY_CODE = {ground.code: ground for ground in GROUNDS}
USUAL = GROUNDS[0].code
