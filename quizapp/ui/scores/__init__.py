"""High scores."""
