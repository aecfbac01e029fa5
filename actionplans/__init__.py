"""Action points that follow from minutes; work plans and pledges join them here."""
