package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.WrongKeyException;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/** Private keys as PEM text, encrypted with a passphrase or not, in every form that OpenSSL writes. */
final class PrivateKeyPem {
    private static final String EXPECTED = "a private key";

    /**
     * scrypt with N = 2^14, r = 8, p = 5: 16 MiB. A larger N would be dearer to attack, but OpenSSL refuses to spend
     * more than 32 MiB on a key file, so p makes up for it (OWASP Password Storage Cheat Sheet: as strong as N = 2^17,
     * p = 1).
     */
    private static final ScryptConfig SCRYPT =
            new ScryptConfig.Builder(1 << 14, 8, 5).withSaltLength(16).build();

    private PrivateKeyPem() {}

    /** Whether the one key of a text is encrypted. */
    static boolean isEncrypted(String pem, String place) {
        Object key = keyObject(pem, place);
        return key instanceof PKCS8EncryptedPrivateKeyInfo || key instanceof PEMEncryptedKeyPair;
    }

    /** Writes a key as PKCS#8, encrypted when there is a passphrase. */
    static String write(PrivateKeyInfo key, Optional<Passphrase> passphrase, SecureRandom random) {
        try {
            if (passphrase.isEmpty()) {
                return Pem.write(PrivateKeyFile.PLAIN, key.getEncoded());
            }
            PKCS8EncryptedPrivateKeyInfo encrypted = new PKCS8EncryptedPrivateKeyInfoBuilder(key)
                    .build(new JcePKCSPBEOutputEncryptorBuilder(SCRYPT, NISTObjectIdentifiers.id_aes256_CBC)
                            .setProvider(BouncyCastle.PROVIDER)
                            .setRandom(random)
                            .build(passphrase.get().characters()));
            return Pem.write(PrivateKeyFile.ENCRYPTED, encrypted.getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("scrypt and AES are part of Bouncy Castle", e);
        }
    }

    static PrivateKeyInfo read(String pem, Optional<Passphrase> passphrase, String place) {
        Object key = keyObject(pem, place);
        if (key instanceof PrivateKeyInfo plain) {
            return plain;
        }
        if (key instanceof PEMKeyPair plain) {
            return plain.getPrivateKeyInfo();
        }
        char[] secret = passphrase
                .orElseThrow(() -> new WrongKeyException(
                        place + ": the key is encrypted and no passphrase was given",
                        "Give its passphrase with --passphrase-file, or at the prompt."))
                .characters();
        return key instanceof PKCS8EncryptedPrivateKeyInfo encrypted
                ? decrypt(encrypted, secret, place)
                : decrypt((PEMEncryptedKeyPair) key, secret, place);
    }

    /** The key of a text; EC parameters, which OpenSSL likes to put before it, and certificates are passed over. */
    private static Object keyObject(String pem, String place) {
        List<Object> keys = Pem.read(pem, place, EXPECTED).stream()
                .filter(object -> object instanceof PrivateKeyInfo
                        || object instanceof PEMKeyPair
                        || object instanceof PKCS8EncryptedPrivateKeyInfo
                        || object instanceof PEMEncryptedKeyPair)
                .toList();
        if (keys.size() != 1) {
            throw new ConfigurationException(place + ": holds " + keys.size() + " private keys, expected one");
        }
        return keys.get(0);
    }

    private static PrivateKeyInfo decrypt(PKCS8EncryptedPrivateKeyInfo encrypted, char[] secret, String place) {
        requireAffordable(encrypted, place);
        try {
            return encrypted.decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(BouncyCastle.PROVIDER)
                    .build(secret));
        } catch (PKCSException | RuntimeException e) {
            throw wrongPassphrase(place, e);
        }
    }

    private static void requireAffordable(PKCS8EncryptedPrivateKeyInfo encrypted, String place) {
        try {
            AlgorithmIdentifier scheme = encrypted.toASN1Structure().getEncryptionAlgorithm();
            if (!scheme.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
                throw new IOException("encrypted by " + scheme.getAlgorithm() + " instead of PBES2");
            }
            PBES2Parameters parameters = PBES2Parameters.getInstance(scheme.getParameters());
            AlgorithmIdentifier function = new AlgorithmIdentifier(
                    parameters.getKeyDerivationFunc().getAlgorithm(),
                    parameters.getKeyDerivationFunc().getParameters());
            KeyDerivationLimits.check(function);
        } catch (IOException | RuntimeException e) {
            throw new ConfigurationException(
                    place + ": the key is encrypted in a way that is not supported: " + e.getMessage(),
                    "Rewrite it with `openssl pkcs8 -topk8 -scrypt`.",
                    e);
        }
    }

    private static PrivateKeyInfo decrypt(PEMEncryptedKeyPair encrypted, char[] secret, String place) {
        try {
            return encrypted
                    .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                            .setProvider(BouncyCastle.PROVIDER)
                            .build(secret))
                    .getPrivateKeyInfo();
        } catch (IOException | RuntimeException e) {
            throw wrongPassphrase(place, e);
        }
    }

    private static WrongKeyException wrongPassphrase(String place, Exception cause) {
        return new WrongKeyException(
                place + ": the passphrase does not open this key, or the file is damaged",
                "Compare with `openssl pkey -noout -in FILE`, which asks for the passphrase.",
                cause);
    }

    static PrivateKey toKey(PrivateKeyInfo info, String place) {
        try {
            return new JcaPEMKeyConverter().setProvider(BouncyCastle.PROVIDER).getPrivateKey(info);
        } catch (PEMException | RuntimeException e) {
            throw Pem.unexpected(place, EXPECTED, e);
        }
    }
}
