"""After a backup was put back: what people took back, stopped or removed since it was made is so once more."""

from app.answering.operations import take_away_again, take_reasons_away_again
from app.contributions.operations import do_again, stop_news_again
from app.contributions.operations.news_mail import stop_news_mail_again
from app.following.operations import ask_nothing_again
from app.following.operations import stop_again as stop_following_again
from app.gatherings.operations import (
    be_named_no_more_again,
    close_codes,
    put_out_again,
    sign_off_again,
    take_notes_back_again,
)
from app.pages.erasing import erase_again


def do_since_the_backup() -> list[str]:
    """Does it all, and tells in a line of each what that was."""
    return [
        f"{erase_again()} accounts that were removed since are removed again.",
        f"{stop_news_again()} addresses for news that were stopped since are gone again.",
        f"{stop_news_mail_again()} people who stopped news by mail since get none again.",
        f"{do_again()} stories that were taken back, refused or made stricter since are so again.",
        f"{take_notes_back_again()} notes of walks that were taken back since are gone again.",
        f"{close_codes()} codes that let one more phone of a walker in work no more.",
        f"{put_out_again()} people who put out another phone of theirs since have it out again.",
        f"{sign_off_again()} people who cancelled coming to a gathering since are signed off again.",
        f"{be_named_no_more_again()} organisations that are named no more as a host of a gathering since are so again.",
        f"{stop_following_again()} things and people that were followed no more since are so again.",
        f"{ask_nothing_again()} people who want to be asked nothing since are asked nothing again.",
        f"{take_away_again()} stories that were taken away from a challenge since are so again.",
        f"{take_reasons_away_again()} reasons of municipalities that the desk took away since are gone again.",
    ]
