"""Why a source is quiet: evidence of its visits, findings that need repeated misses, a verdict."""
