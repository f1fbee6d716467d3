package io.shardark.format.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** Key pairs that several tests share, because making them takes a while. */
final class TestKeys {
    /** Made by us. */
    static final EncryptionKeyPair OPS = EncryptionKeyPair.generate("ops", Optional.empty(), new SecureRandom());
    /** Made by openssl. */
    static final EncryptionKeyPair ESCROW = rsaFromOpenSsl("escrow");

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

    private static EncryptionKeyPair rsaFromOpenSsl(String name) {
        try {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            String both = new OpenSsl(folder)
                    .print("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "-", "-subj", "/CN=" + name);
            int certificate = both.indexOf("-----BEGIN CERTIFICATE");
            return new EncryptionKeyPair(both.substring(0, certificate), both.substring(certificate));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("openssl is needed for these tests", e);
        }
    }
}
