"""`python -m chat`."""

import sys

from chat.cli.main import main

sys.exit(main())
