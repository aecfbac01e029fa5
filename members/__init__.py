"""Users, people, organisations, offices and appointments, grants and rosters."""
