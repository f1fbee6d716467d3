package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AesGcmTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void agreesWithTheDecryptionOfTheJdk() throws Exception {
        for (int i = 0; i < 300; i++) {
            int length = random.nextInt(3) == 0 ? 4096 * random.nextInt(4) : random.nextInt(40_000);
            SecretKey key = new SecretKeySpec(bytes(32), "AES");
            byte[] nonce = bytes(AesGcm.NONCE_LENGTH);
            byte[] plain = bytes(length);
            byte[] sealed = new byte[length + AesGcm.TAG_LENGTH];
            AesGcm.encrypt(key, nonce, plain, 0, length, sealed, 0);

            Cipher jdk = Cipher.getInstance("AES/GCM/NoPadding");
            jdk.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, nonce));
            assertArrayEquals(plain, jdk.doFinal(sealed), "seed " + seed);
            byte[] tag = Arrays.copyOfRange(sealed, length, sealed.length);
            assertArrayEquals(plain, AesGcm.decrypt(key, nonce, sealed, 0, length, tag), "seed " + seed);
        }
    }

    @Test
    void refusesFlippedBitsOfContentNonceKeyAndTag() throws Exception {
        byte[] key = bytes(32);
        byte[] nonce = bytes(AesGcm.NONCE_LENGTH);
        int length = 4096 + 40;
        byte[] sealed = new byte[length + AesGcm.TAG_LENGTH];
        AesGcm.encrypt(new SecretKeySpec(key, "AES"), nonce, bytes(length), 0, length, sealed, 0);
        byte[] tag = Arrays.copyOfRange(sealed, length, sealed.length);
        byte[] content = Arrays.copyOf(sealed, length);
        for (byte[] part : new byte[][] {content, nonce, key, tag}) {
            int step = part == content ? 61 : 1;
            for (int bit = 0; bit < 8 * part.length; bit += step) {
                part[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThrows(
                        AEADBadTagException.class,
                        () -> AesGcm.decrypt(new SecretKeySpec(key, "AES"), nonce, content, 0, length, tag),
                        "seed " + seed + " bit " + bit);
                part[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
