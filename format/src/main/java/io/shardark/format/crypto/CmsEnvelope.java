package io.shardark.format.crypto;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.WrongKeyException;
import io.shardark.format.value.BackupId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The envelope of encrypted backups: CMS AuthEnvelopedData with AES-256-GCM, each with a content key of its own that
 * the backup key wraps. {@code openssl cms -decrypt -secretkey} opens it. There is exactly one way to write an
 * envelope, and any other is refused. Safe for use by several threads.
 */
public final class CmsEnvelope implements Envelope {
    private static final String KEY_WRAP = "AESWrap";

    private final SecretKey backupKey;
    private final BackupId backup;
    private final byte[] keyIdentifier;
    private final SecureRandom random = new SecureRandom();

    /** The envelopes of one backup under its key. */
    public CmsEnvelope(BackupKey key, BackupId backup) {
        this.backupKey = new SecretKeySpec(key.bytes(), "AES");
        this.backup = backup;
        this.keyIdentifier = backup.text().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] seal(byte[] plain, int offset, int length) {
        CmsLayout layout = CmsLayout.around(length);
        byte[] contentKey = randomBytes(BackupKey.LENGTH);
        byte[] nonce = randomBytes(AesGcm.NONCE_LENGTH);
        byte[] envelope = new byte[layout.length()];
        try {
            SecretKey key = new SecretKeySpec(contentKey, "AES");
            AesGcm.encrypt(key, nonce, plain, offset, length, envelope, layout.contentAt());
            // The tag was appended to the content; in CMS a header stands between the two.
            int appended = layout.contentAt() + length;
            System.arraycopy(envelope, appended, envelope, layout.tagAt(), AesGcm.TAG_LENGTH);
            layout.writeFrame(envelope);
            put(keyIdentifier, envelope, layout.keyIdentifierAt());
            put(wrap(key), envelope, layout.wrappedKeyAt());
            put(nonce, envelope, layout.nonceAt());
            return envelope;
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        } finally {
            Arrays.fill(contentKey, (byte) 0);
        }
    }

    @Override
    public byte[] open(byte[] stored, int offset, int length, String place) {
        CmsLayout layout = CmsLayout.ofLength(length)
                .orElseThrow(() -> new DamagedException(
                        place + ": no encrypted chunk or catalog has a length of " + length + " bytes"));
        int deviation = layout.firstDeviation(stored, offset);
        if (deviation >= 0) {
            throw new DamagedException(place + ": byte " + deviation + " is 0x"
                    + HexFormat.of().toHexDigits(stored[offset + deviation])
                    + ", which is not what a CMS envelope of " + length + " bytes has there");
        }
        requireThisBackup(stored, offset + layout.keyIdentifierAt(), place);
        SecretKey contentKey = unwrap(stored, offset + layout.wrappedKeyAt(), place);
        return decrypt(contentKey, stored, offset, layout, place);
    }

    private void requireThisBackup(byte[] stored, int at, String place) {
        String found = new String(stored, at, CmsLayout.KEY_IDENTIFIER_LENGTH, StandardCharsets.ISO_8859_1);
        if (found.equals(backup.text())) {
            return;
        }
        String whose = BackupId.matches(found) ? "belongs to backup " + found : "names no backup";
        throw new DamagedException(place + ": the envelope " + whose + ", expected " + backup);
    }

    private SecretKey unwrap(byte[] stored, int at, String place) {
        byte[] wrapped = Arrays.copyOfRange(stored, at, at + CmsLayout.WRAPPED_KEY_LENGTH);
        try {
            Cipher cipher = Cipher.getInstance(KEY_WRAP);
            cipher.init(Cipher.UNWRAP_MODE, backupKey);
            return (SecretKey) cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY);
        } catch (InvalidKeyException e) {
            throw new WrongKeyException(
                    place + ": the backup key does not open this envelope of backup " + backup,
                    "Either this is not the key of the backup, or the wrapped key in the envelope was altered;"
                            + " `shardark verify --level files` tells which.",
                    e);
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private static byte[] decrypt(SecretKey key, byte[] stored, int offset, CmsLayout layout, String place) {
        int nonceAt = offset + layout.nonceAt();
        int tagAt = offset + layout.tagAt();
        byte[] nonce = Arrays.copyOfRange(stored, nonceAt, nonceAt + AesGcm.NONCE_LENGTH);
        byte[] tag = Arrays.copyOfRange(stored, tagAt, tagAt + AesGcm.TAG_LENGTH);
        try {
            return AesGcm.decrypt(key, nonce, stored, offset + layout.contentAt(), layout.contentLength(), tag);
        } catch (AEADBadTagException e) {
            throw new DamagedException(place + ": the content or its authentication tag was altered", "", e);
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private byte[] wrap(SecretKey contentKey) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(KEY_WRAP);
        cipher.init(Cipher.WRAP_MODE, backupKey);
        return cipher.wrap(contentKey);
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void put(byte[] field, byte[] envelope, int at) {
        System.arraycopy(field, 0, envelope, at, field.length);
    }

    private static IllegalStateException unusable(GeneralSecurityException cause) {
        return new IllegalStateException("this Java platform does not offer AES as every platform must", cause);
    }

    @Override
    public String suffix() {
        return ".p7m";
    }
}
