"""Sends one email. The only room that speaks SMTP."""

import smtplib
from email.message import EmailMessage

from flask import current_app


class Failed(Exception):
    """The mail server did not take the message; trying again later may help."""


def is_configured() -> bool:
    return bool(current_app.config["MAIL_SERVER"])


def send(to: str, subject: str, text: str, message_id: str, stop_url: str = "") -> None:
    """Hands one message to the mail server.

    The same `message_id` (without angle brackets) on a second try lets the receiver see that it is the
    same message. A `stop_url` lets mail programs show a button for no more mail, which posts to it (RFC 8058).
    Raises Failed when the server did not take it.
    """
    config = current_app.config
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = config["MAIL_SENDER"], to, subject
        message["Message-ID"] = f"<{message_id}>"
        message["Auto-Submitted"] = "auto-generated"
        if stop_url:
            message["List-Unsubscribe"] = f"<{stop_url}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(text)
        hand_over(message, to)
    except Exception as fault:  # whatever it is: one odd address must not hold up the mail behind it
        raise Failed(f"{type(fault).__name__}: {fault}") from fault


def hand_over(message: EmailMessage, to: str) -> None:
    config = current_app.config
    with smtplib.SMTP(config["MAIL_SERVER"], config["MAIL_PORT"], timeout=20) as server:
        if config["MAIL_STARTTLS"]:
            server.starttls()
        if config["MAIL_USERNAME"]:
            server.login(config["MAIL_USERNAME"], config["MAIL_PASSWORD"])
        server.send_message(message, to_addrs=[to])  # never what a header makes of it
