#!/usr/bin/env python
"""How does one speak to the portal from the command line?"""

import os
import sys


def main() -> None:
    """Run Django's command line with the portal's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        sys.exit(f"kikao: {wrong}")


if __name__ == "__main__":
    main()
