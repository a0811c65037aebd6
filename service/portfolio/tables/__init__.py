"""Everything that is stored as tables: out as CSV, XLSX or NDJSON, and in again to an identical state.

declared    the tables and their columns
columns     what a value of each kind looks like outside
cells       how a text stands in a cell, so that no spreadsheet computes it
workbooks   reading XLSX that anybody may have made
exporting   the records of each table, as a stream
writing     records as bytes of each form
taking      records into the store
runs        an import as a whole, with what is kept of it
"""
