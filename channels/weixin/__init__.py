"""What speaks WeChat's own language: its envelopes, its XML, its API, its limits. It decides nothing and knows no law.

The door itself is :mod:`channels.wechat`; it opens an envelope, reads the message in it, and seals the reply.
"""
