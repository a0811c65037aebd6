"""The outgoing heartbeat: a call after each good tick to a service that raises an alarm when it stays out."""

import httpx
import structlog

TIMEOUT = 10.0  # seconds

log = structlog.get_logger()


async def beat(url: str | None, client: httpx.AsyncClient) -> bool:
    """Call the address, if one is set; whether it answered 2xx. A failure is logged: the other side notices silence."""
    if url is None:
        return True
    try:
        answer = await client.get(url, timeout=TIMEOUT, follow_redirects=True)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.warning("heartbeat.failed", reason=type(error).__name__)
        return False
    if not answer.is_success:
        log.warning("heartbeat.refused", status=answer.status_code)
    return answer.is_success


def heartbeat_client() -> httpx.AsyncClient:
    """A client for the heartbeat: no proxy, no password file from the environment."""
    return httpx.AsyncClient(trust_env=False)
