package io.shardark.format.backup;

import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.error.DamagedException;

/** What is asked of the signature of a root manifest. */
public sealed interface SignatureRule {
    /** The rule that trusted signers stand for: without any, no signature can be checked. */
    static SignatureRule of(TrustedSigners signers) {
        return signers.keys().isEmpty() ? new NotChecked() : new SignedByOneOf(signers);
    }

    /** The manifest has to be signed by one of these. */
    record SignedByOneOf(TrustedSigners signers) implements SignatureRule {}

    /** Nobody is trusted, so whether there is a signature is reported and not whose. */
    record NotChecked() implements SignatureRule {}

    /**
     * Judges a manifest whose signature file is there.
     *
     * @param place the signature file, for messages
     * @throws DamagedException when the rule is broken
     */
    default SignatureStatus judge(byte[] manifest, byte[] signature, String place) {
        if (this instanceof SignedByOneOf rule) {
            return rule.signers()
                    .signerOf(manifest, signature)
                    .<SignatureStatus>map(SignatureStatus.SignedBy::new)
                    .orElseThrow(
                            () -> new DamagedException(
                                    place + " is not the signature of any trusted signer over this manifest",
                                    "The manifest was altered, or was signed with a key that is not among the trusted signers."));
        }
        return new SignatureStatus.NotChecked();
    }

    /**
     * Judges a manifest whose signature file is not there.
     *
     * @param place the signature file, for messages
     * @throws DamagedException when the rule is broken
     */
    default SignatureStatus judgeUnsigned(String place) {
        if (this instanceof SignedByOneOf) {
            throw new DamagedException(
                    place + " is missing, expected a signature of a trusted signer",
                    "Without trusted signers, unsigned backups are accepted as well.");
        }
        return new SignatureStatus.Unsigned();
    }
}
