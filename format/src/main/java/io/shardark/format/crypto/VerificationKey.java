package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import io.shardark.format.value.Sha256;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 public key (RFC 8032) under the name it goes by here, such as its file name. Immutable and safe for use by
 * several threads. Two are equal when key and name are.
 */
public final class VerificationKey {
    private static final int FINGERPRINT_DIGITS = 16;
    private static final int SIGNATURE_LENGTH = 64;

    private final PublicKey key;
    private final byte[] encoded;
    private final String name;

    private VerificationKey(PublicKey key, byte[] encoded, String name) {
        this.key = key;
        this.encoded = encoded;
        this.name = name;
    }

    /**
     * Reads a SubjectPublicKeyInfo, as {@code openssl pkey -pubout} writes it.
     *
     * @param pem the text of the file
     * @param name what to call it: its file name
     * @throws ConfigurationException when it is no Ed25519 public key
     */
    public static VerificationKey fromPem(String pem, String name) {
        String expected = "one Ed25519 public key";
        return of(Pem.single(pem, SubjectPublicKeyInfo.class, name, expected), name);
    }

    static VerificationKey of(SubjectPublicKeyInfo info, String name) {
        if (!info.getAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
            throw new ConfigurationException(
                    name + ": the public key is not for Ed25519", "Make a pair with `shardark keygen --signing`.");
        }
        try {
            byte[] encoded = info.getEncoded(ASN1Encoding.DER);
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            return new VerificationKey(key, encoded, name);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw Pem.unexpected(name, "an Ed25519 public key", e);
        }
    }

    /** Whether the signature over the message is from the private key that belongs to this one. */
    public boolean verifies(byte[] message, byte[] signature) {
        // The JDK (17 at least) overlooks zeros appended to a signature.
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(message);
            return verification.verify(signature);
        } catch (SignatureException | InvalidKeyException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** The name given when it was read. */
    public String name() {
        return name;
    }

    /** The first 16 hexadecimal digits of the SHA-256 of the SubjectPublicKeyInfo. */
    public String fingerprint() {
        return Sha256.of(encoded).hex().substring(0, FINGERPRINT_DIGITS);
    }

    /** The SubjectPublicKeyInfo as PEM. */
    public String pem() {
        return Pem.write("PUBLIC KEY", encoded);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerificationKey that && key.equals(that.key) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + fingerprint() + ")";
    }
}
