"""The core: facts in, a question or findings out.  It imports no framework and nothing of ours outside this room."""
