"""The due-care file of a case: everything known, computed, sent, bounced, answered and changed about it, in order.

    trail       the value that a field had at a moment, by the audit trail
    span        up to which moment the file looks
    gathering   all that the store holds about a case
    standing    what stood at the end of the span: facts, people, deadlines
    mailing     the messages about the case, and what became of each
    timeline    everything that happened, in the order of time
    document    the file as a JSON object
    writing     the file as a page for an attorney

A file `on` a day holds what was known, computed, sent and answered by the end of that day, and nothing later.
"""
