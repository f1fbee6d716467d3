package io.shardark.format.crypto;

import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * A new pair for signing manifests, as the texts of its two files.
 *
 * @param privateKeyPem for {@code NAME.key}: secret unless encrypted
 * @param publicKeyPem for {@code NAME.pub}
 */
public record SigningKeyPair(String privateKeyPem, String publicKeyPem) {
    /** Makes an Ed25519 pair whose private key is encrypted when there is a passphrase. */
    public static SigningKeyPair generate(Optional<Passphrase> passphrase, SecureRandom random) {
        PrivateKeyInfo key = Ed25519.newKey(random);
        String publicKey =
                Ed25519.publicKey(Ed25519.privateKey(key, "new key"), "new key").pem();
        return new SigningKeyPair(PrivateKeyPem.write(key, passphrase, random), publicKey);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "signing key pair";
    }
}
