package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.WrongKeyException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysFileAttackTest {
    private final BackupKey key = BackupKey.generate(new SecureRandom());

    @TempDir
    Path folder;

    @Test
    void aFlippedBitNeverGivesAnotherKeyForRsa() {
        Identity escrow = TestKeys.identity(TestKeys.ESCROW);
        flipOneBitInEveryByte(KeysFile.wrap(key, List.of(TestKeys.recipient(TestKeys.ESCROW))), escrow);
    }

    @Test
    void aFlippedBitNeverGivesAnotherKeyForEc() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.succeed(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "ec.key",
                "-out",
                "ec.crt",
                "-subj",
                "/CN=vault");
        byte[] file = KeysFile.wrap(key, List.of(CertificateRecipient.fromPem(openssl.readText("ec.crt"), "ec.crt")));
        flipOneBitInEveryByte(file, PrivateKeyIdentity.fromPem(openssl.readText("ec.key"), Optional.empty(), "ec.key"));
    }

    /** Only the name of the recipient may be altered without notice: a private key is not looked up by it. */
    private void flipOneBitInEveryByte(byte[] file, Identity identity) {
        int unnoticed = 0;
        for (int at = 0; at < file.length; at++) {
            byte[] altered = file.clone();
            altered[at] ^= (byte) (1 << (at % 8));
            try {
                assertEquals(key, KeysFile.open(altered, identity, key.keyCheck()), "byte " + at);
                unnoticed++;
            } catch (DamagedException | WrongKeyException refused) {
                assertTrue(refused.getMessage().startsWith("keys.p7m: "), refused.getMessage());
            }
        }
        assertTrue(unnoticed < 60, unnoticed + " flips went unnoticed");
    }

    @Test
    void everyTruncationAndExtensionIsRefused() {
        byte[] file = KeysFile.wrap(key, List.of(TestKeys.recipient(TestKeys.ESCROW)));
        Identity escrow = TestKeys.identity(TestKeys.ESCROW);
        for (int length = 0; length < file.length + 20; length++) {
            if (length != file.length) {
                byte[] altered = Arrays.copyOf(file, length);
                assertThrows(
                        DamagedException.class,
                        () -> KeysFile.open(altered, escrow, key.keyCheck()),
                        "length " + length);
            }
        }
    }

    @Test
    void indefiniteLengthsAreRefused() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.write("escrow.crt", TestKeys.ESCROW.certificatePem());
        openssl.write("key", key.hexadecimal());
        byte[] streamed = openssl.succeed(
                "cms",
                "-encrypt",
                "-stream",
                "-binary",
                "-aes-256-cbc",
                "-in",
                "key",
                "-outform",
                "DER",
                "-recip",
                "escrow.crt",
                "-keyopt",
                "rsa_padding_mode:oaep",
                "-keyopt",
                "rsa_oaep_md:sha256");
        DamagedException refusal = assertThrows(
                DamagedException.class,
                () -> KeysFile.open(streamed, TestKeys.identity(TestKeys.ESCROW), key.keyCheck()));
        assertTrue(refusal.getMessage().contains("not encoded in DER"), refusal.getMessage());
    }

    @Test
    void weakerDerivationThanTheFormatsIsRefused() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.write("key", key.hexadecimal());
        byte[] weak = openssl.succeed(
                "cms", "-encrypt", "-binary", "-aes-256-cbc", "-in", "key", "-outform", "DER", "-pwri_password", "one");
        Identity identity = new PassphraseIdentity(TestKeys.passphrase("one"));
        DamagedException refusal =
                assertThrows(DamagedException.class, () -> KeysFile.open(weak, identity, key.keyCheck()));
        assertTrue(refusal.getMessage().contains("PBKDF2 function"), refusal.getMessage());
    }

    @Test
    void garbageDeepNestingAndHugeFilesAreRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Identity escrow = TestKeys.identity(TestKeys.ESCROW);
        for (int i = 0; i < 5000; i++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            if (garbage.length > 2) {
                garbage[0] = 0x30;
                garbage[1] = (byte) (garbage.length - 2);
            }
            assertThrows(DamagedException.class, () -> KeysFile.open(garbage, escrow, key.keyCheck()), "seed " + seed);
        }
        for (byte[] bomb :
                List.of(nested(100), nested(10_000), nested(100_000), new byte[1 << 20], new byte[1 << 21])) {
            assertThrows(DamagedException.class, () -> KeysFile.open(bomb, escrow, key.keyCheck()));
        }
    }

    @Test
    void costlyKeyDerivationIsRefusedBeforeItIsComputed() {
        byte[] file = KeysFile.wrap(
                key,
                List.of(
                        new PassphraseRecipient(TestKeys.passphrase("one")),
                        new PassphraseRecipient(TestKeys.passphrase("two"))));
        // 600,000 becomes 8,388,607, twice.
        assertEquals(2, replace(file, new byte[] {2, 3, 0x09, 0x27, (byte) 0xC0}, new byte[] {2, 3, 0x7F, -1, -1}));
        Identity identity = new PassphraseIdentity(TestKeys.passphrase("one"));
        ShardarkException refusal =
                assertThrows(DamagedException.class, () -> KeysFile.open(file, identity, key.keyCheck()));
        assertTrue(refusal.getMessage().contains("16777214 PBKDF2 iterations"), refusal.getMessage());
    }

    private static int replace(byte[] bytes, byte[] old, byte[] replacement) {
        int count = 0;
        for (int at = 0; at + old.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + old.length, old, 0, old.length)) {
                System.arraycopy(replacement, 0, bytes, at, replacement.length);
                count++;
            }
        }
        return count;
    }

    /** Sequences in sequences, each with a length of four bytes. */
    private static byte[] nested(int depth) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = depth - 1; i >= 0; i--) {
            int length = 6 * i;
            bytes.writeBytes(new byte[] {
                0x30, (byte) 0x84, (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
            });
        }
        return bytes.toByteArray();
    }
}
