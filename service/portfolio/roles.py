"""What people may do, by their role: a table of acts, each with the least role that may do it."""

from service.store.people import ADMIN, DOCKETER, READER, ROLES, SUPERVISOR

LEAST = {
    "read": READER,
    # Answers
    "acknowledge": DOCKETER,
    "instruct": DOCKETER,
    "complete": DOCKETER,
    "confirm_lapse": DOCKETER,  # what guards it is that a second person must
    "answer_question": DOCKETER,
    # What brings the reminders back: whoever sees a mistake undoes it at once
    "void": DOCKETER,
    "withdraw": DOCKETER,
    # Cases and their dates
    "enter": DOCKETER,
    "correct": DOCKETER,
    # What takes the watch away from a right, or shifts it to somebody else
    "close": SUPERVISOR,
    "hand_over": SUPERVISOR,
    "assign": SUPERVISOR,
    "enter_own_absence": DOCKETER,
    "enter_absence": SUPERVISOR,
    # How the service itself is set up
    "people": ADMIN,
    "owners": ADMIN,
    "ladders": ADMIN,
    "keys": ADMIN,
}


def may(role: str, act: str) -> bool:
    """Whether somebody with a role may do something; each role may do what those before it may.

    ValueError for a role and KeyError for an act that nobody knows.
    """
    return ROLES.index(role) >= ROLES.index(LEAST[act])
