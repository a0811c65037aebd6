"""Comparing another system's due list with what is stored, once or day by day.

lists       reading a list: which column says what, how its dates are written
matching    which case each row is about
comparing   what the rows about a case come to beside its deadlines (pure)
findings    the verdict on each row and on each deadline that the list lacks, and why
runs        a comparison as a whole, kept under a name; what is new since the one before
documents   what was found as JSON, and the differences as a workbook
"""
