package io.shardark.format.crypto;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.WrongKeyException;
import io.shardark.format.value.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyAgreeRecipientInformation;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.PKIXRecipientId;
import org.bouncycastle.cms.PasswordRecipient;
import org.bouncycastle.cms.PasswordRecipientInformation;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JcePasswordEnvelopedRecipient;

/**
 * Opens the EnvelopedData of a keys file. A private key does not tell its certificate, so every recipient of its kind
 * is tried.
 */
final class KeyUnwrapping {
    /** A hostile file must not fill a screen. */
    private static final int LONGEST_NAME = 200;

    private static final int MOST_NAMES = 20;

    private KeyUnwrapping() {}

    static BackupKey open(byte[] file, Identity identity, Sha256 keyCheck) {
        List<RecipientInformation> recipients = KeysFileStructure.recipients(file);
        for (RecipientInformation recipient : recipients) {
            Optional<InputStream> content = unwrap(recipient, identity);
            if (content.isPresent()) {
                return read(content.get(), keyCheck);
            }
        }
        throw new WrongKeyException(
                KeysFile.NAME + ": the " + identity + " is none of its " + recipients.size() + " recipients: "
                        + recipients.stream()
                                .limit(MOST_NAMES)
                                .map(KeyUnwrapping::describe)
                                .collect(Collectors.joining("; ")),
                "Give the private key of one of these certificates, or the passphrase.");
    }

    static List<String> describeRecipients(byte[] file) {
        return KeysFileStructure.recipients(file).stream()
                .map(KeyUnwrapping::describe)
                .toList();
    }

    /** The content behind a recipient, or nothing when the identity does not open it. */
    private static Optional<InputStream> unwrap(RecipientInformation recipient, Identity identity) {
        Optional<org.bouncycastle.cms.Recipient> opener = opener(recipient, identity);
        if (opener.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(recipient.getContentStream(opener.get()).getContentStream());
        } catch (CMSException | IOException | RuntimeException doesNotFit) {
            return Optional.empty();
        }
    }

    private static Optional<org.bouncycastle.cms.Recipient> opener(RecipientInformation recipient, Identity identity) {
        if (identity instanceof PassphraseIdentity knowledge) {
            return recipient instanceof PasswordRecipientInformation
                    ? Optional.of(new JcePasswordEnvelopedRecipient(
                                    knowledge.passphrase().characters())
                            .setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8)
                            .setProvider(BouncyCastle.PROVIDER))
                    : Optional.empty();
        }
        PrivateKey key = ((PrivateKeyIdentity) identity).key();
        if (key instanceof RSAPrivateKey) {
            return recipient instanceof KeyTransRecipientInformation
                    ? Optional.of(new JceKeyTransEnvelopedRecipient(key)
                            .setProvider(BouncyCastle.PROVIDER)
                            .setKeySizeValidation(true))
                    : Optional.empty();
        }
        return recipient instanceof KeyAgreeRecipientInformation
                ? Optional.of(new JceKeyAgreeEnvelopedRecipient(key).setProvider(BouncyCastle.PROVIDER))
                : Optional.empty();
    }

    private static BackupKey read(InputStream content, Sha256 keyCheck) {
        byte[] text;
        try (content) {
            text = content.readNBytes(2 * BackupKey.LENGTH + 1);
        } catch (IOException | RuntimeException e) {
            throw new DamagedException(KeysFile.NAME + ": the encrypted backup key was altered", "", e);
        }
        BackupKey key = BackupKey.fromHexadecimal(text)
                .orElseThrow(() ->
                        new DamagedException(KeysFile.NAME + ": its content is not a backup key, expected 64 digits"));
        Arrays.fill(text, (byte) 0);
        if (!key.keyCheck().equals(keyCheck)) {
            throw new DamagedException(
                    KeysFile.NAME + ": it holds another key than the one that the manifest names",
                    "Someone replaced or mixed up the file; restore it from a copy of this backup.");
        }
        return key;
    }

    private static String describe(RecipientInformation recipient) {
        if (recipient instanceof PasswordRecipientInformation) {
            return "a passphrase";
        }
        String kind = recipient instanceof KeyTransRecipientInformation ? "RSA" : "EC";
        if (recipient.getRID() instanceof PKIXRecipientId id && id.getIssuer() != null) {
            String issuer = id.getIssuer().toString().replaceAll("[\\p{Cc}\\p{Cf}]", "?");
            String shown = issuer.length() > LONGEST_NAME ? issuer.substring(0, LONGEST_NAME) : issuer;
            return kind + " certificate issued by " + shown + ", serial "
                    + id.getSerialNumber().toString(16);
        }
        return kind + " certificate without issuer and serial number";
    }
}
