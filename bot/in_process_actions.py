"""Runs custom actions in Rasa's own process, without the HTTP hop and without re-checking a constant schema.

Rasa calls an action server through :class:`EndpointConfig.request`; this one calls rasa_sdk's executor directly.  A failing
action is told to the resident instead of being lost.
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import rasa
import structlog
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

log = structlog.get_logger()
KNOWN_RASA = "3.6.21"


class InProcessActions(EndpointConfig):
    """An action endpoint that is a Python package; pass it where Rasa wants ``action_endpoint``."""

    def __init__(self, package: str) -> None:
        super().__init__(url=f"inprocess://{package}")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        call = dict(kwargs.get("json") or {})
        # The action gets values of its own, as it would behind HTTP.
        call["tracker"] = json.loads(json.dumps(call.get("tracker")))
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as rejection:
            raise ClientResponseError(400, "rejected", _error(rejection.message, rejection.action_name)) from rejection
        except ActionNotFoundException as missing:
            raise ClientResponseError(404, "not found", _error(missing.message, missing.action_name)) from missing

    def copy(self) -> EndpointConfig:
        return self


def build_validator_once() -> None:
    """Lets Rasa check an action's answer without checking its own constant schema each time.

    ``jsonschema.validate`` compares the schema with the metaschema at every call, which is four fifths of the cost of a
    custom action in Rasa 3.6.21.  The same instance checks are made here by a validator built once.  The method is private,
    so any other version of Rasa keeps its own way.
    """
    if rasa.__version__ != KNOWN_RASA:
        log.warning("actions.validator_not_replaced", rasa=rasa.__version__, known=KNOWN_RASA)
        return
    schema = RemoteAction.action_response_format_spec()
    validator = jsonschema.validators.validator_for(schema)(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def _error(message: str, action_name: str) -> str:
    return json.dumps({"error": message, "action_name": action_name})
