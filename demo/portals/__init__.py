"""One module a CMS platform: addresses, listings and markup as the real platforms have them."""
