"""A reply that denies what is asked about: 没住院, 一天没住 and 没分开过 are no days at all."""

import re

_DENIAL = re.compile(
    r"(?:我们?|他们?|人|都|也|还|就|真|一[天回次个][都也]?|从来|根本|压根)*(?:没有?|不用|不需要|用不着|没得)"
    r"(?P<what>[^,。;!?0-9几多一二两三四五六七八九十]{0,4}?)(?:过|了|呢|嘞|的|啊|吧)*"
)


def denies(text: str, asked: tuple[str, ...]) -> bool:
    """Whether the whole reply says no, by itself or of a thing named in `asked`."""
    said = _DENIAL.fullmatch(text)
    return said is not None and set(said["what"]) - set("过") <= set("".join(asked))
