package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A new pair for encrypting backups, as the texts of its two files.
 *
 * @param privateKeyPem for {@code NAME.key}: secret unless encrypted
 * @param certificatePem for {@code NAME.crt}
 */
public record EncryptionKeyPair(String privateKeyPem, String certificatePem) {
    private static final int RSA_BITS = 3072;
    private static final int LONGEST_NAME = 64;
    private static final int SERIAL_BITS = 127;
    /** "No well-defined expiration date", RFC 5280 section 4.1.2.5: backups are opened long after they were made. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Makes an RSA key of 3072 bits, encrypted when there is a passphrase, and its self-signed certificate. Takes some
     * seconds.
     *
     * @param name the common name in the certificate, 1 to 64 characters
     */
    public static EncryptionKeyPair generate(String name, Optional<Passphrase> passphrase, SecureRandom random) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new ConfigurationException(
                    "a key cannot be named \"" + name + "\", expected 1 to " + LONGEST_NAME + " characters");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS, random);
            KeyPair pair = generator.generateKeyPair();
            PrivateKeyInfo key = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
            return new EncryptionKeyPair(
                    PrivateKeyPem.write(key, passphrase, random),
                    Pem.write("CERTIFICATE", certify(pair, name, random).getEncoded()));
        } catch (NoSuchAlgorithmException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static X509CertificateHolder certify(KeyPair pair, String name, SecureRandom random)
            throws IOException, OperatorCreationException {
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
        BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(0);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new JcaX509v3CertificateBuilder(
                        subject, serial, Date.from(now), Date.from(NEVER), subject, pair.getPublic())
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))
                .build(new JcaContentSignerBuilder("SHA256withRSA")
                        .setProvider(BouncyCastle.PROVIDER)
                        .setSecureRandom(random)
                        .build(pair.getPrivate()));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "encryption key pair";
    }
}
