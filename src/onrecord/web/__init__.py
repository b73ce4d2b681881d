"""The registry in a browser: pages for people and an API for programs, over one `Store`.

Nothing is imported here: what this room needs (`pip install onrecord[web]`) is loaded by `onrecord.web.app` alone.
"""
