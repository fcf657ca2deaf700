"""TensorFlow, as far as a Rasa without neural components needs it: importable, never callable.

Rasa 3.6 imports TensorFlow while it loads, even when no component of the pipeline uses it.  This distribution answers
those imports, so that an installation is two gigabytes smaller and starts three seconds sooner.  Naming a TensorFlow
component in ``config.yml`` fails at once with a message that says what to install.
"""

import importlib.machinery
import sys

from ._stand_in import StandInFinder, install

install()
_finder = StandInFinder()
_spec = importlib.machinery.ModuleSpec("tensorflow", _finder, is_package=True)
_module = _finder.create_module(_spec)
_module.__spec__ = _spec
sys.modules[__name__] = _module
