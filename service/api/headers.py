"""What every answer says to a browser that comes upon it: nothing here is a page, a script, or for another site.

Pages say more, and say it themselves (`service.pages.rendering`).
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
OF_API = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}


class SafeHeaders:
    """Adds these headers to each answer that doesn't say otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a call through, and look at what is answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wanted = ALWAYS | OF_API if scope["path"].startswith("/v1/") else ALWAYS

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_safely)
