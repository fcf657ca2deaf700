"""A rehearsal of WeChat: a fake of its servers and a player of its residents, to try everything without an account.

For developers and operators only. Nothing here is used by the running service, and nothing here shares a line of code
or a variable with it: a limit that both read from the same place could be wrong in both and never be noticed.
"""
