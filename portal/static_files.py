"""Under which names are style sheets, scripts and pictures served? With a hash, so that browsers keep them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed and compressed, also inside our own ES modules."""

    support_js_module_import_aggregation = True
    manifest_strict = True
