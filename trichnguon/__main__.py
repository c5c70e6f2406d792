"""`python -m trichnguon`."""

from trichnguon.cli import main

if __name__ == "__main__":
    main()
