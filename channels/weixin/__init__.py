"""The official account: what WeChat sends, how it is answered, and how a turn of the talk reads in it."""
