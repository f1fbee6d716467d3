package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** An Ed25519 private key (RFC 8032), which signs manifests. Immutable and safe for use by several threads. */
public final class SigningKey {
    static final int SEED_LENGTH = 32;

    private static final AlgorithmIdentifier ED25519 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

    private final PrivateKey key;
    private final VerificationKey verificationKey;

    private SigningKey(PrivateKey key, VerificationKey verificationKey) {
        this.key = key;
        this.verificationKey = verificationKey;
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
        return of(PrivateKeyFile.read(pem, passphrase, place), place);
    }

    static SigningKey of(PrivateKeyInfo info, String place) {
        if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
            throw new ConfigurationException(
                    place + ": the private key is not for Ed25519", "Make a pair with `shardark keygen --signing`.");
        }
        try {
            byte[] seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            // The JDK cannot compute the public key of a private one.
            byte[] publicKey =
                    new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
            return new SigningKey(key, VerificationKey.of(new SubjectPublicKeyInfo(ED25519, publicKey), place));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw Pem.unexpected(place, "an Ed25519 private key", e);
        }
    }

    static PrivateKeyInfo newKey(SecureRandom random) {
        byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        try {
            return new PrivateKeyInfo(ED25519, new DEROctetString(seed));
        } catch (IOException impossible) {
            throw new IllegalStateException("encoding to memory does not fail", impossible);
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

    /** The public key that verifies what this one signs. */
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "signing key " + verificationKey;
    }
}
