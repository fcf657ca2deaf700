"""Cuts a sentence into words after bringing it into one form, so that 俺 and 我, 啥 and 什么, 離 and 离 are one word."""

from __future__ import annotations

import jieba
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.training_data.message import Message

from bot.consultation.wording import plain


class Word(Token):
    """A token that says in short what it is: Rasa asks each of them a dozen times in a training, and hashes at length."""

    def fingerprint(self) -> str:
        return f"{self.start} {self.text}"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class PlainTokenizer(JiebaTokenizer):
    """Rasa's jieba tokenizer on the plain form of what was said; token positions are those of the plain form."""

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        words = jieba.tokenize(plain(message.get(attribute)))
        return self._apply_token_pattern([Word(word, start) for word, start, _ in words])
