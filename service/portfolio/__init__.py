"""The portfolio: registering cases, computing and storing their deadlines, and what people say about them.

Every function takes the session first and, where it writes, a `Context` that says who acts, when, and how ladders are
planned. The caller owns the transaction. Trouble is a `PortfolioError` with the fields it concerns.
"""
