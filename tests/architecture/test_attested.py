"""Which tables the journal attests, and why rows of the others need no entry."""

from django.apps import apps

from machimado.core.journal import attested

PROVEN = "its own proof: leaves, tree, chained roots, and the lines outside"
REGISTER = "repeats the resident register; entries carry the digests of its files, for whoever delivered them"
ACCESS = "who may come in: each change is an entry, and no paper or decision rests on the row alone"
DELIVERY = "what became of a message; the official paper is a document"
DERIVED = "made again from what is attested, from the register, or from packs"
UNOFFICIAL = "no official state: it may be thrown away without a trace"
MACHINERY = "how far the machinery is"

UNATTESTED = {
    "journal.Entry": PROVEN,
    "journal.Root": PROVEN,
    "journal.Subtree": PROVEN,
    "residents.Event": REGISTER,
    "residents.Load": REGISTER,
    "residents.Membership": REGISTER,
    "residents.Person": REGISTER,
    "residents.PersonVersion": REGISTER,
    "residents.Protection": REGISTER,
    "residents.Residence": REGISTER,
    "accounts.Account": ACCESS,
    "accounts.Link": ACCESS,
    "accounts.LinkCode": ACCESS,
    "accounts.LinkRequest": ACCESS,
    "accounts.CounterTicket": ACCESS,
    "offices.Appointment": ACCESS,
    "offices.Official": ACCESS,
    "messaging.Attempt": DELIVERY,
    "messaging.Delivery": DELIVERY,
    "messaging.Letter": DELIVERY,
    "messaging.Message": DELIVERY,
    "guidance.Completion": DERIVED,
    "guidance.DueItem": DERIVED,
    "rules.CompiledSQL": DERIVED,
    "vocabulary.KnownFact": DERIVED,
    "vocabulary.Ledger": DERIVED,
    "accounts.Stash": UNOFFICIAL,
    "guidance.Dismissal": UNOFFICIAL,
    "messaging.Preference": UNOFFICIAL,
    "procedures.Draft": UNOFFICIAL,
    "webpush.Subscription": UNOFFICIAL,
    "accounts.Throttle": MACHINERY,
    "guidance.Round": MACHINERY,
    "guidance.Touch": MACHINERY,
    "jobs.Beat": MACHINERY,
    "jobs.Job": MACHINERY,
    "jobs.Rerun": MACHINERY,
}


def test_each_table_is_attested_or_says_why_not() -> None:
    ours = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("machimado.") and not model.__module__.startswith("machimado.demo.")
    }
    rows = {table.model._meta.label for table in attested.tables()}
    assert rows & UNATTESTED.keys() == set()
    assert ours - rows == UNATTESTED.keys()
