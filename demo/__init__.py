"""Simulated government portals of an invented province, reached through a loopback proxy."""
