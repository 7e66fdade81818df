"""The buttons of following: asking for it, confirming, saying how and when, stopping, and putting something out."""

from app.accounts.models import Role
from app.contributions.operations import news_mail
from app.core.security import fingerprint
from app.following.messages import confirm_token, own_token, stop_token
from tests.factories import Dimension, make_challenge, make_question, make_user, term
from tests.faults.pressing import button
from tests.following.made import follows, make_follower

WEEKLY = {"rhythm": "weekly"}
HOURS = {"still_from": "22", "still_until": "7", "all_of_it": ""}  # without the tick for being asked something


def follower(user=None):
    """Somebody who follows a challenge and a theme."""
    found = make_follower(user=user)
    for thing in (make_challenge(), term(Dimension.THEME)):
        follows(found, thing)
    return found


@button("follow a challenge", "/uitdagingen/<slug>/volgen")
def follow_challenge():
    return f"/uitdagingen/{make_challenge().slug}/volgen", WEEKLY, make_user()


@button("follow a question", "/vraagstukken/<slug>/volgen", mails=True)
def follow_question():
    return f"/vraagstukken/{make_question(is_public=True).slug}/volgen", WEEKLY | {"email": "wil@volgen.example"}, None


@button("follow a theme", "/themas/<slug>/volgen")
def follow_theme():
    """Which they do already: a mail says so."""
    theme = term(Dimension.THEME)
    follows(make_follower("volgt@al.example"), theme)
    return f"/themas/{theme.slug}/volgen", WEEKLY | {"email": "volgt@al.example"}, None


@button("follow a part of the country", "/landsdelen/<country_part>/volgen")
def follow_part():
    return "/landsdelen/westen/volgen", WEEKLY, make_user()


@button("confirm following", "/volgen/bevestigen/<token>")
def confirm():
    wish = follows(make_follower(), "west", confirmed_at=None)
    wish.confirm_hash = fingerprint(confirm_token(wish.public_id))
    return f"/volgen/bevestigen/{confirm_token(wish.public_id)}", {}, None


@button("settle following", "/mijn/volgend/instellen")
def settle():
    user = make_user()
    follower(user)
    return "/mijn/volgend/instellen", HOURS, user


@button("settle following without an account", "/volgend/<token>/instellen")
def settle_own():
    return f"/volgend/{own_token(follower().public_id)}/instellen", HOURS | {"all_of_it": "weekly"}, None


@button("stop following one thing", "/mijn/volgend/stoppen")
def stop_one():
    user = make_user()
    return "/mijn/volgend/stoppen", {"stop": follower(user).follows[0].public_id}, user


@button("stop following", "/volgend/<token>/stoppen")
def stop_all():
    return f"/volgend/{own_token(follower().public_id)}/stoppen", {"stop": "alles"}, None


@button("stop following from a mail", "/volgen/stoppen/<token>")
def stop_from_mail():
    return f"/volgen/stoppen/{stop_token(follower().public_id)}", {"List-Unsubscribe": "One-Click"}, None


@button("get no news by mail", "/mijn/nieuws")
def settle_news():
    return "/mijn/nieuws", {}, make_user()


@button("stop mail from a mail", "/mail/stoppen/<token>")
def stop_mail():
    user = make_user()
    follower(user)
    return f"/mail/stoppen/{news_mail.stop_token(user, news_mail.Stops.EVERYTHING)}", {"List-Unsubscribe": "One-Click"}, None


@button("put out a challenge", "/uitdagingen/<slug>/oproep")
def put_out_challenge():
    challenge = make_challenge()
    follows(make_follower(), challenge)
    return f"/uitdagingen/{challenge.slug}/oproep", {}, challenge.hosts[0].user


@button("put out a question", "/vraagstukken/<slug>/oproep")
def put_out_question():
    return f"/vraagstukken/{make_question(is_public=True).slug}/oproep", {}, make_user(Role.MEMBER)


@button("put out an empty column", "/werkbank/gaten/<first>/oproep")
def put_out_column():
    return "/werkbank/gaten/thema:ondergrond/oproep", {"thema": "ondergrond"}, make_user(Role.MEMBER)


@button("put out an empty place", "/werkbank/gaten/<first>/<second>/oproep")
def put_out_place():
    return "/werkbank/gaten/thema:ondergrond/fase:ontwerp/oproep", {}, make_user(Role.MEMBER)
