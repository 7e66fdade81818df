"""What many people follow, mailed to all of them by the jobs of the clock, over SMTP to a server in a process of its own.

    python -m bench.mails 10000          # in the database of the environment; prints figures as JSON

Writing and sending run in a process each, which says how long it took and the most memory that it held.
"""

import json
import resource
import socket
import subprocess
import sys
import time

AT_A_TIME = 500  # followers that are made in one statement


def main(many):
    found = {"prepare": step("prepare", many)}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "bench.mails", "serve", str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        server.stdout.readline()  # it listens
        found |= {name: step(name, many, port) for name in ("write", "send")}
    finally:
        taken = json.loads(server.communicate(timeout=20)[0])
    print(json.dumps({"write": found["write"], "send": found["send"] | taken}))


def step(name, *words):
    done = subprocess.run([sys.executable, "-m", "bench.mails", name, *map(str, words)], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def serve(port):
    """Takes every letter, and says in the end how many that were, and over how many connections."""
    from aiosmtpd.controller import Controller  # noqa: PLC0415  each process takes in only what it needs

    class Counting:
        letters, addresses, lines = 0, set(), 0

        async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802  the server calls it so
            self.lines += 1
            session.host_name = hostname
            return responses

        async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  the server calls it so
            self.letters += 1
            self.addresses.update(envelope.rcpt_tos)
            return "250 OK"

    counting = Counting()
    controller = Controller(counting, hostname="127.0.0.1", port=port, server_hostname="localhost")
    controller.start()
    print("listening", flush=True)
    sys.stdin.read()  # until nobody is there any more who sends
    controller.stop()
    print(json.dumps({"letters": counting.letters, "addresses": len(counting.addresses), "lines": counting.lines}))


def measured(task):
    """Seconds on the clock, those of the processor, the most megabytes of the process, and what the task says."""
    began = time.perf_counter()
    said = task()
    seconds, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"seconds": round(seconds, 1), "cpu": round(used.ru_utime + used.ru_stime, 1), "mb": round(used.ru_maxrss / 1024)} | said))


def prepare(many):
    """So many people follow the part of the country of a challenge that is published after it."""
    from sqlalchemy import insert, select  # noqa: PLC0415

    from app.challenges.models import Challenge, ChallengeStatus  # noqa: PLC0415
    from app.core import clock  # noqa: PLC0415
    from app.core.database import db  # noqa: PLC0415
    from app.core.sealing import Private  # noqa: PLC0415
    from app.core.security import random_id  # noqa: PLC0415
    from app.following.models import Follow, Follower, Pace  # noqa: PLC0415
    from app.following.operations.following import mark_of  # noqa: PLC0415
    from app.schedule import run  # noqa: PLC0415

    run("tell-followers")  # what is there already counts as told
    challenge = db.session.scalars(select(Challenge).where(Challenge.status == ChallengeStatus.PUBLISHED)).first()
    hours = {"quiet_from": 0, "quiet_until": 0, "quiet_weekend": False, "spoken": "nl", "began_at": clock.now()}
    for start in range(0, many, AT_A_TIME):
        people = [f"{n}@bench.example" for n in range(start, min(start + AT_A_TIME, many))]
        secrets = [{"public_id": random_id(), "own_hash": random_id(), "stop_hash": random_id()} for _one in people]
        rows = [{"sealed_address": Private(one), "address_mark": mark_of(one)} | kept | hours for one, kept in zip(people, secrets, strict=True)]
        db.session.execute(insert(Follower), rows)
    wish = {"country_part": challenge.organisation.part, "pace": Pace.AT_ONCE, "asked_at": clock.now(), "confirmed_at": clock.now()}
    ids = db.session.scalars(select(Follower.id).where(Follower.user_id.is_(None))).all()
    db.session.execute(insert(Follow), [{"public_id": random_id(), "follower_id": one, **wish} for one in ids])
    usual = {"organisation": challenge.organisation, "status": ChallengeStatus.PUBLISHED, "published_at": clock.now(), "public_id": random_id()}
    said = {name: getattr(challenge, name) for name in ("situation", "process", "questions", "usable_answer", "neighbourhood", "closes_on")}
    db.session.add(Challenge(slug="bench-mails", title="Hoe houd je een straat koel?", **usual, **said))
    db.session.commit()
    return {}


def write():
    from app.schedule import run  # noqa: PLC0415

    run("tell-followers")
    return {}


def send():
    """Rounds of the job until one sends nothing; that only happens when nothing is due any more."""
    from sqlalchemy import func, select  # noqa: PLC0415

    from app.core.database import db  # noqa: PLC0415
    from app.core.outbox import Email  # noqa: PLC0415
    from app.schedule import run  # noqa: PLC0415

    rounds, before, sent = 0, -1, 0
    while sent != before:
        run("deliver-mail")
        rounds, before, sent = rounds + 1, sent, db.session.scalar(select(func.count(Email.sent_at)))
    return {"rounds": rounds, "sent": sent, "left": db.session.scalar(select(func.count()).select_from(Email)) - sent}


if __name__ == "__main__":
    name, *numbers = sys.argv[1:]
    if name == "serve":
        serve(int(numbers[0]))
    elif name in ("prepare", "write", "send"):
        from app import create_app

        many, port = int(numbers[0]), int((*numbers, 1)[1])
        with create_app(MAIL_SERVER="127.0.0.1", MAIL_PORT=port, MAIL_STARTTLS=False).app_context():
            if name == "prepare":
                from app.core.database import writing

                writing.set(True)
            measured({"prepare": lambda: prepare(many), "write": write, "send": send}[name])
    else:
        main(int(name))
