"""The verbs of the meeting room, a file per noun they act on."""
