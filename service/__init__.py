"""The imperative shell of Annua: the store, the portfolio, reminders and the ways in (HTTP, command line)."""
