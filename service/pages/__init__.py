"""The pages that people work on: made here, plain HTML, without a script.

A page is made by `rendering.render`, in the language of its reader. What goes wrong is a page too, if a browser asked.
"""
