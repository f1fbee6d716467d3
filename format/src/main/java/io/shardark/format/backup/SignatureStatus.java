package io.shardark.format.backup;

import io.shardark.format.crypto.VerificationKey;

/** What is known about the signature of a root manifest. */
public sealed interface SignatureStatus {
    /** It was verified with the public key of a trusted signer. */
    record SignedBy(VerificationKey signer) implements SignatureStatus {}

    /** There is one, but nobody's signature is trusted, so it was not checked. */
    record NotChecked() implements SignatureStatus {}

    /** There is none. */
    record Unsigned() implements SignatureStatus {}
}
