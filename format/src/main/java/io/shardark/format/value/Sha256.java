package io.shardark.format.value;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest (FIPS 180-4) as 64 lower-case hexadecimal digits. */
public record Sha256(String hex) {
    private static final int DIGITS = 64;

    public Sha256 {
        if (!matches(hex)) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
        }
    }

    /** Whether a text has the form of a digest. A loop, since large manifests have hundreds of thousands. */
    public static boolean matches(String text) {
        boolean matches = text.length() == DIGITS;
        for (int i = 0; matches && i < DIGITS; i++) {
            char digit = text.charAt(i);
            matches = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        return matches;
    }

    /** The digest of all the bytes. */
    public static Sha256 of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** The digest of a part of an array. */
    public static Sha256 of(byte[] bytes, int offset, int length) {
        MessageDigest digest = newDigest();
        digest.update(bytes, offset, length);
        return finish(digest);
    }

    /** The digest of the remaining bytes of a buffer, which are consumed. */
    public static Sha256 of(ByteBuffer bytes) {
        MessageDigest digest = newDigest();
        digest.update(bytes);
        return finish(digest);
    }

    /** Ends a running digest, which is reset by this. */
    public static Sha256 finish(MessageDigest digest) {
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /** A fresh running digest from the JDK's own provider, which uses the processor's instructions. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
