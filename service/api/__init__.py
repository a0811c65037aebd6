"""HTTP for other systems: one router per resource, all under `/v1`.

An endpoint reads its input, makes one call into the portfolio and answers with a document. It runs in one transaction,
together with its `Idempotency-Key` (`calls`); whatever goes wrong becomes a problem (`problems`).
"""
