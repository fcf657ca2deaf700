"""Modules and classes that exist for import's sake and refuse to be used."""

import importlib.abc
import importlib.machinery
import sys
import types

STANDS_IN_FOR = ("tensorflow", "keras", "tensorflow_hub", "tensorflow_text", "tensorflow_addons")
NOT_INSTALLED = (
    "TensorFlow is not installed here, and '{name}' was called. "
    "Remove TensorFlow components (DIETClassifier, TEDPolicy, ResponseSelector, ...) from config.yml, "
    "or install the real tensorflow 2.12."
)


def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


class _StandInType(type):
    """A class that can be named, subscripted, subclassed and used as a decorator, but not instantiated."""

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(name)
        return _leaf(name)

    def __getitem__(cls, key):
        return cls

    def __or__(cls, other):
        return cls

    def __ror__(cls, other):
        return cls

    def __call__(cls, *args, **kwargs):
        if len(args) == 1 and not kwargs and isinstance(args[0], (types.FunctionType, classmethod, staticmethod)):
            return args[0]
        if not cls.__dict__.get("_is_leaf"):
            return super().__call__(*args, **kwargs)
        if cls.__name__ == "function":
            return lambda decorated: decorated
        if cls.__name__ == "TensorSpec":
            return None
        raise RuntimeError(NOT_INSTALLED.format(name=cls.__name__))


def _leaf(name):
    def subclass_is_real(cls, **kwargs):
        cls._is_leaf = False

    return _StandInType(name, (), {"_is_leaf": True, "__init_subclass__": classmethod(subclass_is_real)})


class _StandInModule(types.ModuleType):
    def __getattr__(self, name):
        if _is_dunder(name):
            raise AttributeError(name)
        return _leaf(name)


class StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers every import below TensorFlow's names with an empty module."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in STANDS_IN_FOR:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        module = _StandInModule(spec.name)
        module.__path__ = []
        module.__version__ = "0.0-stand-in"
        return module

    def exec_module(self, module):
        pass


def install():
    """Answers TensorFlow imports from here on; a second call changes nothing."""
    if not any(isinstance(finder, StandInFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, StandInFinder())
