"""One module per verb of the `fawen` command: ``add_arguments(parser)`` and ``run(arguments) -> exit code``."""
