"""Reminding: ladders → planning → messages → dispatch → answers.

`ladder` says which rungs a deadline has, `slots` when each leaves, `planning` what is due now and for whom; all three
are pure. `wording` writes, `messages` freezes, `dispatch` hands over; `tick` is one pass of the whole.
"""
