package io.shardark.format.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/** AES-GCM (NIST SP 800-38D) with nonces of 12 and tags of 16 bytes, at the speed of the processor's instructions. */
final class AesGcm {
    static final int NONCE_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private static final int BLOCK_LENGTH = 16;
    private static final String GCM = "AES/GCM/NoPadding";
    private static final String COUNTER_MODE = "AES/CTR/NoPadding";

    /**
     * How much is handed to the cipher in one call. The JDK's cipher uses the processor's instructions only once it has
     * been called some thousand times, so small steps get there sooner; steps of a mebibyte stay some forty times
     * slower for many seconds (measured with JDK 17 and 25).
     */
    private static final int STEP = 4096;

    private AesGcm() {}

    /** Encrypts {@code length} bytes and appends the tag; the two arrays are not the same. */
    static void encrypt(SecretKey key, byte[] nonce, byte[] plain, int offset, int length, byte[] sealed, int at)
            throws GeneralSecurityException {
        Cipher cipher = encryption(key, nonce);
        int end = offset + length;
        int from = offset;
        int to = at;
        for (; end - from > STEP; from += STEP) {
            to += cipher.update(plain, from, STEP, sealed, to);
        }
        cipher.doFinal(plain, from, end - from, sealed, to);
    }

    /**
     * Decrypts {@code length} bytes and compares their tag; nothing is released before.
     *
     * <p>The JDK's own decryption collects everything and works on it in one call, which is never compiled to use the
     * processor's instructions: 60 MB/s instead of 2,000 for chunks of 4 MiB. So counter mode, which is what GCM
     * encrypts with, decrypts here, and the JDK's GCM encrypts the result again: that gives the same bytes and, if
     * nothing was altered, the same tag.
     *
     * @throws AEADBadTagException when key, nonce, content and tag do not belong together
     */
    static byte[] decrypt(SecretKey key, byte[] nonce, byte[] sealed, int at, int length, byte[] tag)
            throws GeneralSecurityException {
        Cipher counterMode = Cipher.getInstance(COUNTER_MODE);
        counterMode.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(firstCounter(nonce)));
        Cipher encryption = encryption(key, nonce);
        byte[] plain = new byte[length];
        byte[] again = new byte[STEP + TAG_LENGTH];
        int from = 0;
        for (; length - from > STEP; from += STEP) {
            counterMode.update(sealed, at + from, STEP, plain, from);
            encryption.update(plain, from, STEP, again, 0);
        }
        counterMode.doFinal(sealed, at + from, length - from, plain, from);
        int end = encryption.doFinal(plain, from, length - from, again, 0);
        byte[] expected = Arrays.copyOfRange(again, end - TAG_LENGTH, end);
        if (!MessageDigest.isEqual(expected, tag)) {
            Arrays.fill(plain, (byte) 0);
            throw new AEADBadTagException("the tag does not belong to the content");
        }
        return plain;
    }

    /**
     * The counter block of the first block of content, SP 800-38D section 7.1: counting begins at 1, which is used for
     * the tag. GCM counts modulo 2^32 and counter mode modulo 2^128; below 64 GiB there is no difference.
     */
    private static byte[] firstCounter(byte[] nonce) {
        byte[] counter = Arrays.copyOf(nonce, BLOCK_LENGTH);
        counter[BLOCK_LENGTH - 1] = 2;
        return counter;
    }

    private static Cipher encryption(SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(GCM);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG_LENGTH, nonce));
        return cipher;
    }
}
