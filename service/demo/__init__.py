"""The demo: real public rights, a sample portfolio, a mail server, a webhook receiver, and a tour through all of it."""
