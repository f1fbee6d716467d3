package io.shardark.format.crypto;

import io.shardark.format.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The 32 random bytes that wrap the content keys of one backup's chunks and catalogs. Immutable and safe for use by
 * several threads. Its bytes leave this package only inside {@code keys.p7m}; comparison takes the same time whatever
 * differs.
 */
public final class BackupKey {
    static final int LENGTH = 32;

    private static final byte[] CHECK_PREFIX = "shardark backup key ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private BackupKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new key for a new backup. */
    public static BackupKey generate(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new BackupKey(bytes);
    }

    /** The key in the form of {@code keys.p7m}: 64 lower-case hexadecimal digits; empty when it is anything else. */
    static Optional<BackupKey> fromHexadecimal(byte[] text) {
        if (text.length != 2 * LENGTH) {
            return Optional.empty();
        }
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            int high = digit(text[2 * i]);
            int low = digit(text[2 * i + 1]);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes[i] = (byte) ((high << 4) | low);
        }
        return Optional.of(new BackupKey(bytes));
    }

    private static int digit(byte character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
    }

    /** 64 lower-case hexadecimal digits in a new array, which the caller wipes. */
    byte[] hexadecimal() {
        byte[] text = new byte[2 * LENGTH];
        HexFormat digits = HexFormat.of();
        for (int i = 0; i < LENGTH; i++) {
            text[2 * i] = (byte) digits.toHighHexDigit(bytes[i]);
            text[2 * i + 1] = (byte) digits.toLowHexDigit(bytes[i]);
        }
        return text;
    }

    /** The key itself; callers neither change nor keep the array. */
    byte[] bytes() {
        return bytes;
    }

    /** What the manifest holds to recognise this key without revealing anything about it. */
    public Sha256 keyCheck() {
        MessageDigest digest = Sha256.newDigest();
        digest.update(CHECK_PREFIX);
        byte[] text = hexadecimal();
        digest.update(text);
        Arrays.fill(text, (byte) 0);
        return Sha256.finish(digest);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BackupKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return keyCheck().hashCode();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "backup key with check " + keyCheck().hex();
    }
}
