"""Payload to Delivery: where posts go."""
