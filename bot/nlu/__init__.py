"""Graph components of ours."""
