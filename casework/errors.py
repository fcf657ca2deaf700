"""What can go wrong in casework, said in Chinese that a resident or an operator can act on.

Every error carries its whole message in `text`; doors may show it as it is.
"""


class CaseworkError(Exception):
    """Something went wrong; `text` is plain Chinese and says the remedy where there is one."""

    def __init__(self, text: str):
        super().__init__(text)
        self.text = text


class DatabaseTrouble(CaseworkError):
    """The database is missing, unreachable, busy, or newer than the program."""


class KeyTrouble(CaseworkError):
    """The sealing key is missing, malformed, or not the one this database was sealed with."""


class ConversationWiped(CaseworkError):
    """The resident had this conversation deleted; nothing may be stored in it again."""

    def __init__(self) -> None:
        super().__init__("这段对话已经按您的要求删除了，请重新开始。")


class CaseRefused(CaseworkError):
    """A case cannot be opened or moved this way."""


class ConversationHeld(CaseworkError):
    """Another person has taken this conversation over."""

    def __init__(self, who: str) -> None:
        super().__init__(f"{who}正在和当事人说话。请先和对方商量好，让对方交还，您再接过来。")
        self.who = who
