"""A simulated year of hourly visits: every cause named, no alarm in a quiet week."""
