"""A World kept in dictionaries, for tests of the talk alone."""

from datetime import date

from bot.consultation.talk import Opened, Person

VILLAGES = {"示例东镇": ["示例东岗村", "示例东洼村"], "示例西镇": ["示例西沟村"]}


class Paper:
    def __init__(self, library, today=date(2026, 11, 20)):
        self.library, self.today = library, today
        self.kept, self.cases, self.forgotten = {}, {}, 0

    def towns(self):
        return list(VILLAGES)

    def villages(self, town):
        return VILLAGES[town]

    def mediators(self, place):
        if not place:
            return [_person("9", "示例·县调解员", "示例区", "县")]
        return [_person("1", "示例·李调解员", place, "村"), _person("2", "示例·王调解员", "示例东镇", "镇")]

    def keep_consultation(self, key, issue, facts, guide):
        self.kept.setdefault(key, (issue, dict(facts), guide))
        return f"/g/{key}"

    def open_case(self, key, details):
        self.cases.setdefault(key, details)
        return Opened(f"2026示例{list(self.cases).index(key) + 1:04d}", "ABCDEF")

    def case_status(self, number, code):
        return "待受理" if (number, code) == ("2026示例0001", "ABCDEF") and self.cases else None

    def forget(self):
        self.forgotten += 1


def _person(number, name, place, level):
    return Person(number, f"{name}（{place}）", name, place, level, "婚姻、邻里", "0000-0000001")
