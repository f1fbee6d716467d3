package io.shardark.format.crypto;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.WrongKeyException;
import io.shardark.format.value.BackupId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The envelope of encrypted backups: CMS AuthEnvelopedData with AES-256-GCM, each with a content key of its own that
 * the backup key wraps. {@code openssl cms -decrypt -secretkey} opens it. There is exactly one way to write an
 * envelope, and any other is refused. Safe for use by several threads.
 */
public final class CmsEnvelope implements Envelope {
    /**
     * The most that is handed to the cipher in one call. Given more, the JDK's AES-GCM runs uncompiled for many
     * seconds, some forty times slower (measured with JDK 17 and 25).
     */
    private static final int CIPHER_STEP = 16 * 1024;

    private static final String CIPHER = "AES/GCM/NoPadding";
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
        byte[] nonce = randomBytes(CmsLayout.NONCE_LENGTH);
        byte[] envelope = new byte[layout.length()];
        try {
            SecretKey key = new SecretKeySpec(contentKey, "AES");
            encrypt(key, nonce, plain, offset, envelope, layout);
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

    private static void encrypt(
            SecretKey key, byte[] nonce, byte[] plain, int offset, byte[] envelope, CmsLayout layout)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * CmsLayout.TAG_LENGTH, nonce));
        int at = layout.contentAt();
        int end = offset + layout.contentLength();
        int from = offset;
        for (; end - from > CIPHER_STEP; from += CIPHER_STEP) {
            at += cipher.update(plain, from, CIPHER_STEP, envelope, at);
        }
        cipher.doFinal(plain, from, end - from, envelope, at);
        // The JDK appends the tag to the content; in CMS a header stands between the two.
        int appended = layout.contentAt() + layout.contentLength();
        System.arraycopy(envelope, appended, envelope, layout.tagAt(), CmsLayout.TAG_LENGTH);
    }

    @Override
    public byte[] open(byte[] stored, int offset, int length, String place) {
        CmsLayout layout = CmsLayout.ofLength(length)
                .orElseThrow(() -> new DamagedException(
                        place + ": no encrypted chunk or catalog has a length of " + length + " bytes"));
        int deviation = layout.firstDeviation(stored, offset);
        if (deviation >= 0) {
            throw new DamagedException(place + ": byte " + deviation + " is " + stored[offset + deviation]
                    + ", which is not what a CMS envelope of " + length + " bytes has there");
        }
        requireThisBackup(stored, offset + layout.keyIdentifierAt(), place);
        Key contentKey = unwrap(stored, offset + layout.wrappedKeyAt(), place);
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

    private Key unwrap(byte[] stored, int at, String place) {
        byte[] wrapped = Arrays.copyOfRange(stored, at, at + CmsLayout.WRAPPED_KEY_LENGTH);
        try {
            Cipher cipher = Cipher.getInstance(KEY_WRAP);
            cipher.init(Cipher.UNWRAP_MODE, backupKey);
            return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY);
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

    private static byte[] decrypt(Key key, byte[] stored, int offset, CmsLayout layout, String place) {
        byte[] plain = new byte[layout.contentLength()];
        int nonceAt = offset + layout.nonceAt();
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(8 * CmsLayout.TAG_LENGTH, stored, nonceAt, CmsLayout.NONCE_LENGTH));
            int from = offset + layout.contentAt();
            int end = from + layout.contentLength();
            int at = 0;
            for (; from < end; from += CIPHER_STEP) {
                at += cipher.update(stored, from, Math.min(CIPHER_STEP, end - from), plain, at);
            }
            cipher.doFinal(stored, offset + layout.tagAt(), CmsLayout.TAG_LENGTH, plain, at);
            return plain;
        } catch (javax.crypto.AEADBadTagException e) {
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
