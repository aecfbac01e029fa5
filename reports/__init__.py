"""My desk and the downloads; situation reports join them here."""
