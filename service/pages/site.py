"""All pages, as the application takes them up."""

from service.pages import answers, assets, cases, deadlines, languages, signing_in, worklists

ROUTERS = (
    signing_in.router,
    worklists.router,
    cases.router,
    deadlines.router,
    answers.router,
    languages.router,
    assets.router,
)
