package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whoever holds the private key of an X.509 certificate with an RSA or EC key. Trust lies in the choice of the file, so
 * neither issuer nor expiry are looked at: a backup that can be opened with an old key is better than none.
 */
public final class CertificateRecipient implements Recipient {
    private static final int SMALLEST_RSA_KEY = 2048;
    private static final String KEY_USAGE = "2.5.29.15";
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private final X509Certificate certificate;
    private final Optional<Provider> provider;

    private CertificateRecipient(X509Certificate certificate, Optional<Provider> provider) {
        this.certificate = certificate;
        this.provider = provider;
    }

    /**
     * Reads a certificate.
     *
     * @param pem the text of a file with exactly one certificate
     * @param place the file, for messages
     * @throws ConfigurationException when it is something else, or a key that nothing can be encrypted for
     */
    public static CertificateRecipient fromPem(String pem, String place) {
        String expected = "one X.509 certificate";
        try {
            Optional<X509Certificate> usual =
                    PlainPem.read(pem, "CERTIFICATE").flatMap(CertificateRecipient::readByJdk);
            CertificateRecipient recipient = usual.isPresent()
                    ? new CertificateRecipient(usual.get(), Optional.empty())
                    : new CertificateRecipient(
                            Pem.certificate(pem, place, expected), Optional.of(BouncyCastle.PROVIDER));
            requireUsable(recipient.certificate, place);
            return recipient;
        } catch (CertificateException | IllegalArgumentException | IllegalStateException e) {
            throw Pem.unexpected(place, expected, e);
        }
    }

    /** The certificates that {@code shardark keygen} makes, and those like them; see {@link PlainPem}. */
    private static Optional<X509Certificate> readByJdk(byte[] der) {
        try {
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return certificate instanceof X509Certificate usual
                            && isSound(usual)
                            && Arrays.equals(usual.getEncoded(), der)
                    ? Optional.of(usual)
                    : Optional.empty();
        } catch (GeneralSecurityException unusual) {
            return Optional.empty();
        }
    }

    /**
     * Whether this is an RSA key that signed its own certificate, so that no bit of it was altered: the JDK, other than
     * Bouncy Castle, would take any number for a modulus, and pass over a key usage that it cannot read. Bouncy Castle
     * forgets the names of curves that come in the JDK's EC keys, and would write all their numbers instead.
     *
     * @throws GeneralSecurityException when another key signed it
     */
    private static boolean isSound(X509Certificate certificate) throws GeneralSecurityException {
        PublicKey key = certificate.getPublicKey();
        if (!(key instanceof RSAPublicKey) || !key.getAlgorithm().equals("RSA")) {
            return false;
        }
        certificate.verify(key);
        return certificate.getExtensionValue(KEY_USAGE) == null || certificate.getKeyUsage() != null;
    }

    private static void requireUsable(X509Certificate certificate, String place) {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < SMALLEST_RSA_KEY) {
                throw new ConfigurationException(place + ": an RSA key of " + bits
                        + " bits is too small, expected at least " + SMALLEST_RSA_KEY);
            }
            requireUsage(certificate, KEY_ENCIPHERMENT, "keyEncipherment", place);
        } else if (key instanceof ECPublicKey) {
            requireUsage(certificate, KEY_AGREEMENT, "keyAgreement", place);
        } else {
            throw new ConfigurationException(
                    place + ": a key of the kind " + key.getAlgorithm()
                            + " cannot receive a backup key, expected RSA or EC",
                    "Make one with `shardark keygen`; Ed25519 keys are for signing.");
        }
    }

    private static void requireUsage(X509Certificate certificate, int bit, String name, String place) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[bit]) {
            throw new ConfigurationException(place + ": the certificate's key usage does not permit " + name);
        }
    }

    /** Whose ciphers take its key; empty for the JDK's own. */
    Optional<Provider> provider() {
        return provider;
    }

    /** The certificate, whose key is RSA or EC. */
    X509Certificate certificate() {
        return certificate;
    }

    /** Subject and serial number, for people. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName() + " serial "
                + certificate.getSerialNumber().toString(16);
    }
}
