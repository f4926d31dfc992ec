"""Places where work happens: one module or folder each.

None knows another, but for git's: it alone starts git, so that folders of pages ask it who added a page.
"""
