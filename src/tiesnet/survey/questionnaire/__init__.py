"""Questionnaires: what is asked of whom, in which words, and how answers become a survey.

Nothing here knows a file format. The forms are written by ``exports``; those that come back are
taken apart by a shape (Excel) or by the platform that exported them (KoboToolbox, ODK).
"""
