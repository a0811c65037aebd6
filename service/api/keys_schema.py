"""API keys as the API answers them, as JSON Schema."""

from rules.schema import Schema, list_of, message, one_of, or_null, record, text, whole
from service.api.given import moment
from service.portfolio.keys import SCOPES

_KEY = {
    "id": whole("Its number here.", 1),
    "name": text("Who uses it."),
    "prefix": text("How the secret begins."),
    "scopes": list_of(one_of(SCOPES, "A scope."), "What it may do."),
    "created_at": moment("When it was made."),
    "expires_at": or_null(moment("When it ends by itself.")),
    "revoked_at": or_null(moment("When it was revoked.")),
    "last_used_at": or_null(moment("When it was last used, to within minutes.")),
    "replaces": or_null(whole("The key whose place it took when that was rotated.", 1)),
    "replaced_by": or_null(whole("The key that took its place.", 1)),
    "warnings": list_of(
        record("Something to do about it.", message("message", "What, and why.")), "What somebody should know of it."
    ),
}


def schemas() -> dict[str, Schema]:
    """The schemas by name."""
    secret = {"secret": or_null(text("The secret; null when the call is repeated."))}
    return {
        "ApiKey": record("An API key.", _KEY),
        "ApiKeyMade": record("A new API key with its secret, shown once.", _KEY | secret),
    }
