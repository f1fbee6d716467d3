package io.shardark.format.crypto;

import java.security.SecureRandom;
import java.util.Optional;

/** Key pairs that several tests share, because making them takes seconds. */
final class TestKeys {
    static final EncryptionKeyPair OPS = EncryptionKeyPair.generate("ops", Optional.empty(), new SecureRandom());
    static final EncryptionKeyPair ESCROW = EncryptionKeyPair.generate("escrow", Optional.empty(), new SecureRandom());

    private TestKeys() {}

    static Passphrase passphrase(String text) {
        return Passphrase.of(text.toCharArray(), "test");
    }

    static Recipient recipient(EncryptionKeyPair pair) {
        return CertificateRecipient.fromPem(pair.certificatePem(), "test.crt");
    }

    static Identity identity(EncryptionKeyPair pair) {
        return PrivateKeyIdentity.fromPem(pair.privateKeyPem(), Optional.empty(), "test.key");
    }
}
