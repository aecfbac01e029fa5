"""The ground floor: areas, forums, the quarter, rights, steps and the ledger."""
