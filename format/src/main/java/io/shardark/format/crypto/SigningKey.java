package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** An Ed25519 private key (RFC 8032), which signs manifests. Immutable and safe for use by several threads. */
public final class SigningKey {
    private final EdECPrivateKey key;
    private final String name;

    private SigningKey(EdECPrivateKey key, String name) {
        this.key = key;
        this.name = name;
    }

    /**
     * Reads a private key in PKCS#8, encrypted or not.
     *
     * @param pem the text of the file
     * @param passphrase used when the file is encrypted; see {@link PrivateKeyFile#needsPassphrase}
     * @param place the file, for messages and as the name of the public key
     * @throws io.shardark.format.error.WrongKeyException when the passphrase is wrong, or missing although needed
     * @throws ConfigurationException when it is no Ed25519 private key
     */
    public static SigningKey fromPem(String pem, Optional<Passphrase> passphrase, String place) {
        return PlainPem.read(pem, PrivateKeyFile.PLAIN)
                .flatMap(SigningKey::readByJdk)
                .map(key -> new SigningKey(key, place))
                .orElseGet(() ->
                        new SigningKey(Ed25519.privateKey(PrivateKeyPem.read(pem, passphrase, place), place), place));
    }

    private static Optional<EdECPrivateKey> readByJdk(byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return key instanceof EdECPrivateKey ours && Arrays.equals(ours.getEncoded(), pkcs8)
                    ? Optional.of(ours)
                    : Optional.empty();
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }

    /** The 64 bytes of the signature over a message. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** The public key that verifies what this one signs, under this one's name. */
    public VerificationKey verificationKey() {
        return Ed25519.publicKey(key, name);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "signing key " + name;
    }
}
