"""Measurements that need data from outside the project."""
