"""What the clock does with contributions: bring into view, and forget on the day that was named."""

from flask import current_app

from app.contributions import operations
from app.contributions.models import Audience
from app.contributions.operations import host_phone, own_words
from app.core.database import keep_now


def list_what_came_into_view() -> int:
    """Lists the texts whose embargo has ended; how many."""
    return operations.list_what_came_into_view()


def compare_texts() -> int:
    """Compares texts that came or changed with the others of their audience; how many. Each part is kept by itself."""
    done = 0
    for audience in Audience:
        operations.make_gists(audience)
        keep_now()
        done += operations.compare(audience)
        keep_now()
    return done


def propose_themes() -> int:
    """Learns from what people confirmed, and proposes themes; how many proposals there are now."""
    done = 0
    for audience in Audience:
        done += operations.propose_themes(audience)
        keep_now()
    return done


def forget_case_deeds() -> int:
    """Deletes what was done with groups when it can not be undone any more; how many."""
    return operations.forget_case_deeds()


def mind_silence() -> int:
    """Reminds contributors who are to move, and closes what nobody answered; how many."""
    return operations.mind_silence()


def remind_to_look() -> int:
    """Reminds the contributors who wanted to look again today; how many."""
    return operations.remind_to_look()


def forget_addresses() -> int:
    """Deletes the addresses whose day has come; how many."""
    return operations.forget_addresses()


def forget_host_phones() -> int:
    """Deletes the numbers with challenges that closed a while ago, and what is left of those taken back; how many."""
    return host_phone.forget_host_phones()


def forget_ended_stories() -> int:
    """Deletes the stories that ended a while ago; how many."""
    return operations.forget_ended_stories()


def forget_old_own_words() -> int:
    """Deletes the own words of contributors about which nobody decided in time. Run every night."""
    return own_words.forget_old_own_words()


def forget_who_read() -> int:
    """Deletes the notes of who opened a story, when they are old; how many."""
    return operations.forget_who_read()


def forget_what_was_decided() -> int:
    """Deletes from the log beside the database what no backup can undo any more; how many lines."""
    return operations.forget_what_was_decided(current_app.config["BACKUP_DAYS"])


def tell_what_waits() -> int:
    """Mails that there is a message, where that could not be done at once; how many sides were told."""
    return operations.tell_what_waits()


def end_conversations() -> int:
    """Deletes the conversations whose last day has come; how many."""
    return operations.end_conversations()


def forget_drafts() -> int:
    """Deletes drafts that nobody touched for as long as the deal says; how many."""
    return operations.forget_drafts()


def scan_photos() -> int:
    """Scans the photos that came in while the scanner did not answer; how many."""
    return operations.scan_waiting_photos()


def tidy_photos() -> int:
    """Deletes files that belong to no photo, and photos that nobody described; how many.

    In this order: what is deleted here keeps its files until that is kept as well.
    """
    count = operations.sweep_photos() + operations.forget_unfinished_photos()
    operations.let_go_of_lists()
    return count
