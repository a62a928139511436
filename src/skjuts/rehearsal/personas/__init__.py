"""Invented people by whom anyone may try the platform, and the identity provider that vouches for them.

Never in production: the app refuses to load there.
"""
