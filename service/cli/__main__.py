"""`python -m service.cli` is `annua`."""

from service.cli import main

if __name__ == "__main__":
    main()
