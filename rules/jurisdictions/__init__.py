"""One module for each office, named by its WIPO ST.3 code in small letters."""
