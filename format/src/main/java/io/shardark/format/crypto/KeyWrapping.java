package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.PasswordRecipient;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JcePasswordRecipientInfoGenerator;

/** Writes the EnvelopedData of a keys file. */
final class KeyWrapping {
    /** OWASP Password Storage Cheat Sheet, for PBKDF2 with HMAC-SHA-256. */
    static final int PBKDF2_ITERATIONS = 600_000;

    private static final int SALT_LENGTH = 16;
    private static final AlgorithmIdentifier SHA256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    private static final AlgorithmIdentifier OAEP = new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSAES_OAEP,
            new RSAESOAEPparams(
                    SHA256,
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, SHA256),
                    RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));

    private KeyWrapping() {}

    static byte[] wrap(BackupKey key, List<Recipient> recipients) {
        if (recipients.isEmpty()) {
            throw new ConfigurationException("a backup key needs at least one recipient");
        }
        SecureRandom random = new SecureRandom();
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        for (Recipient recipient : recipients) {
            generator.addRecipientInfoGenerator(recipientInfo(recipient, random));
        }
        byte[] content = key.hexadecimal();
        try {
            // The JDK encrypts the content, and wraps it for most recipients: to set up Bouncy Castle's provider takes
            // longer than all the rest of this.
            return generator
                    .generate(
                            new CMSProcessableByteArray(content),
                            new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                    .setSecureRandom(random)
                                    .build())
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER);
        } catch (CMSException | IOException e) {
            throw new ConfigurationException("the backup key cannot be wrapped for " + recipients, "", e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static RecipientInfoGenerator recipientInfo(Recipient recipient, SecureRandom random) {
        if (recipient instanceof CertificateRecipient holder) {
            return certificate(holder, random);
        }
        if (recipient instanceof PassphraseRecipient knower) {
            return passphrase(knower.passphrase(), random);
        }
        throw new IllegalArgumentException("unknown kind of recipient: " + recipient);
    }

    private static RecipientInfoGenerator certificate(CertificateRecipient recipient, SecureRandom random) {
        X509Certificate certificate = recipient.certificate();
        try {
            if (certificate.getPublicKey() instanceof ECPublicKey key) {
                return keyAgreement(certificate, key, random);
            }
            JceKeyTransRecipientInfoGenerator generator = new JceKeyTransRecipientInfoGenerator(certificate, OAEP);
            return recipient.provider().map(generator::setProvider).orElse(generator);
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException("the backup key cannot be wrapped for " + recipient, "", e);
        }
    }

    private static RecipientInfoGenerator keyAgreement(
            X509Certificate certificate, ECPublicKey key, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
        generator.initialize(key.getParams(), random);
        KeyPair ephemeral = generator.generateKeyPair();
        return new JceKeyAgreeRecipientInfoGenerator(
                        CMSAlgorithm.ECDH_SHA256KDF,
                        ephemeral.getPrivate(),
                        ephemeral.getPublic(),
                        CMSAlgorithm.AES256_WRAP)
                .addRecipient(certificate)
                .setProvider(BouncyCastle.PROVIDER)
                .setSecureRandom(random);
    }

    private static RecipientInfoGenerator passphrase(Passphrase passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        return new JcePasswordRecipientInfoGenerator(CMSAlgorithm.AES256_CBC, passphrase.characters())
                .setProvider(BouncyCastle.PROVIDER)
                .setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8)
                .setPRF(PasswordRecipient.PRF.HMacSHA256)
                .setSaltAndIterationCount(salt, PBKDF2_ITERATIONS)
                .setSecureRandom(random);
    }
}
