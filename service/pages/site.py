"""All pages, as the application takes them up."""

from service.pages import (
    answers,
    assets,
    cases,
    deadlines,
    delivery,
    languages,
    own_answers,
    signing_in,
    taking_back,
    verifying,
    worklists,
)

ROUTERS = (
    signing_in.router,
    worklists.router,
    cases.router,
    deadlines.router,
    answers.router,
    own_answers.router,
    taking_back.router,
    verifying.router,
    delivery.router,
    languages.router,
    assets.router,
)
