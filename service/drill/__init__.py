"""The fire drill: the real planning and dispatch over a copy of the store, with a simulated clock and outlets.

copying       a copy of the store in a temporary SQLite file; the original is only read
scenario      what happens: outages, absent people, addresses that mails come back from
transports    outlets that take, refuse or fail, and send nothing
people        simulated people who read, answer and complete in their working hours
running       the loop: the clock jumps to the next moment at which something is due
report        each deadline that would have gone unreminded, unanswered or late, and why
"""
