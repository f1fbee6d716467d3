package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;

/** The private key of a certificate, RSA or EC. */
public final class PrivateKeyIdentity implements Identity {
    private final PrivateKey key;
    private final String place;

    private PrivateKeyIdentity(PrivateKey key, String place) {
        this.key = key;
        this.place = place;
    }

    /**
     * Reads a private key: PKCS#8, encrypted or not, or the traditional forms of RSA and EC keys.
     *
     * @param pem the text of the file
     * @param passphrase used when the file is encrypted; see {@link PrivateKeyFile#needsPassphrase}
     * @param place the file, for messages
     * @throws io.shardark.format.error.WrongKeyException when the passphrase is wrong, or missing although needed
     * @throws ConfigurationException when it is no private key, or one that cannot decrypt
     */
    public static PrivateKeyIdentity fromPem(String pem, Optional<Passphrase> passphrase, String place) {
        PrivateKey key = PrivateKeyPem.toKey(PrivateKeyPem.read(pem, passphrase, place), place);
        if (key instanceof RSAPrivateKey || key instanceof ECPrivateKey) {
            return new PrivateKeyIdentity(key, place);
        }
        throw new ConfigurationException(
                place + ": a key of the kind " + key.getAlgorithm() + " cannot decrypt, expected RSA or EC",
                "Give the .key file of the encryption pair, not of the signing pair.");
    }

    PrivateKey key() {
        return key;
    }

    /** Kind and file, without the secret. */
    @Override
    public String toString() {
        return (key instanceof RSAPrivateKey ? "RSA" : "EC") + " key " + place;
    }
}
