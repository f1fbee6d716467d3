package io.shardark.format.backup;

import io.shardark.format.crypto.CertificateRecipient;
import io.shardark.format.crypto.EncryptionKeyPair;
import io.shardark.format.crypto.Identity;
import io.shardark.format.crypto.PrivateKeyIdentity;
import io.shardark.format.crypto.Recipient;
import io.shardark.format.crypto.SigningKey;
import io.shardark.format.crypto.SigningKeyPair;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.crypto.VerificationKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Keys without passphrases, made once for all tests of a JVM. */
public final class SampleKeys {
    /** The pair whose holder can read. */
    public static final EncryptionKeyPair OPERATOR =
            EncryptionKeyPair.generate("operator", Optional.empty(), new SecureRandom());

    /** The pair of the host that backs up. */
    public static final SigningKeyPair HOST = SigningKeyPair.generate(Optional.empty(), new SecureRandom());

    private SampleKeys() {}

    /** For whom backups are encrypted. */
    public static Recipient recipient() {
        return CertificateRecipient.fromPem(OPERATOR.certificatePem(), "operator.crt");
    }

    /** Who can decrypt them. */
    public static Identity identity() {
        return PrivateKeyIdentity.fromPem(OPERATOR.privateKeyPem(), Optional.empty(), "operator.key");
    }

    /** What signs them. */
    public static SigningKey signingKey() {
        return SigningKey.fromPem(HOST.privateKeyPem(), Optional.empty(), "host.key");
    }

    /** The rule that the host has signed. */
    public static SignatureRule rule() {
        VerificationKey key = VerificationKey.fromPem(HOST.publicKeyPem(), "host.pub");
        return SignatureRule.of(new TrustedSigners(List.of(key)));
    }
}
