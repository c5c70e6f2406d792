"""What the simulated portals write: bodies, people, and Vietnamese prose composed from tables."""
