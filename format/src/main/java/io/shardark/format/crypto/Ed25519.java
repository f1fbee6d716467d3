package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** What keys for Ed25519 look like in files (RFC 8410). */
final class Ed25519 {
    private static final int SEED_LENGTH = 32;
    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

    private Ed25519() {}

    static PrivateKeyInfo newKey(SecureRandom random) {
        byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        try {
            return new PrivateKeyInfo(ALGORITHM, new DEROctetString(seed));
        } catch (IOException impossible) {
            throw new IllegalStateException("encoding to memory does not fail", impossible);
        }
    }

    static EdECPrivateKey privateKey(PrivateKeyInfo info, String place) {
        if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
            throw new ConfigurationException(
                    place + ": the private key is not for Ed25519", "Make a pair with `shardark keygen --signing`.");
        }
        try {
            byte[] seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            return (EdECPrivateKey) key;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw Pem.unexpected(place, "an Ed25519 private key", e);
        }
    }

    /** The public key of a private one, which the JDK cannot compute. */
    static VerificationKey publicKey(EdECPrivateKey key, String name) {
        byte[] seed = key.getBytes().orElseThrow(() -> new IllegalStateException("a key in memory has its bytes"));
        byte[] publicKey =
                new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
        return VerificationKey.of(new SubjectPublicKeyInfo(ALGORITHM, publicKey), name);
    }
}
