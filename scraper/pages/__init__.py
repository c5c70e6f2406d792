"""Page objects: one module a CMS platform, `generic` for the rest."""
