"""Mails to Ed, as mail programs write them."""

from email.message import EmailMessage

ME = "ed@corp.example"
GRACE = "Grace Hopper <grace@corp.example>"
THANKS = "Thank you for the restore drill, it saved our weekend."
WHEN = "Tue, 12 May 2026 09:05:00 +0200"


def mail(words: str = THANKS, **heads: str) -> bytes:
    """Return a mail of `words`; `heads` are its head's lines, in small letters with "_"; an empty one is left out."""
    said = {"from": GRACE, "to": f"Ed Stone <{ME}>", "date": WHEN, "subject": "Drill", "message_id": "<1@corp.example>"}
    message = EmailMessage()
    for name, value in (said | heads).items():
        if value:
            message[name.replace("_", "-").title()] = value
    message.set_content(words)
    return message.as_bytes()
