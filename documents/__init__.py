"""The registry: every paper filed or printed; the press, signing, the public check."""
