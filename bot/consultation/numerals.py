"""Article numbers as Chinese law writes them: 1213 → 第一千二百一十三条, 133之一 → 第一百三十三条之一."""

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")


def in_chinese(number: int) -> str:
    """A whole number from 0 to 9999 in Chinese numerals."""
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not between 0 and 9999")
    if number == 0:
        return DIGITS[0]
    digits = str(number)
    words = ""
    for position, digit in enumerate(digits):
        unit = UNITS[len(digits) - position - 1]
        words += DIGITS[int(digit)] + unit if digit != "0" else DIGITS[0]
    words = words.rstrip("零")
    while "零零" in words:
        words = words.replace("零零", "零")
    return words[1:] if words.startswith("一十") else words


def article_label(article: str) -> str:
    """「第…条」 for an article key such as ``1213`` or ``133之一``."""
    number, _, inserted = str(article).partition("之")
    label = f"第{in_chinese(int(number))}条" if number.isdigit() else str(article)
    return label + (f"之{inserted}" if inserted else "")
