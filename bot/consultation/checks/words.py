"""Everything the knowledge base says or expects to hear, and where, for checks of single words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.consultation.model import Library


def words_used(library: Library) -> Iterator[tuple[str, str]]:
    """(where, text) of law, questions, options, findings, answers and fixed sentences."""
    for editions in library.articles.values():
        for article in editions:
            yield f"{article.short} {article.article} 的概括", article.gist
    for issue in library.issues.values():
        yield issue.title, f"{issue.title}。{issue.summary}。{issue.opening}"
        for question in issue.questions:
            yield (
                f"{issue.title}的问题",
                f"{question.ask}。{question.help}。{question.find_out}。{'。'.join(question.near)}",
            )
            for option in question.options:
                yield f"{issue.title}的选项", "。".join((option.label, *option.also, *(option.heard or ())))
        for finding in issue.findings:
            yield f"{issue.title}的结论", f"{finding.say}。{finding.get}。{finding.where}。{finding.bring}"
    for field in library.elsewhere.values():
        yield field.title, field.say
    for entry in library.faq:
        for text in (*entry.get("ask", ()), entry.get("say", "")):
            yield "一问一答", str(text)
    for sentence in library.messages.values():
        yield "固定的话", str(sentence)


def examples_of(library: Library) -> list[str]:
    """What residents say, wrong characters and all."""
    said = [example for issue in library.issues.values() for example in issue.examples]
    return said + [example for field in library.elsewhere.values() for example in field.examples]
