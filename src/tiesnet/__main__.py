"""``python -m tiesnet`` is the same as the command ``tiesnet``."""

from tiesnet.cli import main

if __name__ == "__main__":
    main()
