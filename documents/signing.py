"""With which key are papers signed, and does a paper's signature hold? PAdES with EC P-256, invisible on the page."""

import datetime as dt
import io
import os
from functools import lru_cache
from pathlib import Path

from asn1crypto import cms, keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

# Outside the page and printable: what PDF/UA-1 and PDF/A-3 ask of a field that nobody is to see.
UNSEEN = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


def make_key(path: Path, name: str) -> None:
    """Make a signing key with its own certificate, good for ten years, readable by this user alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        certificates.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=5))
        .not_valid_after(now + dt.timedelta(days=3653))
        .add_extension(certificates.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            certificates.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(serialization.Encoding.PEM)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)


def sign(pdf: bytes) -> bytes:
    """The paper with the portal's signature, and a timestamp where a time-stamping authority is configured."""
    stamper = timestamps.HTTPTimeStamper(settings.TSA_URL) if settings.TSA_URL else None
    field = fields.SigFieldSpec("Kikao", invis_sig_settings=UNSEEN, readable_field_name="Signature of the portal")
    said = signers.PdfSignatureMetadata(
        field_name="Kikao",
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason="Filed in the registry",
        name="Kikao",
    )
    out = io.BytesIO()
    signers.PdfSigner(said, _signer(settings.SIGNING_KEY_FILE), timestamper=stamper, new_field_spec=field).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out
    )
    return out.getvalue()


def is_intact(pdf: bytes) -> bool:
    """Whether the paper carries this portal's signature and nothing was changed since; a file that cannot be read is not.

    Raises OSError where the portal's own key cannot be read.
    """
    own = _signer(settings.SIGNING_KEY_FILE)
    known = {certificate.dump() for certificate in own.cert_registry}
    trusted = ValidationContext(trust_roots=[own.signing_cert])
    try:
        (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        status = validate_pdf_signature(signature, signer_validation_context=trusted)
        # The signature does not cover itself: neither the certificates in it nor the room left behind it may differ.
        body = cms.ContentInfo.load(signature.pkcs7_content).dump()
        inside = {certificate.chosen.dump() for certificate in signature.signed_data["certificates"]}
        sealed = inside == known and not any(signature.pkcs7_content[len(body) :])
        whole = signature.coverage.name == "ENTIRE_FILE"
    except Exception:  # a changed byte can break any part of the reader; every such file is a changed file
        return False
    return status.intact and status.valid and status.trusted and whole and sealed


@lru_cache(maxsize=2)
def _signer(path: Path) -> signers.SimpleSigner:
    pem = Path(path).read_bytes()
    key = serialization.load_pem_private_key(pem, None)
    chain = certificates.load_pem_x509_certificates(pem)
    der = [x509.Certificate.load(c.public_bytes(serialization.Encoding.DER)) for c in chain]
    store = SimpleCertificateStore()
    store.register_multiple(der)
    private = keys.PrivateKeyInfo.load(
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return signers.SimpleSigner(signing_cert=der[0], signing_key=private, cert_registry=store)
