"""The history of the tables, one file a step. Steps that have been released are never changed."""
